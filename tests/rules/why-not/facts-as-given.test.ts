import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool } from '../../support/examples.ts'

import { ask, decidedWith, fact, large, playbook, reps } from './ask-why-not.ts'

describe('facts are taken as given: one is set, and nothing else has to move', () => {
  test('what an answer fills is a fact of its own', () => {
    const german = { ...large, 'answers.country': 'DE', 'place.country': 'DE', 'answers.language': 'de' }
    const french = aPlaybook({ ...playbook, routing: { ...playbook.routing, rules: playbook.routing.rules.slice(0, 1) } })
    const found = ask(decidedWith(german, { playbook: french, roster: reps({ ana: { attributes: { languages: ['de'] } } }) }), 'ana')
    expect(found).toMatchObject({
      edits: [fact('place.country', 'DE', 'FR')],
      fewest: true,
      sentence: 'Ana would have got this lead if the country were “FR”.',
    })
  })
  test('a question that is asked only then needs no answer', () => {
    const bySize = aPlaybook({
      ...playbook,
      routing: {
        ...playbook.routing,
        rules: [{ id: 'large', when: { fact: 'answers.size', op: 'is', value: 'large' }, to: [{ kind: 'pool', pool: 'large' }] }],
      },
    })
    expect(ask(decidedWith({ form: 'demo-request', 'answers.size': 'small' }, { playbook: bySize }), 'ana').edits).toEqual([
      fact('answers.size', 'small', 'large'),
    ])
  })
  test('an answer need not have been asked for', () =>
    expect(ask(decidedWith({ form: 'demo-request', 'answers.size': 'small' }), 'ana').edits).toEqual([fact('answers.seats', null, 201)]))
  test('a region may lie outside its country, and an owner is no returning lead', () => {
    const byRegion = aPlaybook({
      ...playbook,
      routing: { ...playbook.routing, rules: [{ id: 'ny', when: { fact: 'place.region', op: 'is', value: 'US-NY' }, to: [{ kind: 'rep', rep: 'dan' }] }] },
    })
    const facts = { ...large, 'place.country': 'DE', 'place.region': 'DE-BY', 'lead.returning': false }
    expect(ask(decidedWith(facts, { playbook: byRegion }), 'dan').edits).toEqual([fact('place.region', 'DE-BY', 'US-NY')])
    const owned = aPlaybook({ ...playbook, routing: { rules: [], otherwise: [{ kind: 'owner' }, { kind: 'pool', pool: 'rest' }] } })
    expect(ask(decidedWith(facts, { playbook: owned }), 'dan').edits).toEqual([fact('lead.owner', null, 'dan')])
  })
  test('the form is a fact like others: what was answered on another counts there too', () => {
    const forms = ['contact', 'demo-request'].map(id => ({
      id,
      questions: [{ id: id === 'contact' ? 'people' : 'seats', kind: 'number' as const, label: 'Seats', min: 0 }],
    }))
    const rules = [{ id: 'seats', when: { fact: 'answers.seats', op: 'known' as const }, to: [{ kind: 'rep' as const, rep: 'ana' }] }]
    const demo = [{ id: 'demo', when: { fact: 'form', op: 'is' as const, value: 'demo-request' }, to: [{ kind: 'rep' as const, rep: 'ana' }] }]
    const decided = (routing: typeof rules | typeof demo) =>
      decidedWith({ form: 'contact' }, { playbook: aPlaybook({ forms, routing: { rules: routing, otherwise: [] } }) })
    expect(ask(decided(rules), 'ana').edits).toEqual([fact('answers.seats', null, 0)])
    expect(ask(decided(demo), 'ana').edits).toEqual([fact('form', 'contact', 'demo-request')])
  })
  test('of equally few the one that a lead could have comes first, and answers before what they fill', () => {
    const is = (name: string, value: string | number) => ({ fact: name, op: 'is' as const, value })
    const either = (...any: ReturnType<typeof is>[]) =>
      aPlaybook({ ...playbook, routing: { ...playbook.routing, rules: [{ id: 'any', when: { any }, to: [{ kind: 'rep', rep: 'dan' }] }] } })
    const facts = { ...large, 'answers.country': 'DE', 'place.country': 'DE', 'place.region': 'DE-BY' }
    const edits = (...any: ReturnType<typeof is>[]) => ask(decidedWith(facts, { playbook: either(...any) }), 'dan').edits
    expect(edits(is('place.region', 'US-NY'), is('place.region', 'DE-NW'))).toEqual([fact('place.region', 'DE-BY', 'DE-NW')])
    expect(edits(is('answers.size', 'small'), is('company.industry', 'x'))).toEqual([fact('company.industry', null, 'x')]) // seats would not be asked
    const filled = { ...large, 'answers.country': 'DE', 'place.country': 'DE' }
    const both = either(is('place.country', 'FR'), is('answers.country', 'FR'))
    expect(ask(decidedWith(filled, { playbook: both }), 'dan').edits).toEqual([fact('answers.country', 'DE', 'FR')])
  })
})

describe('lists', () => {
  const products = (...options: string[]) => [
    { id: 'q', kind: 'choices' as const, label: 'Products', options: options.map(id => ({ id, label: id })), fills: 'company.products' },
  ]
  const includes = (name: string, value: string) =>
    aPlaybook({
      forms: [{ id: 'demo-request', questions: products('p', 'q', 'r') }],
      pools: [],
      routing: {
        rules: [{ id: 'has', when: { fact: name, op: 'includes', value }, to: [{ kind: 'rep', rep: 'ana' }] }],
        otherwise: [{ kind: 'rep', rep: 'ben' }],
      },
    })
  test('of which an option goes keep another: no list is empty', () => {
    const two = aPlaybook({ ...includes('answers.q', 'q'), forms: [{ id: 'demo-request', questions: products('p', 'q') }] })
    const known = aPlaybook({
      ...two,
      routing: { ...two.routing, otherwise: [{ kind: 'pool', pool: 'rest', match: [{ attribute: 'x', has: 'answers.q' }] }] },
      pools: [aPool('rest', 'ben')],
    })
    const found = ask(
      decidedWith({ form: 'demo-request', 'answers.q': ['q'] }, { playbook: known, roster: reps({ ben: { attributes: { x: ['p'] } } }) }),
      'ben',
    )
    expect(found).toMatchObject({ edits: [fact('answers.q', ['q'], ['p'])], fewest: true })
    const only = ask(decidedWith({ form: 'demo-request', 'answers.q': ['q'] }, { playbook: two }), 'ben')
    expect(only).toMatchObject({ edits: [fact('answers.q', ['q'], ['p'])], fewest: true })
  })
  test('keep what is not compared with', () =>
    expect(ask(decidedWith({ form: 'demo-request', 'answers.q': ['q', 'r'] }, { playbook: includes('answers.q', 'q') }), 'ben').edits).toEqual([
      fact('answers.q', ['q', 'r'], ['r']),
    ]))
  test('of pages another is left in place of the only one', () => {
    const pages = aPlaybook({
      ...includes('visit.pages', '/pricing'),
      routing: {
        rules: [
          { id: 'priced', when: { fact: 'visit.pages', op: 'includes', value: '/pricing' }, to: [{ kind: 'rep', rep: 'ana' }] },
          { id: 'visited', when: { fact: 'visit.pages', op: 'known' }, to: [{ kind: 'rep', rep: 'ben' }] },
        ],
        otherwise: [],
      },
    })
    const [edit, ...more] = ask(decidedWith({ form: 'demo-request', 'visit.pages': ['/pricing'] }, { playbook: pages }), 'ben').edits ?? []
    expect(more).toEqual([])
    expect(edit).toMatchObject({ kind: 'fact', fact: 'visit.pages', to: [expect.stringMatching(/^\/(?!pricing)/)] })
  })
  test('that a question fills are matched as lists', () => {
    const matched = aPlaybook({
      forms: [{ id: 'demo-request', questions: products('p', 'q', 'r') }],
      pools: [aPool('all', 'ana', 'ben')],
      routing: { rules: [], otherwise: [{ kind: 'pool', pool: 'all', match: [{ attribute: 'x', has: 'company.products' }] }] },
    })
    const who = reps({ ana: { attributes: { x: ['p'] } }, ben: { attributes: { x: ['r'] } } })
    const facts = { form: 'demo-request', 'answers.q': ['p'], 'company.products': ['p'] }
    const found = ask(decidedWith(facts, { playbook: matched, roster: who }), 'ben')
    expect(found).toMatchObject({ fewest: true, edits: [fact('company.products', ['p'], ['r'])] })
  })
})
