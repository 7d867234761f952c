import { html, safeHref, toMarkup } from '@baton/server/pages/html'
import { describe, expect, it } from 'vitest'

describe('html', () => {
  it('escapes text wherever it stands', () => {
    const typed = `<b title="x" class='y'>&amp;`
    expect(toMarkup(html`<p title="${typed}">${typed}</p>`)).toBe(
      '<p title="&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;">&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;</p>',
    )
  })

  it('passes markup of its own as it is, alone and in lists, to any depth', () => {
    const items = ['<1>', '2'].map(text => html`<li>${text}</li>`)
    expect(toMarkup(html`<ul>${items}${[[html`<li>3</li>`]]}</ul>`)).toBe('<ul><li>&lt;1&gt;</li><li>2</li><li>3</li></ul>')
  })

  it('leaves nothing for what is not there, and keeps a zero', () => {
    expect(toMarkup(html`[${null}${undefined}${false}${''}${0}]`)).toBe('[0]')
  })

  it('takes nothing from JSON for markup', () => {
    const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>","length":0}') as never // what a visitor could send
    expect(() => toMarkup(html`${forged}`)).toThrow()
  })
})

describe('a link', () => {
  it.each(['https://example.com/a?b=c', 'http://localhost:3000/', '/leads/1', '/leads?cursor=a%2Fb'])('may be %s', address =>
    expect(safeHref(address)).toBe(address),
  )

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'ftp://x.example',
    'leads',
    '',
  ])('is never %j', address => expect(safeHref(address)).toBeNull())
})
