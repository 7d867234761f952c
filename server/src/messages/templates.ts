/// <reference path="./mjml.d.ts" />
import { openTemplate } from '../filled-template.ts'
import repMail from './rep-mail.mjml'
import visitorMail from './visitor-mail.mjml'

/** What this version fills; what other versions filled stands in the database. */
export const mailTemplates = { repMail: openTemplate(repMail), visitorMail: openTemplate(visitorMail) }
