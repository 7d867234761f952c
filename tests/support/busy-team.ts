import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import { leads } from '@baton/server/db/schema'
import { importRoster } from '@baton/server/import-roster'
import type { Account } from '@baton/shared/facts'
import type { Roster } from '@baton/shared/roster'
import { desc } from 'drizzle-orm'
import { answersOf, salesPlaybook, salesRoster } from './sales-team.ts'
import { seeded } from './seeded.ts'
import { startServer, type TestServer } from './test-server.ts'

/** A team whose people come and go: hours, time off, full days, owners, and leads that write again. */

const weekdays = { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']], wed: [['09:00', '12:00']], thu: [['09:00', '17:00']], fri: [['09:00', '15:00']] }

function rosterOf(week: number): Roster {
  const [ana, ben, carla] = salesRoster.reps
  if (!ana || !ben || !carla) throw new Error('The sales team has three.')
  return {
    holidays: [{ date: '2026-11-25', label: 'Feast', reps: ['ana'] }],
    reps: [
      { ...ana, timeZone: 'Europe/Berlin', hours: weekdays as Rep['hours'] }, // pairs, which the literal does not say
      { ...ben, timeZone: 'America/New_York', timeOff: week % 2 ? [{ from: '2026-11-26', to: '2026-11-27', label: 'Thanksgiving' }] : [] },
      { ...carla, capacity: { perDay: 3 + week, open: 40 } },
    ],
  }
}
type Rep = Roster['reps'][number]

const account: Account = { domain: 'contoso.example', name: 'Contoso', employees: 640, industry: null, country: 'DE', owner: 'ben', tier: null }

export interface BusyTeam {
  server: TestServer
  /**
   * Sends this many leads over some days: first a week in which every kind of decision comes up once, then by chance, some together,
   * with refunds, another roster and another playbook now and then.
   */
  work(count: number): Promise<void>
  /** Sends one lead of the pool “DACH” and gives its id. */
  takeTurn(): Promise<string>
  refund(leadId: string, reason?: string, key?: string): Promise<{ status: number; body: Record<string, unknown> }>
  setClock(at: string): void
}

/** Such a team on a server whose clock the test has in hand. Chance is seeded: each run sends the same, though leads sent together may swap. */
export async function startBusyTeam(): Promise<BusyTeam> {
  let now = new Date('2026-11-23T10:00:00Z')
  const server = await startServer({ playbook: salesPlaybook, roster: rosterOf(0), accounts: [account], now: () => now })
  const chance = seeded(20_261_123)
  const pick = <One>(list: readonly One[]): One => list[Math.floor(chance() * list.length)] as One // never called with none
  const regulars = Array.from({ length: 12 }, (_, index) => `regular${index}@${index % 3 === 0 ? 'contoso' : `firm${index % 4}`}.example`)

  const answers = () =>
    answersOf({
      country: pick(['DE', 'AT', 'FR', 'US']),
      companySize: pick(['1-10', '1-10', '11-200', '11-200', '11-200', 'student']),
      ...(chance() < 0.4 && { email: pick(regulars) }),
      ...(chance() < 0.3 && { goal: 'fewer “spreadsheets”' }),
    })

  const latestLeads = () => server.db.select({ id: leads.id }).from(leads).orderBy(desc(leads.submittedAt)).limit(10)

  const refund: BusyTeam['refund'] = async (leadId, reason = 'no-show', key = server.key) => {
    const response = await server.post(`/v1/leads/${leadId}/refund`, { reason }, { authorization: `Bearer ${key}` })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  return {
    server,
    refund,
    setClock(at) {
      now = new Date(at)
    },
    async work(count) {
      for (const { at, roster, answers } of everyKind()) {
        now = new Date(at)
        if (roster) await importRoster(server.db, server.workspaceId, roster, '.')
        await server.submit(answers)
      }
      now = new Date('2026-11-30T09:00:00Z')
      for (let sent = everyKind().length, round = 1; sent < count; round++) {
        const together = Math.min(count - sent, 1 + Math.floor(chance() * 12))
        await Promise.all(Array.from({ length: together }, () => server.submit(answers())))
        sent += together
        now = new Date(now.getTime() + Math.floor(chance() * 7 * 3_600_000))
        await Promise.all((await latestLeads()).map(({ id }) => refund(id)))
        if (round % 3 === 0) await importRoster(server.db, server.workspaceId, rosterOf(round / 3), '.')
        if (round % 4 === 0) await savePlaybook(server.db, server.workspaceId, { ...salesPlaybook, territories: pick([[], salesPlaybook.territories]) })
      }
    },
    async takeTurn() {
      const submissionId = randomUUID()
      await server.submit(answersOf({ country: 'DE' }), { submissionId })
      return (await server.read(`/v1/leads?submissionId=${submissionId}`)).body.items[0].id
    },
  }
}

/** A week that leaves no kind of decision, and nothing that keeps a rep from a lead, to chance. */
function everyKind(): { at: string; answers: Record<string, unknown>; roster?: Roster }[] {
  const monday = '2026-11-23T15:00:00Z' // all are at work
  const again = answersOf()
  const small = () => ({ at: monday, answers: answersOf({ companySize: '1-10' }) })
  const german = (at: string) => ({ at, answers: answersOf({ country: 'DE' }) })
  return [
    { at: monday, answers: again },
    { at: monday, answers: again }, // stays with whoever had it
    { at: monday, answers: answersOf({ companySize: 'student' }) },
    { at: monday, answers: answersOf({ email: 'buyer@contoso.example' }) }, // Ben's account
    ...[small(), small(), small(), small()], // one more than Carla takes a day, if she had none yet
    german(monday),
    german(monday),
    german('2026-11-23T20:00:00Z'), // Ana has gone home
    german('2026-11-25T15:00:00Z'), // Ana's holiday
    { ...german('2026-11-26T15:00:00Z'), roster: rosterOf(1) }, // Ben's time off
  ]
}
