import { expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

test('there is a browser, and its pages have shadow roots one can click into', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<div id="host"></div><output></output>')
    await page.evaluate(() => {
      const root = document.querySelector('#host')?.attachShadow({ mode: 'open' })
      const button = document.createElement('button')
      button.textContent = 'Grüß Gott'
      button.onclick = () => document.querySelector('output')?.replaceChildren('clicked')
      root?.append(button)
    })
    await page.getByRole('button', { name: 'Grüß Gott' }).click()
    expect(await page.textContent('output')).toBe('clicked')
  } finally {
    await browser.close()
  }
}, 60_000)
