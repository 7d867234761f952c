import { nothingCarried } from '@baton/shared/decide-in-order'
import { decideLine, openLineDesk } from '@baton/shared/decide-line'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'

export interface LeadGiven {
  id?: string
  at?: string
  facts?: Record<string, unknown>
}

/** Leads through `baton decide` without its process: what it prints for each, one after the other. A text is a line as it stands. */
export function decideLines(documents: { playbook: Playbook; roster: Roster }, leads: readonly (LeadGiven | string)[], { explain = false, at = '' } = {}) {
  const desk = openLineDesk(documents, { standardAt: at === '' ? null : new Date(at), explain })
  let carried = nothingCarried
  return leads.map((lead, index) => {
    const line = typeof lead === 'string' ? lead : JSON.stringify({ id: `lead-${index}`, at: '2026-11-23T10:00:00Z', facts: {}, ...lead })
    const { written, after } = decideLine(desk, carried, line)
    carried = after
    // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever was printed
    return JSON.parse(JSON.stringify(written)) as any
  })
}

/** Whom leads go to: a rep, or the queue or reason they end with. */
export function takers(documents: { playbook: Playbook; roster: Roster }, leads: readonly LeadGiven[]): string[] {
  return decideLines(documents, leads).map(({ rep, queue, reason, error }) => rep ?? queue ?? reason ?? error)
}
