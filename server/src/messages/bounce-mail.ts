import { fillTemplate } from '../filled-template.ts'
import { html } from '../pages/html.ts'
import { sectionText, wrap } from './plain-text.ts'
import { sectionHtml } from './sections.ts'
import { mailTemplates } from './templates.ts'
import type { WrittenMail } from './visitor-mail.ts'
import { oneLine, subjectLine } from './visitor-text.ts'

export interface BounceStory {
  rep: string
  /** As the visitor typed it. */
  name: string | null
  address: string
  /** Of the mail that did not arrive. */
  subject: string
  /** What the provider says of it. */
  reason: string | null
  leadPage: string
}

/** Tells a rep that the visitor never had the mail that named them: nobody else will, and the lead waits. */
export function bounceMail({ rep, name, address, subject, reason, leadPage }: BounceStory): WrittenMail {
  const who = oneLine(name || address, 80)
  const rows = [
    { label: 'Address', value: oneLine(address, 254) },
    { label: 'Mail', value: oneLine(subject, 200) },
    ...(reason ? [{ label: 'Reason', value: oneLine(reason, 300) }] : []),
  ]
  const section = { heading: 'What did not arrive', rows }
  const told = {
    subject: subjectLine(`Did not arrive: our mail to ${who}`, 120),
    promise: 'Reach them another way',
    summary: 'Our mail to them came back, so they do not know yet that you look after them. The lead stays with you.',
    button: 'Open the lead',
    footer: `Baton sent this to ${oneLine(rep, 80)} as the lead is theirs.`,
  }
  const parts = [told.subject, told.promise, wrap(told.summary), `${told.button}:\n${leadPage}`, sectionText(section), `-- \n${wrap(told.footer)}`]
  return {
    subject: told.subject,
    text: `${parts.join('\n\n')}\n`,
    html: fillTemplate(mailTemplates.repMail, {
      ...told,
      preview: told.summary,
      person: who,
      link: leadPage,
      afterButton: '',
      sections: html`${sectionHtml(section)}`,
    }),
  }
}
