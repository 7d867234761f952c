import { databaseFaults } from './database-faults.ts'
import { peopleFaults } from './people-faults.ts'

/** One deliberate break, and the tests that are there to notice it. */
export interface Fault {
  breaks: string
  file: string
  /** Stands in the file exactly once. */
  from: string
  to: string
  caughtBy: readonly string[]
}

const save = 'server/src/db/functions/save.ts'
const moved = "if not found then\n      raise sqlstate 'BT001';\n    end if;\n"

export const faults: readonly Fault[] = [
  ...peopleFaults,
  ...databaseFaults,
  {
    breaks: 'a new idempotency key for each attempt',
    file: 'server/src/providers/resend.ts',
    from: 'idempotencyKey: mail.deliveryId,',
    to: 'idempotencyKey: mail.deliveryId + Math.random(),',
    caughtBy: ['tests/server/providers.test.ts'],
  },
  {
    breaks: 'a calendar that nobody asks once a handoff has taken a while',
    file: 'server/src/booking.ts',
    from: 'Math.ceil(limitMs)',
    to: 'limitMs',
    caughtBy: ['tests/server/providers.test.ts'],
  },
  {
    breaks: 'a mail that is written again for its second attempt',
    file: 'server/src/db/claim-deliveries.ts',
    from: 'claimed.map(delivery => ({ ...delivery, isNews }))',
    to: 'claimed.map(delivery => ({ ...delivery, isNews, mail: { ...delivery.mail, text: delivery.mail.text + " " } }))',
    caughtBy: ['tests/server/providers.test.ts'],
  },
  {
    breaks: 'no look behind the lock whether the pool’s turn was taken meanwhile',
    file: save,
    from: ` and position = (v_turn->'position')::bigint;\n    ${moved}`,
    to: ';\n',
    caughtBy: ['tests/server/save-handoff.test.ts', 'tests/server/turns.test.ts'],
  },
  {
    breaks: 'no comparison with the capacity of the day behind the lock',
    file: save,
    from: "    where coalesce(load.assigned < (p_rows->'assignment'->>'perDay')::int, true);\n",
    to: '    ;\n',
    caughtBy: ['tests/server/save-handoff.test.ts'],
  },
  {
    breaks: 'no look behind the lock whether the lead has written meanwhile',
    file: save,
    from: '  where lead.submission_count = v_seen and lead.id = excluded.id\n',
    to: '',
    caughtBy: ['tests/server/save-handoff.test.ts'],
  },
  {
    breaks: 'an outcome of the save that nobody looks at',
    file: 'server/src/commit-handoff.ts',
    from: "if (saved.outcome === 'moved') continue",
    to: 'if (saved.outcome) return { stored: reply, replayed: false, claimed: [] }',
    caughtBy: ['tests/server/handoff.test.ts'],
  },
  {
    breaks: 'the same id with other answers answered like the first',
    file: 'server/src/commit-handoff.ts',
    from: "if (!release && bodyHash !== hashOf(submission.given, test)) throw new BatonError('submission_conflict')",
    to: 'void [release, bodyHash, submission, test]',
    caughtBy: ['tests/server/handoff.test.ts'],
  },
  {
    breaks: 'a slow attempt that undoes what a later one did',
    file: 'server/src/db/functions/mark.ts',
    from: " and attempt = v_ended.attempt and state = 'owed'",
    to: '',
    caughtBy: ['tests/server/marks.test.ts'],
  },
  {
    breaks: 'a lease that an attempt can outlast',
    file: 'server/src/config.ts',
    from: 'if (leaseSeconds <= 3 * seconds)',
    to: 'if (leaseSeconds < seconds)',
    caughtBy: ['tests/server/config.test.ts'],
  },
  {
    breaks: 'automatic attempts beyond what the provider remembers',
    file: 'server/src/db/lease.ts',
    from: '20 * 3_600_000',
    to: '30 * 3_600_000',
    caughtBy: ['tests/server/delivery-errors.test.ts', 'tests/server/delivery-retry.test.ts', 'tests/server/providers.test.ts'],
  },
  {
    breaks: 'Retry-After that nobody reads',
    file: 'server/src/deliveries/attempt.ts',
    from: 'result.waitMs || chance * ceiling',
    to: 'chance * ceiling',
    caughtBy: ['tests/server/delivery-errors.test.ts'],
  },
  {
    breaks: 'a key that was taken back and does not stop the mail',
    file: 'server/src/deliveries/attempt.ts',
    from: 'return pauseConnection(deployment, connection.id, { reason: result.reason, waitMs: configPauseMs })',
    to: 'return',
    caughtBy: ['tests/server/delivery-errors.test.ts', 'tests/server/providers.test.ts'],
  },
  {
    breaks: 'a budget that handoffs queue for',
    file: save,
    from: ' for update skip locked',
    to: ' for update',
    caughtBy: ['tests/server/delivery-budget.test.ts'],
  },
  {
    breaks: 'a look that enters no workspace',
    file: 'server/src/db/functions/look.ts',
    from: "enterWorkspace('v_workspace')",
    to: "'perform 1'",
    caughtBy: ['tests/server/workspaces-apart.test.ts'],
  },
  {
    breaks: 'a workspace’s database without its policy',
    file: 'server/src/db/connect.ts',
    from: 'open(workspaceEntrance(workspaceId))',
    to: "open('select 1')",
    caughtBy: ['tests/server/workspaces-apart.test.ts'],
  },
  {
    breaks: 'tables whose owner passes the policies by',
    file: 'server/src/db/guard.ts',
    from: 'enable row level security, force row level security',
    to: 'enable row level security',
    caughtBy: ['tests/server/workspaces-apart.test.ts', 'tests/server/migrations.test.ts'],
  },
  {
    breaks: 'a release that a GET does',
    file: 'server/src/endpoints/quarantine.ts',
    from: "app.post<{ Params: { id: string } }>('/v1/submissions/:id/release'",
    to: "app.get<{ Params: { id: string } }>('/v1/submissions/:id/release'",
    caughtBy: ['tests/server/quarantine.test.ts', 'tests/server/workspaces-apart.test.ts'],
  },
  {
    breaks: 'a migration that waits for locks however long',
    file: 'server/src/db/guard.ts',
    from: "perform set_config('lock_timeout', '2000', true);\n",
    to: '',
    caughtBy: ['tests/server/migrations.test.ts'],
  },
  {
    breaks: 'bodies as deep as they like',
    file: 'server/src/parse-body.ts',
    from: 'if (depth >= deepest)',
    to: 'if (depth >= 100_000)',
    caughtBy: ['tests/server/refusals.test.ts'],
  },
  {
    breaks: 'NUL and half characters let through',
    file: 'server/src/parse-body.ts',
    from: 'if (!text.isWellFormed())',
    to: 'if (text === undefined)',
    caughtBy: ['tests/server/refusals.test.ts'],
  },
  {
    breaks: 'whatever a visitor writes into X-Forwarded-For believed',
    file: 'server/src/app.ts',
    from: 'trustedProxies.length > 0 ? trustedProxies : false',
    to: 'true',
    caughtBy: ['tests/server/rate-limit.test.ts'],
  },
  {
    breaks: 'each address of a network a sender of its own',
    file: 'server/src/sender.ts',
    from: 'return firstHalf(bare)',
    to: 'return bare',
    caughtBy: ['tests/server/rate-limit.test.ts'],
  },
  {
    breaks: 'a limit on senders that nobody looks at behind the look',
    file: save,
    from: 'if v_full_since is not null and',
    to: 'if false and',
    caughtBy: ['tests/server/rate-limit.test.ts'],
  },
  {
    breaks: 'a render token whose signature is not checked',
    file: 'server/src/bots/render-token.ts',
    from: 'mac.length === wanted.length && timingSafeEqual(mac, wanted)',
    to: 'mac.length === wanted.length',
    caughtBy: ['tests/server/render-token.test.ts'],
  },
  {
    breaks: 'the field that people do not see forgotten',
    file: 'server/src/bots/find-signs.ts',
    from: "if (trap !== '') found.push('trap_filled')",
    to: 'void trap',
    caughtBy: ['tests/server/bots.test.ts', 'tests/server/quarantine.test.ts'],
  },
  {
    breaks: 'a webhook whose signature is not checked',
    file: 'server/src/providers/verify-svix.ts',
    from: '&& timingSafeEqual(given, expected)',
    to: '&& given.length > 0',
    caughtBy: ['tests/server/resend-webhook.test.ts'],
  },
  {
    breaks: 'text that becomes markup on our pages',
    file: 'server/src/pages/html.ts',
    from: 'return escapeText(String(value))',
    to: 'return String(value)',
    caughtBy: ['tests/server/pages-html.test.ts', 'tests/server/pages.test.ts'],
  },
  {
    breaks: 'a test that takes a turn',
    file: 'server/src/decide-lead.ts',
    from: 'const turn = test ? null : turnOf(decision, seen)',
    to: 'const turn = turnOf(decision, seen)',
    caughtBy: ['tests/server/test-switch.test.ts'],
  },
  {
    breaks: 'ready without a database',
    file: 'server/src/endpoints/health.ts',
    from: 'await withDeadline(',
    to: 'void withDeadline(',
    caughtBy: ['tests/server/database-away.test.ts'],
  },
  {
    breaks: 'a reply that waits for the database however long',
    file: 'server/src/handoff.ts',
    from: 'const databaseLimitMs = 2700',
    to: 'const databaseLimitMs = 27_000',
    caughtBy: ['tests/server/database-away.test.ts'],
  },
  {
    breaks: 'a new connection that asks for types, and ends the process when it breaks meanwhile',
    file: 'server/src/db/connect.ts',
    from: '    fetch_types: false,\n',
    to: '',
    caughtBy: ['tests/server/database-away.test.ts'],
  },
  {
    breaks: 'a database that is away behind a PgBouncer taken for a mistake of ours',
    file: 'server/src/db/unavailable.ts',
    from: 'codes.has(code) || isConnectionException(code)',
    to: 'codes.has(code)',
    caughtBy: ['tests/server/database-away.test.ts'],
  },
]
