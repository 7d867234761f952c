import type { Fault } from './faults.ts'

const silence = ['tests/server/silent-database.test.ts']
const turns = ['tests/server/turnstile.test.ts']

/** Breaks in how the server shares a database: its connections, a pool's turn, and what is not its own there. */
export const databaseFaults: readonly Fault[] = [
  {
    breaks: 'a statement that waits for a silent connection however long',
    file: 'server/src/db/connect.ts',
    from: 'pools.within(statementMs, sql =>',
    to: 'pools.within(null, sql =>',
    caughtBy: silence,
  },
  {
    breaks: 'a claim of the worker that waits for a silent connection however long',
    file: 'server/src/db/connect.ts',
    from: 'patient ? null : transactionMs',
    to: 'patient ? null : null',
    caughtBy: silence,
  },
  {
    breaks: 'a pool that is kept when its connections have gone silent',
    file: 'server/src/db/pools.ts',
    from: 'if (pool !== current) return',
    to: 'if (pool) return',
    caughtBy: silence,
  },
  {
    breaks: 'handoffs of one pool that do not wait for each other',
    file: 'server/src/turnstile.ts',
    from: 'await Promise.all(before)',
    to: 'void before',
    caughtBy: turns,
  },
  {
    breaks: 'a handoff that fails and leaves the pool closed behind it',
    file: 'server/src/turnstile.ts',
    from: 'finally {\n        leave()',
    to: 'finally {\n        void leave',
    caughtBy: turns,
  },
  {
    breaks: 'a pool that is looked at again because nobody told how it was left',
    file: 'server/src/commit-handoff.ts',
    from: 'left.position > pool.position ? left : pool',
    to: 'pool',
    caughtBy: turns,
  },
  {
    breaks: 'a memory of a pool’s turn that is believed before the database',
    file: 'server/src/commit-handoff.ts',
    from: 'left.get(nameOf(pool))) }; ; looked = await look()) {',
    to: 'left.get(nameOf(pool))) }; ; looked = await look().then(next => ({ ...next, seen: withLeft(next.seen, pool => left.get(nameOf(pool))) }))) {',
    caughtBy: turns,
  },
  {
    breaks: 'rights on tables that are not Baton’s',
    file: 'server/src/db/guard.ts',
    from: "execute format('grant %s on %I to %I', v_right, v_name, v_role);",
    to: "execute format('grant %s on all tables in schema public to %I', v_right, v_role);",
    caughtBy: ['tests/server/migrations.test.ts'],
  },
  {
    breaks: 'rights on tables that are made later by somebody else',
    file: 'server/src/db/guard.ts',
    from: "execute format('grant %s on %I to %I', v_right, v_name, v_role);",
    to: "execute format('grant %1$s on %2$I to %3$I; alter default privileges in schema public grant %1$s on tables to %3$I', v_right, v_name, v_role);",
    caughtBy: ['tests/server/migrations.test.ts'],
  },
]
