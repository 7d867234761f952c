import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import type { Wanted } from '../db/find-subject.ts'
import { failCommand, UsageError } from './fail-command.ts'
import type { WhyNotWords } from './why-not.ts'
import type { Settings } from './with-workspace.ts'

const usage = `baton — sets up what the server runs with. Reads DATABASE_URL or BATON_DATA_DIR, as the server does.

  baton init --name <company>            make a workspace and its API key (shown once)
  baton import roster <file.json>        put a roster in force; photos lie beside the file
  baton import accounts <file.csv|json>  add accounts, or bring them up to date
  baton import typeform <file.json>      turn a Typeform definition into a form: prints {form, problems}
  baton publish <playbook.json> [--unproven]
                                         make a playbook the published one; refused, with the lead, where one would reach nobody
                                         --unproven: also where a bound left that open

  baton key [list]                       the workspace’s API keys: id, beginning, since when
  baton key add                          another one (shown once)
  baton key revoke <id>                  from now on it opens nothing

  baton decide --playbook <file.json> --roster <file.json> --leads <file.jsonl> [--at <moment>] [--explain]
                                         who would get each lead {id, at, facts}, in order, and why: a line of JSON each
                                         --at: the moment (UTC) of leads without one; --explain: with every rule, rep and credit

  baton why-not --lead <id> --rep <id> [--playbook <file.json> --roster <file.json> --leads <file.jsonl> [--at <moment>]]
                                         the fewest edits (a fact, an option of the roster, an earlier turn) that would have sent
                                         the lead to the rep: of a file of leads, decided in order (of lines with one id the last is
                                         meant); without files, of a stored decision, by its lead or submission. Exit 1 where there are none

  baton check <playbook.json> --roster <file.json> [--json] [--from <moment>] [--days <number>]
                                         mistakes, and what cannot be meant: rules and questions nothing reaches, leads nobody takes
                                         --from: where the span of 7 days (or --days) begins, else now; exit 1 for any problem

  baton refund --lead <id> --reason <no-show|disqualified>
                                         give back the turn that a lead took: whoever had it is owed one again

  baton export --email <address> | --lead <id>
                                         everything that is held about somebody
  baton erase --email <address> | --lead <id>
                                         takes all of it out for good; mails that are still owed are not sent any more
  baton erase --list                     whom the workspace forgot, as hashes: keep it beside the backups
  baton erase --replay [file.json]       forget them again in a restored backup: those of such a list, else those the backup knows

  baton doctor [--json]                  whether database, mail, calendar and settings are in order, and what to do; changes nothing
                                         exit 0: all is, 1: somebody should look, 2: something is broken

  baton verify [--head <hash>]           whether every decision is what it was when it was sealed, and follows from what it names
                                         --head: what an earlier verify printed; says whether the chain still has it; exit 1 for any problem

  --workspace <id>   another than the first one
  --another          init, though the database has a workspace already

Prints JSON. Exit 0: done. 1: some lines or parts could not be taken, and are listed. 2: nothing could be done, and why.
`

/** One command: its words, and how it ends. Each is loaded when it is asked for: with all of them `baton help` took 320 ms of CPU, now 140. */
async function main(words: string[]): Promise<number> {
  const { positionals, options } = readWords(words)
  const [command, kind, file] = positionals
  if (command === 'decide') return (await import('./decide.ts')).decide(readDecideWords(options))
  if (command === 'check') return (await import('./check.ts')).check(readCheckWords(kind, options))
  if (command === 'why-not') return (await import('./why-not.ts')).whyNot(readWhyNotWords(options), () => readSettings(options))
  if (command === 'doctor') return (await import('./doctor.ts')).doctor({ json: options.json ?? false })
  const settings = readSettings(options)
  if (command === 'init') return (await import('./init.ts')).init(settings, required(options.name, '--name <company>'), options.another ?? false)
  if (command === 'publish') return (await import('./publish.ts')).publish(settings, required(kind, 'the playbook’s file'), options.unproven ?? false)
  if (command === 'import' && kind === 'roster') return (await import('./import.ts')).importRosterFile(settings, required(file, 'the roster’s file'))
  if (command === 'import' && kind === 'accounts') return (await import('./import.ts')).importAccountsFile(settings, required(file, 'the accounts’ file'))
  if (command === 'import' && kind === 'typeform') return (await import('./import.ts')).importTypeformFile(required(file, 'the definition’s file'))
  if (command === 'refund') return (await import('./refund.ts')).refund(settings, readRefundWords(options))
  if (command === 'key') return (await import('./key.ts')).changeKeys(settings, { verb: kind ?? 'list', id: file ?? null })
  if (command === 'export') return (await import('./export.ts')).exportSubject(settings, readWanted(options))
  if (command === 'erase' && options.list) return (await import('./erase.ts')).listErased(settings)
  if (command === 'erase' && options.replay) return (await import('./erase.ts')).replayErased(settings, kind ?? null)
  if (command === 'erase') return (await import('./erase.ts')).eraseWanted(settings, readWanted(options))
  if (command === 'verify') return (await import('./verify.ts')).verify(settings, options.head ?? null)
  if (command === undefined || command === 'help' || options.help) {
    process.stdout.write(usage)
    return 0
  }
  throw new UsageError(`There is no command “${positionals.join(' ')}”.\n\n${usage}`)
}

function readWords(words: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        workspace: { type: 'string' },
        another: { type: 'boolean' },
        playbook: { type: 'string' },
        roster: { type: 'string' },
        leads: { type: 'string' },
        lead: { type: 'string' },
        rep: { type: 'string' },
        at: { type: 'string' },
        explain: { type: 'boolean' },
        json: { type: 'boolean' },
        unproven: { type: 'boolean' },
        from: { type: 'string' },
        days: { type: 'string' },
        reason: { type: 'string' },
        head: { type: 'string' },
        email: { type: 'string' },
        list: { type: 'boolean' },
        replay: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return { positionals, options: values }
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : 'Unreadable words.'}\n\n${usage}`, { cause })
  }
}

function readRefundWords({ lead, reason }: ReturnType<typeof readWords>['options']) {
  return { leadId: required(lead, '--lead <id>'), reason: required(reason, '--reason <no-show|disqualified>') }
}

function readWanted({ email, lead }: ReturnType<typeof readWords>['options']): Wanted {
  if (email !== undefined && lead === undefined) return { email: required(email, '--email <address>') }
  if (lead !== undefined && email === undefined) return { leadId: required(lead, '--lead <id>') }
  throw new UsageError(`This command needs --email <address> or --lead <id>, one of the two.\n\n${usage}`)
}

function readSettings({ workspace }: ReturnType<typeof readWords>['options']): Settings {
  const { database, secret, previousSecret } = readConfig(process.env)
  return { database, secret, previousSecret, workspace: workspace ?? null }
}

function readWhyNotWords({ lead, rep, playbook, roster, leads, at }: ReturnType<typeof readWords>['options']): WhyNotWords {
  const wanted = { lead: required(lead, '--lead <id>'), rep: required(rep, '--rep <id>') }
  const none = [playbook, roster, leads, at].every(one => one === undefined)
  return { ...wanted, files: none ? null : readDecideWords({ playbook, roster, leads, at }) }
}

function readDecideWords({ playbook, roster, leads, at, explain }: ReturnType<typeof readWords>['options']) {
  return {
    playbook: required(playbook, '--playbook <file.json>'),
    roster: required(roster, '--roster <file.json>'),
    leads: required(leads, '--leads <file.jsonl>'),
    at: at ?? null,
    explain: explain ?? false,
  }
}

function readCheckWords(file: string | undefined, { roster, from, days, json }: ReturnType<typeof readWords>['options']) {
  const playbook = required(file, 'the playbook’s file')
  return { playbook, roster: required(roster, '--roster <file.json>'), from: from ?? null, days: days ?? null, json: json ?? false }
}

function required(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new UsageError(`This command needs ${what}.\n\n${usage}`)
  return value
}

main(process.argv.slice(2)).then(code => {
  process.exitCode = code
}, failCommand)
