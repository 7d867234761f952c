import { writeSpan, writeZone } from '@baton/server/messages/moments'
import { readableAnswer } from '@baton/server/messages/readable-answer'
import { replyMessage } from '@baton/server/messages/reply-message'
import { describe, expect, it } from 'vitest'
import { answering, disqualifiedStory, queuedStory, tellStory } from './messages-story.ts'

describe('the page’s words', () => {
  it('name the rep and what happens next', () => {
    expect(replyMessage(tellStory())).toEqual({
      heading: 'Ana is your person',
      body: 'Ana looks after companies like yours in Germany. Pick a time, or reply to the mail that is on its way to you.',
    })
  })

  it('leave out the country where none is known, and give the ones that need it their article', () => {
    const story = tellStory()
    const from = (country: string | undefined) => {
      const { 'place.country': _, ...facts } = story.decision.facts
      return replyMessage({ ...story, decision: { ...story.decision, facts: country ? { ...facts, 'place.country': country } : facts } }).body
    }
    expect(from(undefined)).toMatch(/^Ana looks after companies like yours\. /)
    expect(from('US')).toMatch(/in the United States\. /)
    expect(from('nl')).toMatch(/in the Netherlands\. /)
    expect(from('evil')).toMatch(/^Ana looks after companies like yours\. /)
  })

  it('do not tell whoever types an address that its company is a customer', () => {
    const story = tellStory()
    const { body } = replyMessage({ ...story, decision: { ...story.decision, facts: { ...story.decision.facts, 'account.known': true } } })
    expect(body).not.toContain('your company')
  })

  it('say when who waits will hear', () => {
    expect(replyMessage(queuedStory())).toEqual({
      heading: 'Thank you, Zoë',
      body: 'You will hear from Northlight by Wednesday, November 25 at 4:42 AM (New York time). A mail that says so is on its way to you.',
    })
  })

  it('tell the disqualified plainly that nobody will call', () => {
    expect(replyMessage(disqualifiedStory()).body).toContain('nobody will call or write')
  })

  it('are the owner’s where they wrote some, each by itself', () => {
    const messages = {
      assigned: { heading: '{rep.firstName} it is' },
      queued: { body: 'Soon, {lead.firstName}.' },
      disqualified: { heading: 'Sorry' },
      visitor: {},
      rep: {},
    }
    expect(replyMessage(tellStory({ messages }))).toEqual({ heading: 'Ana it is', body: replyMessage(tellStory()).body })
    expect(replyMessage(queuedStory({ messages }))).toEqual({ heading: 'Thank you, Zoë', body: 'Soon, Zoë.' })
    expect(replyMessage(disqualifiedStory({ messages })).heading).toBe('Sorry')
  })

  it('never fill a placeholder twice', () => {
    const story = tellStory({ answers: answering({ size: 'm' }), messages: { assigned: { body: '{rep.name}' }, visitor: {}, rep: {} } })
    expect(replyMessage({ ...story, rep: story.rep && { ...story.rep, name: '{lead.firstName} {answers.size}' } }).body).toBe('{lead.firstName} {answers.size}')
  })
})

describe('words for spans, zones and answers', () => {
  it.each([
    [0, '0 s'],
    [45.4, '45 s'],
    [60, '1 min'],
    [130, '2 min 10 s'],
    [3600, '1 h'],
    [8280, '2 h 18 min'],
    [86_400 * 3, '3 days'],
    [-5, '0 s'],
  ])('%d seconds are %s', (seconds, words) => expect(writeSpan(seconds)).toBe(words))

  it.each([
    ['Europe/Berlin', 'Berlin time'],
    ['europe/berlin', 'Berlin time'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
    ['UTC', 'UTC'],
    ['Etc/GMT+3', 'UTC−3'],
    ['Etc/GMT-5', 'UTC+5'],
  ])('%s is %s', (timeZone, words) => expect(writeZone(timeZone)).toBe(words))

  it('writes a country, a number and a date in the reader’s language', () => {
    const base = { id: 'q', label: 'Q' }
    expect(readableAnswer({ ...base, kind: 'country' }, 'DE', 'fr')).toBe('Allemagne')
    expect(readableAnswer({ ...base, kind: 'number' }, 1234.5, 'de')).toBe('1.234,5')
    expect(readableAnswer({ ...base, kind: 'date' }, '2027-01-31', 'en-US')).toBe('January 31, 2027')
  })
})
