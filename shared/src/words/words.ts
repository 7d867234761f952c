/**
 * What a visitor reads that the form's owner did not write, by language. Text with `{name}` where values go, so that it travels as data. A language
 * that lacks one of these does not compile.
 */
export interface Words {
  asking: AskingWords
  sending: SendingWords
  result: ResultWords
  modes: ModeWords
  objecting: ObjectingWords
  page: PageWords
}

/** From the first question to the last: in the widget's first file. */
export interface AskingWords {
  continue: string
  back: string
  send: string
  optional: string
  choose: string
  privacy: string
  /** What a screen reader calls a form without a title. */
  form: string
  /** `{step}` of `{total}`. */
  progress: string
  /** Said of a required question without an answer: a field, a choice, a consent. */
  missing: string
  missingChoice: string
  missingConsent: string
  notAnEmail: string
  sending: string
  unreachable: string
  otherWay: string
  tryAgain: string
  change: string
}

/** Of an answer that does not fit, and of sending. */
export interface SendingWords {
  /** What is typed as a number and is none. */
  notANumber: string
  /** `{max}` characters. */
  tooLong: string
  notAPhone: string
  notAUrl: string
  notADate: string
  notInList: string
  /** `{min}`, `{max}`: numbers, and dates. */
  tooSmall: string
  tooEarly: string
  tooLarge: string
  tooLate: string
  notWhole: string
  /** `{step}`. */
  offStep: string
  /** Above the questions, where several answers do not fit; behind it stands each question. */
  lookAgain: string
  /** `{address}`: the address that was probably meant. */
  didYouMean: string
  /** Asks kindly for another address than one at a free provider. */
  workAddress: string
  /** Answers of an earlier visit stand in the fields. */
  resumed: string
  /** `{who}`: the address or name that an earlier visit gave. */
  notYou: string
  startOver: string
  /** `{seconds}`. */
  retryIn: string
  refused: string
  /** The form takes nothing from this page, whatever is answered. */
  notFromHere: string
  copy: string
  copied: string
}

/** Once there is a reply. */
export interface ResultWords {
  /** What a screen reader calls the choice of a day. */
  days: string
  moreTimes: string
  /** `{place}`, `{offset}`: Berlin, GMT+1. */
  zone: string
  pickTime: string
  /** `{day}`, `{time}`. */
  book: string
  openCalendar: string
  opened: string
  /** `{name}`, `{time}`. */
  openedBody: string
  openAgain: string
  otherTime: string
  /** `{name}`. */
  theyWrite: string
  /** `{time}`, `{place}`. */
  replyBy: string
  /** `{host}`. */
  continueTo: string
}

/** Where the form opens over the page. */
export interface ModeWords {
  /** The button that opens a form without a title. */
  open: string
  close: string
}

/** Of answers that the server alone objects to. */
export interface ObjectingWords {
  /** Text where a number should be, a list where one option should: no form of ours sends it. */
  wrongType: string
  /** `{place}`: a country, or "+1" where several share that. */
  phoneTooShort: string
  phoneTooLong: string
  /** Behind them, where the number was written as in that country. */
  phoneElsewhere: string
}

/** On the form's own page, `/f/<form>`, where it runs without a script. */
export interface PageWords {
  /** In front of a page's title, where something on it is wrong. */
  error: string
  /** An answer has made another question appear on the same screen. */
  oneMore: string
  /** Above all that was answered, before it is sent. */
  ready: string
  readyBody: string
  /** Beside the field that only programs see. */
  leaveEmpty: string
  /** The server cannot take it now; the answers are on the page. */
  unreachableBody: string
  /** `{minutes}`. */
  tooMany: string
  tooManyBody: string
  tooLarge: string
  tooLargeBody: string
  /** What arrived is not what this form sends. */
  lost: string
  lostBody: string
  openForm: string
  /** The form cannot be opened now. */
  away: string
  awayBody: string
  /** There is no such form. */
  noForm: string
  noFormBody: string
  /** In its place on somebody's page, where it cannot be had. */
  absent: string
}
