import { checkPlaybook, checkRoster } from './check-playbook.ts'
import { defaultSteps, findFindings } from './find-findings.ts'
import { asWritten, readPlaybook, readRoster } from './read-document.ts'
import type { Report, Span } from './report.ts'

/** Everything there is to say of a playbook and a roster as they were read: what cannot be used, else what cannot be meant. */
export function checkDocuments(playbookValue: unknown, rosterValue: unknown, span: Span, steps = defaultSteps): Report {
  const playbook = readPlaybook(playbookValue)
  const roster = readRoster(rosterValue)
  const rosterErrors = roster.document ? asWritten(rosterValue, checkRoster(roster.document)) : roster.errors
  if (!playbook.document || !roster.document) return unusable([...playbook.errors, ...rosterErrors])
  const errors = [...rosterErrors, ...checkPlaybook(playbook.document, roster.document)]
  return errors.length > 0 ? unusable(errors) : findFindings(playbook.document, roster.document, span, steps)
}

function unusable(errors: Report['errors']): Report {
  return { proven: false, left: ['Leads were not looked at: the errors come first.'], errors, findings: [] }
}
