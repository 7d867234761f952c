import type { Documents } from '@baton/shared/decide-in-order'
import { checkPlaybook, checkRoster } from '@baton/shared/verify/check-playbook'
import { type DocumentError, writeError } from '@baton/shared/verify/findings'
import { readPlaybook, readRoster } from '@baton/shared/verify/read-document'
import { UsageError } from './fail-command.ts'
import { readText } from './read-text.ts'

/** A playbook and the roster it is to run with, from their files. Throws with every mistake of both: path, reason, nearest name. */
export async function readDocuments(playbookFile: string, rosterFile: string): Promise<Documents> {
  const playbook = readPlaybook(await readJson(playbookFile))
  const roster = readRoster(await readJson(rosterFile))
  const rosterErrors = roster.document ? checkRoster(roster.document) : roster.errors
  if (playbook.document && roster.document && rosterErrors.length === 0) {
    const errors = checkPlaybook(playbook.document, roster.document)
    if (errors.length === 0) return { playbook: playbook.document, roster: roster.document }
    throw refusal(playbookFile, errors)
  }
  throw refusal(`${playbookFile} with ${rosterFile}`, [...playbook.errors, ...rosterErrors])
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file))
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    throw new UsageError(`${file} is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

function refusal(what: string, errors: readonly DocumentError[]): UsageError {
  return new UsageError(`${what} cannot be used:\n${errors.map(error => `  ${writeError(error)}`).join('\n')}`)
}
