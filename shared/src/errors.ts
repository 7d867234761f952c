/**
 * Every error a client of Baton can meet: its code, HTTP status and sentence. ERRORS.md is this table in prose; a test keeps
 * the two equal. Decide on codes, never on text.
 */
export const errorCatalogue = {
  invalid_json: { status: 400, message: 'The body is not valid JSON.' },
  invalid_body: { status: 400, message: 'The body does not have the shape this endpoint takes.' },
  invalid_text: { status: 400, message: 'A text holds what cannot be stored: NUL, half of a surrogate pair, or a letter with more than 30 marks.' },
  too_deep: { status: 400, message: 'The body is nested deeper than 8 levels or has more than 100 keys in one object.' },
  invalid_query: { status: 400, message: 'A parameter in the address is not one this endpoint takes.' },
  unauthorized: { status: 401, message: 'This needs an API key: send “Authorization: Bearer <key>”.' },
  invalid_signature: { status: 401, message: 'The signature of this webhook is missing, wrong, or older than five minutes.' },
  origin_not_allowed: { status: 403, message: 'This form does not accept submissions from that site. Add its origin to the form’s allowedOrigins.' },
  draft_not_allowed: {
    status: 403,
    message: 'This form keeps no unfinished answers, or not without the consent that its “remember” names.',
  },
  form_not_found: { status: 404, message: 'There is no published form with that id.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  request_timeout: { status: 408, message: 'The request did not arrive in time: its headers have 8 seconds, the whole of it 10.' },
  no_turn_taken: { status: 409, message: 'This lead has not taken a pool’s turn, so there is none to give back.' },
  already_refunded: { status: 409, message: 'The turn of this lead’s latest decision that took one was refunded already.' },
  delivery_owed: { status: 409, message: 'This delivery is still owed: it is sent without being asked.' },
  delivery_done: { status: 409, message: 'This delivery went out: there is nothing to send again.' },
  provider_remembers: {
    status: 409,
    message: 'The provider still knows this mail, and would send nothing: it can be sent again a day after its first attempt.',
  },
  may_arrive_twice: {
    status: 409,
    message: 'The provider may have taken this mail and no longer knows it: sent again, it could arrive twice. Say {"mayArriveTwice": true} to send it anyway.',
  },
  not_quarantined: { status: 409, message: 'This submission was not set aside, so there is nothing to release.' },
  body_too_large: { status: 413, message: 'The body is larger than 64 kB.' },
  unsupported_media_type: { status: 415, message: 'Send JSON, with the header “Content-Type: application/json”.' },
  invalid_answers: { status: 422, message: 'Some answers are missing or not valid.' },
  submission_conflict: { status: 422, message: 'This submission id was already used with other answers. Mint a new id for a new submission.' },
  work_required: {
    status: 422,
    message: 'Many submissions came from this network lately. Ask for another render token, do the work it asks for, and send again.',
  },
  rate_limited: { status: 429, message: 'Too many submissions came from this network lately. Wait as “retry-after” says, then send the same again.' },
  headers_too_large: { status: 431, message: 'The address and the headers of the request are larger than 16 kB together.' },
  internal: { status: 500, message: 'Something went wrong on our side. Quote the request id when you ask about it.' },
  unavailable: { status: 503, message: 'The database cannot be reached right now. Send the same request again, with the same submission id.' },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** What is wrong with one value: `path` is a JSON Pointer into the request body (`/answers/email`). */
export interface Problem {
  path: string
  code: string
  message: string
}

export interface ErrorBody {
  error: { code: ErrorCode; message: string; problems?: Problem[]; requestId?: string }
}

/** Thrown where the caller cannot carry on; the HTTP edge turns it into status and body by its code. */
export class BatonError extends Error {
  override name = 'BatonError'
  constructor(
    readonly code: ErrorCode,
    readonly problems: Problem[] = [],
    options: ErrorOptions & { retryAfterSeconds?: number } = {},
  ) {
    super(errorCatalogue[code].message, options)
    this.retryAfterSeconds = options.retryAfterSeconds
  }
  /** When the same request may be sent again, where it is known. */
  readonly retryAfterSeconds: number | undefined
}
