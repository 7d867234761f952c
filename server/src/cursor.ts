import { BatonError } from '@baton/shared/errors'

/** Where a page of leads ended. */
export interface Place {
  submittedAt: Date
  id: string
}

/** An opaque word for a place: clients hand it back as it is. */
export function writeCursor({ submittedAt, id }: Place): string {
  return Buffer.from(`${submittedAt.toISOString()} ${id}`).toString('base64url')
}

/** Throws `invalid_query` for what `writeCursor` did not write. */
export function readCursor(cursor: string): Place {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  const submittedAt = new Date(at)
  if (
    !/^(19[7-9]\d|2\d{3})-/.test(at) ||
    Number.isNaN(submittedAt.getTime()) ||
    submittedAt.toISOString() !== at ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  )
    throw new BatonError('invalid_query', [{ path: '/cursor', code: 'invalid_cursor', message: 'This is no cursor that a page before gave.' }])
  return { submittedAt, id }
}
