// @vitest-environment happy-dom

import { followVisit } from '@baton/widget/read-page.ts'
import { readVisit } from '@baton/widget/submit/read-visit.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z') })
  history.replaceState(null, '', '/pricing?utm_source=newsletter&utm_campaign=autumn')
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells what brought the visitor here and which pages they saw for how long, also without page loads', () => {
  const page = followVisit()
  vi.advanceTimersByTime(30_000)
  history.pushState(null, '', '/demo')
  dispatchEvent(new PopStateEvent('popstate'))
  vi.advanceTimersByTime(5000)
  expect(readVisit(page)).toMatchObject({
    pagesViewed: [
      { path: '/pricing', at: '2026-11-23T10:00:00.000Z', seconds: 30 },
      { path: '/demo', at: '2026-11-23T10:00:30.000Z', seconds: 5 },
    ],
  })
})
