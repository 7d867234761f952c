import type { DraftBody, SubmissionBody } from '@baton/shared/api'
import type { PublicForm, Question } from '@baton/shared/form'
import { type Answer, show, taken } from './form-on-page.ts'

export const keep: Question = { id: 'keep', kind: 'consent', label: 'Keep my answers' }
export const goal: Question = { id: 'goal', kind: 'text', label: 'What should get better?' }
/** Where the browser keeps what it may. */
export const key = 'baton:draft:demo'
export const zoe = 'zoe@contoso.example'

/** A server that takes drafts as `answer` says, and every submission. */
export function server(answer: (put: number) => Promise<Answer> | Answer = () => ({ status: 204 })) {
  const puts: { url: string; draftId: string; body: DraftBody; request: RequestInit }[] = []
  const submissions: SubmissionBody[] = []
  const fetch = async (url: unknown, request?: RequestInit) => {
    if (String(url).endsWith('/token')) return Response.json({ token: 'began just now', expiresAt: '2026-11-24T10:00:00Z' })
    const body = JSON.parse(String(request?.body))
    if (request?.method === 'PUT') {
      puts.push({ url: String(url), draftId: String(url).split('/').at(-1) ?? '', body, request })
      const told = await answer(puts.length)
      if (told === 'no network') throw new TypeError('Failed to fetch')
      return new Response(null, { status: told.status })
    }
    submissions.push(body)
    return new Response(JSON.stringify((taken as { body: unknown }).body), { status: 201 })
  }
  return { puts, submissions, last: () => puts.at(-1)?.body, fetch: fetch as typeof globalThis.fetch }
}

export const remembered = () => JSON.parse(localStorage.getItem(key) ?? 'null')
/** As another tab of the same browser. */
export function openTab(shown: PublicForm, fetch = server().fetch) {
  document.body.replaceChildren()
  sessionStorage.clear()
  return show(shown, { fetch })
}
/** All that was on its way has happened. */
export const turn = () => new Promise(resolve => setImmediate(resolve))
export const leave = () => window.dispatchEvent(new Event('pagehide'))

/** The address, then a yes. */
export async function agree(page: ReturnType<typeof show>) {
  await page.fill('Work email', zoe)
  await page.press('Continue')
  await page.choose('Keep my answers')
}
