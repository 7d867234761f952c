import type { Database } from '../db/connect.ts'
import { loadTemplate } from '../db/mail-templates.ts'
import type { Mail, OwedMail } from '../effects.ts'
import { joinTemplate, openTemplate } from '../filled-template.ts'
import { mailTemplates } from '../messages/templates.ts'

/** The bytes of a mail as they were final when it was written, whichever version wrote it. */
export type JoinMail = (mail: OwedMail) => Promise<Mail>

export function createJoinMail(deployment: Database): JoinMail {
  const known = new Map(Object.values(mailTemplates).map(template => [template.hash, template]))
  return async mail => {
    const { template: hash, values } = mail.html
    const template = known.get(hash) ?? openTemplate(await loadTemplate(deployment, hash))
    known.set(hash, template)
    return { ...mail, html: joinTemplate(template, values) }
  }
}
