import nodemailer from 'nodemailer'
import type { Config } from '../config.ts'
import { checkResend } from './check-resend.ts'
import { checkSenderDomain } from './check-sender-domain.ts'
import { broken, type Finding, look, ok } from './finding.ts'

/** Whether mail can go out, and will be believed. Sends nothing. */
export async function checkMail(config: Config, dnsServers: readonly string[] | null): Promise<Finding[]> {
  const { mail, mailFrom } = config
  const domain = /@([^\s@<>]+)>?\s*$/.exec(mailFrom)?.[1]?.toLowerCase() ?? ''
  switch (mail.kind) {
    case 'mailbox':
      return [look('mail provider', 'None is set: what would be sent is kept, and shown at /mailbox.', 'Set RESEND_API_KEY or SMTP_URL, and MAIL_FROM.')]
    case 'resend':
      return (await Promise.all([checkResend({ ...config, mail }, domain), checkSenderDomain(domain, { resend: true, servers: dnsServers })])).flat()
    case 'smtp':
      return (await Promise.all([checkSmtp(mail.url), checkSenderDomain(domain, { resend: false, servers: dnsServers })])).flat()
  }
}

const answerLimitMs = 5000

/** Says hello and signs in, and no more. */
async function checkSmtp(url: string): Promise<Finding[]> {
  const transport = nodemailer.createTransport(url, undefined)
  Object.assign(transport.options, { connectionTimeout: answerLimitMs, greetingTimeout: answerLimitMs, socketTimeout: answerLimitMs })
  try {
    await transport.verify()
    return [ok('mail server', 'The server of SMTP_URL answers, and takes the sign-in.')]
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EAUTH')
      return [broken('mail server', 'The server of SMTP_URL does not take the sign-in. No mail goes out.', 'Put the right user and password into SMTP_URL.')]
    return [
      broken(
        'mail server',
        `The server of SMTP_URL cannot be used: ${code ?? 'unknown'}.`,
        'See that host and port of SMTP_URL are right, and that this machine reaches it.',
      ),
    ]
  } finally {
    transport.close()
  }
}
