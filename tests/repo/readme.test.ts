import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { readSubmission } from '@baton/server/read-submission'
import { submissionRequest } from '@baton/shared/api'
import { playbook } from '@baton/shared/playbook'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(join(findRoot(), file), 'utf8')

test('the submission README sends by curl is one that the demo’s form takes', () => {
  const body = /-d '(\{[\s\S]*?\})'\n/.exec(read('README.md'))?.[1] ?? ''
  const [form] = playbook.parse(JSON.parse(read('demo/playbook.json'))).forms
  if (!form) throw new Error('The demo has a form.')
  expect(readSubmission(form, submissionRequest.parse(JSON.parse(body)), new Date(0)).problems).toEqual([])
})
