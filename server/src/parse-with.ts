import { BatonError, type ErrorCode, type Problem } from '@baton/shared/errors'
import { pointer } from '@baton/shared/verify/findings'
import type { z } from 'zod'

/** A value in the shape a schema asks for, or an error that names each place that is not. */
export function parseWith<Value>(schema: z.ZodType<Value>, value: unknown, code: ErrorCode = 'invalid_body'): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new BatonError(code, result.error.issues.flatMap(explain))
}

function explain(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ path: pointer([...issue.path, key]), code: 'unknown_key', message: 'There is no such key.' }))
  }
  return [{ path: pointer(issue.path), code: issue.code, message: issue.message }]
}
