import type { Fault } from './faults.ts'

const erasing = ['tests/server/erase.test.ts']
const capping = ['tests/server/mail-cap.test.ts']

/** Breaks in what is kept of people, in keys and in what counts mails. */
export const peopleFaults: readonly Fault[] = [
  {
    breaks: 'an erasure that leaves what providers told',
    file: 'server/src/db/erase-subject.ts',
    from: '[attempts, mailEvents, mailbox]',
    to: '[attempts, mailbox]',
    caughtBy: erasing,
  },
  {
    breaks: 'an erasure that leaves what was set aside',
    file: 'server/src/db/erase-subject.ts',
    from: ', ...isHeld)',
    to: ')',
    caughtBy: erasing,
  },
  {
    breaks: 'an erasure that leaves a seal its salt',
    file: 'server/src/db/erase-subject.ts',
    from: '.set({ salt: null })',
    to: '.set({ salt: sql`salt` })',
    caughtBy: erasing,
  },
  {
    breaks: 'an erasure that a sealer works beside',
    file: 'server/src/erase.ts',
    from: '    await awaitChain(tx, workspaceId)\n',
    to: '',
    caughtBy: erasing,
  },
  {
    breaks: 'an attempt that is noted after its mail was erased',
    file: 'server/src/db/functions/mark.ts',
    from: '    continue when not found;\n',
    to: '',
    caughtBy: erasing,
  },
  {
    breaks: 'a local mailbox that keeps a mail after it was erased',
    file: 'server/src/db/mailbox.ts',
    from: 'insert(mailbox).select(owed)',
    to: 'insert(mailbox).values({ workspaceId: mail.workspaceId, deliveryId: mail.deliveryId, mail })',
    caughtBy: erasing,
  },
  {
    breaks: 'a replay that knows only the secret of before',
    file: 'server/src/replay-erasures.ts',
    from: 'secrets.some(secret =>',
    to: 'secrets.slice(1).some(secret =>',
    caughtBy: erasing,
  },
  {
    breaks: 'a record that somebody takes out, and that passes for erased',
    file: 'server/src/verify/verify-chain.ts',
    from: 'salt === null ? decision.record === null :',
    to: 'salt === null || decision.record === null ? decision.record === null :',
    caughtBy: erasing,
  },
  {
    breaks: 'a column for people that nobody registered',
    file: 'server/src/db/migrations/0000_handoffs.sql',
    from: '\t"record" jsonb,\n',
    to: '\t"record" jsonb,\n\t"note" text,\n',
    caughtBy: erasing,
  },
  {
    breaks: 'a replay that takes whoever came back later',
    file: 'server/src/replay-erasures.ts',
    from: '>= since.getTime()',
    to: '> 0',
    caughtBy: erasing,
  },
  {
    breaks: 'a retention that does not look again before it erases',
    file: 'server/src/db/retention.ts',
    from: "eq(leads.id, id), lt(leads.submittedAt, before)))\n    .for('update'",
    to: "eq(leads.id, id)))\n    .for('update'",
    caughtBy: ['tests/server/retention.test.ts'],
  },
  {
    breaks: 'a GET that acts',
    file: 'server/src/endpoints/handoff-page.ts',
    from: '    const [roster, playbook] = await Promise.all([',
    to: "    await desk.store.of(found.workspace.id).execute('update submissions set mail_withheld = mail_withheld')\n    const [roster, playbook] = await Promise.all([",
    caughtBy: ['tests/server/looking.test.ts'],
  },
  {
    breaks: 'a key that is told revoked and goes on opening',
    file: 'server/src/cli/key.ts',
    from: 'deleteApiKey(db, workspaceId, id)',
    to: 'Promise.resolve(true)',
    caughtBy: ['tests/server/cli-key.test.ts'],
  },
  {
    breaks: 'a signature that is good for every purpose',
    file: 'server/src/keyed-hash.ts',
    from: 'JSON.stringify([purpose, ...parts])',
    to: 'JSON.stringify(parts)',
    caughtBy: ['tests/server/render-token.test.ts'],
  },
  {
    breaks: 'a mailbox that is another one for each way of writing it',
    file: 'server/src/mail-limits.ts',
    from: 'plus > 0 ? local.slice(0, plus) : local',
    to: 'local',
    caughtBy: capping,
  },
  {
    breaks: 'a company without a limit on its mails',
    file: 'server/src/mail-limits.ts',
    from: ', ...company]',
    to: ']',
    caughtBy: capping,
  },
  {
    breaks: 'no comparison with the mails of the day behind the lock',
    file: 'server/src/db/functions/save.ts',
    from: ' or sent.count < v_limit.most;',
    to: ' or true;',
    caughtBy: ['tests/server/save-handoff.test.ts'],
  },
]
