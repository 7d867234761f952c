import { addTouch, readTouch, type Touch } from '@baton/shared/attribution'
import { describe, expect, test } from 'vitest'

const at = '2026-11-23T10:00:00.000Z'
const read = (url: string, referrer = '') => readTouch({ url, referrer, at })

describe('what brought a visitor here', () => {
  test.each<[string, string, string, Partial<Touch>]>([
    ['nothing: direct', 'https://acme.com/', '', { medium: 'direct', source: undefined, landingPath: '/' }],
    [
      'a link on another site',
      'https://acme.com/pricing',
      'https://www.blog.example/post?x=1',
      { medium: 'referral', source: 'blog.example', referrerHost: 'blog.example' },
    ],
    [
      'a campaign, with all five parameters',
      'https://acme.com/p?utm_source=news&utm_medium=email&utm_campaign=spring&utm_term=crm&utm_content=top#x',
      '',
      { medium: 'email', source: 'news', campaign: 'spring', term: 'crm', content: 'top', landingPath: '/p' },
    ],
    [
      'an advert, known by its click id',
      'https://acme.com/?gclid=abc',
      'https://www.google.com/',
      { medium: 'cpc', source: 'google', clickId: 'abc', referrerHost: 'google.com' },
    ],
    ['an advert of Bing', 'https://acme.com/?msclkid=1', '', { medium: 'cpc', source: 'bing' }],
    ['an advert of LinkedIn', 'https://acme.com/?li_fat_id=1', '', { medium: 'cpc', source: 'linkedin' }],
    ['an advert whose network writes capitals', 'https://acme.com/?ScCid=1', '', { medium: 'cpc', source: 'snapchat', clickId: '1' }],
    ['a link on Facebook, paid or not', 'https://acme.com/?fbclid=1', 'https://l.facebook.com/', { medium: 'social', source: 'facebook', clickId: '1' }],
    ['an advert on Facebook that Google knows too', 'https://acme.com/?fbclid=1&gclid=2', '', { medium: 'cpc', source: 'google', clickId: '2' }],
    ['a partner paid by the lead', 'https://acme.com/?irclickid=1', '', { medium: 'affiliate', source: 'impact' }],
    ['an empty click id is none', 'https://acme.com/?gclid=', '', { medium: 'direct', source: undefined, clickId: undefined }],
    ['a parameter that is no click id', 'https://acme.com/?srsltid=1&constructor=2', '', { medium: 'direct', clickId: undefined }],
    ['the page that led here, where the browser tells it', 'https://acme.com/', 'https://s.example/find?q=crm', { referrerPath: '/find?q=crm' }],
    ['and where it does not', 'https://acme.com/', 'https://s.example/', { referrerPath: undefined }],
    ['a tagged advert keeps its own words', 'https://acme.com/?gclid=abc&utm_source=g&utm_medium=paid', '', { medium: 'paid', source: 'g', clickId: 'abc' }],
    ['a campaign reached from a page of our own', 'https://acme.com/?utm_campaign=x', 'https://acme.com/', { campaign: 'x' }],
    ['a subdomain is another site', 'https://acme.com/', 'https://blog.acme.com/', { medium: 'referral', source: 'blog.acme.com' }],
    ['an odd referrer is none', 'https://acme.com/', 'about blank', { medium: 'direct' }],
    ['an empty parameter is none', 'https://acme.com/?utm_source=&utm_medium=%20', '', { medium: 'direct', source: undefined }],
  ])('%s', (_, url, referrer, expected) => expect(read(url, referrer)).toMatchObject({ at, ...expected }))

  test.each([
    ['google', 'gclid gbraid wbraid dclid'],
    ['bing', 'msclkid'],
    ['linkedin', 'li_fat_id'],
    ['tiktok', 'ttclid'],
    ['twitter', 'twclid'],
    ['reddit', 'rdt_cid'],
    ['pinterest', 'epik'],
    ['snapchat', 'ScCid sccid'],
    ['quora', 'qclid'],
    ['yandex', 'yclid'],
    ['yahoo', 'vmcid'],
    ['nextdoor', 'ndclid'],
    ['rokt', 'rtid'],
    ['impact', 'irclickid'],
    ['facebook', 'fbclid'],
  ])('a click at %s is known by %s', (source, names) => {
    for (const name of names.split(' ')) expect(read(`https://acme.com/?${name}=x1`)).toMatchObject({ source, clickId: 'x1' })
  })

  test('clicking through a site is no touch', () => expect(read('https://acme.com/b', 'https://acme.com/a')).toBeNull())
  test('an address that is none is no touch', () => expect(read('nonsense')).toBeNull())
  test('a parameter of any length is cut to 200 characters', () => expect(read(`https://acme.com/?utm_source=${'x'.repeat(5000)}`)?.source).toHaveLength(200))
})

describe('first and last touch', () => {
  const touch = (medium: string): Touch => ({ at, medium })
  test('the first touch is both', () => expect(addTouch({}, touch('cpc'))).toEqual({ first: touch('cpc'), last: touch('cpc') }))
  test('a later campaign is the last touch, and the first stays', () =>
    expect(addTouch({ first: touch('cpc'), last: touch('cpc') }, touch('email'))).toEqual({ first: touch('cpc'), last: touch('email') }))
  test('a direct visit never replaces a known last touch', () =>
    expect(addTouch({ first: touch('cpc'), last: touch('email') }, touch('direct')).last).toEqual(touch('email')))
  test('a link that says where it stood, but not of which kind it is, does', () => {
    const newest = read('https://acme.com/?utm_source=advert')
    expect(addTouch({ first: touch('cpc'), last: touch('email') }, newest).last).toEqual(newest)
  })
  test('a campaign replaces a direct last touch', () =>
    expect(addTouch({ first: touch('direct'), last: touch('direct') }, touch('cpc')).last).toEqual(touch('cpc')))
  test('no touch changes nothing', () => expect(addTouch({ first: touch('cpc') }, null)).toEqual({ first: touch('cpc') }))
})
