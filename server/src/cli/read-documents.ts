import type { Documents } from '@baton/shared/decide-in-order'
import { checkPlaybook, checkRoster } from '@baton/shared/verify/check-playbook'
import { type DocumentError, writeError } from '@baton/shared/verify/findings'
import { asWritten, readPlaybook, readRoster } from '@baton/shared/verify/read-document'
import { UsageError } from './fail-command.ts'
import { readJson } from './read-json.ts'

/** A playbook and the roster it is to run with, from their files. Throws with every mistake of both: path, reason, nearest name. */
export async function readDocuments(playbookFile: string, rosterFile: string): Promise<Documents> {
  const playbook = readPlaybook(await readJson(playbookFile))
  const rosterValue = await readJson(rosterFile)
  const roster = readRoster(rosterValue)
  const rosterErrors = roster.document ? asWritten(rosterValue, checkRoster(roster.document)) : roster.errors
  if (playbook.document && roster.document && rosterErrors.length === 0) {
    const errors = checkPlaybook(playbook.document, roster.document)
    if (errors.length === 0) return { playbook: playbook.document, roster: roster.document }
    throw refusal(playbookFile, errors)
  }
  throw refusal(`${playbookFile} with ${rosterFile}`, [...playbook.errors, ...rosterErrors])
}

function refusal(what: string, errors: readonly DocumentError[]): UsageError {
  return new UsageError(`${what} cannot be used:\n${errors.map(error => `  ${writeError(error)}`).join('\n')}`)
}
