import { ConfigError, isLoopback, readConfig } from '@baton/server/config'
import { describe, expect, test } from 'vitest'

test('nothing set is the demo on this machine: an embedded database, the local mailbox, port 3000', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicBaseUrl: 'http://localhost:3000',
    database: { kind: 'embedded', folder: '.baton' },
    demo: true,
    mail: { kind: 'mailbox' },
    mailFrom: 'Baton <baton@localhost>',
    mailTimeoutMs: 9000,
    mailPerSecond: null,
    resendWebhookSecret: null,
    calendly: null,
    trustedProxies: [],
    drainMs: 0,
    adminKey: null,
    secret: null,
    previousSecret: null,
    retentionDays: null,
  })
})

test('an address of ours may have a path, and an @ in it', () => {
  expect(readConfig({ PUBLIC_BASE_URL: 'https://example.com/@baton/' }).publicBaseUrl).toBe('https://example.com/@baton')
})

test.each(['9.9', '1'])('an attempt at a mail may take %s s', text => {
  expect(readConfig({ MAIL_TIMEOUT_SECONDS: text }).mailTimeoutMs).toBe(Number(text) * 1000)
})

test('a database is production: no demo, every address listened on', () => {
  const url = 'postgres://baton:secret@db.internal:5432/baton'
  const config = readConfig({
    DATABASE_URL: url,
    PUBLIC_BASE_URL: 'https://baton.example.com/',
    RESEND_API_KEY: 're_1',
    MAIL_FROM: 'Northlight <hello@northlight.example>',
    CALENDLY_TOKEN: 'pat',
    TRUSTED_PROXIES: '10.0.0.0/8, ::1',
  })
  expect(config).toMatchObject({
    host: '0.0.0.0',
    publicBaseUrl: 'https://baton.example.com',
    database: { kind: 'postgres', url },
    demo: false,
    mail: { kind: 'resend', apiKey: 're_1', baseUrl: null },
    mailPerSecond: 5,
    drainMs: 2000,
    calendly: { token: 'pat', baseUrl: 'https://api.calendly.com' },
    trustedProxies: ['10.0.0.0/8', '::1'],
  })
  expect(readConfig({ DATABASE_URL: url, BATON_DEMO: '1' }).demo).toBe(true)
})

test('the demo on an address others can reach is not shown to them without a key', () => {
  expect(readConfig({ HOST: '0.0.0.0' })).toMatchObject({ demo: true, host: '0.0.0.0' })
})

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])('%s is this machine', host => expect(isLoopback(host)).toBe(true))
test.each(['127.evil.example', '127.0.0.1.evil.example', 'evil.example', '0.0.0.0', '128.0.0.1', ''])('%s is not', host => expect(isLoopback(host)).toBe(false))

describe('anything malformed stops the boot with a sentence that says what to write', () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'http' }, /PORT is “http”\. Write a port number/],
    [{ PORT: '70000' }, /0 to 65535/],
    [{ DRAIN_SECONDS: 'long' }, /DRAIN_SECONDS is “long”\. Write how many seconds/],
    [{ DRAIN_SECONDS: '61' }, /from 0 to 60/],
    [{ PORT: '80.5' }, /PORT/],
    [{ PUBLIC_BASE_URL: 'baton.example.com' }, /PUBLIC_BASE_URL is “baton\.example\.com”\. Write an address that starts with https/],
    [{ PUBLIC_BASE_URL: 'javascript:alert(1)' }, /PUBLIC_BASE_URL/],
    [{ PUBLIC_BASE_URL: 'https://baton.example.com?from=mail' }, /Addresses are made by writing more behind it\. Leave out “\?from=mail”\./],
    [{ PUBLIC_BASE_URL: 'https://baton.example.com/leads#top' }, /Leave out “#top”/],
    [{ PUBLIC_BASE_URL: 'https://baton.example.com/?' }, /Leave out “\?”/],
    [{ PUBLIC_BASE_URL: 'https://baton:hunter2@baton.example.com' }, /PUBLIC_BASE_URL has a user name or password in it\. Write the address without/],
    [{ PUBLIC_BASE_URL: 'https://baton@baton.example.com' }, /user name or password/],
    [{ PUBLIC_BASE_URL: 'https://@baton.example.com' }, /user name or password/],
    [{ CALENDLY_TOKEN: 'pat', CALENDLY_BASE_URL: 'https://baton:hunter2@api.calendly.com' }, /CALENDLY_BASE_URL has a user name or password/],
    [{ DATABASE_URL: 'mysql://db/baton' }, /DATABASE_URL is not a PostgreSQL address\. Write postgres:/],
    [{ BATON_DEMO: 'yes' }, /BATON_DEMO is “yes”\. Write 1/],
    [{ RESEND_API_KEY: 're_1', SMTP_URL: 'smtp://mail' }, /both set/],
    [{ SMTP_URL: 'mail.example.com:25' }, /SMTP_URL is not an SMTP address\. Write smtp:/],
    [{ MAIL_FROM: 'Northlight' }, /MAIL_FROM is “Northlight”\. Write an address/],
    [{ MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, /MAIL_FROM/],
    [{ RESEND_WEBHOOK_SECRET: 'hush' }, /RESEND_WEBHOOK_SECRET is not a signing secret\. Write the one/],
    [{ MAIL_TIMEOUT_SECONDS: '10' }, /claimed for 30 s, more than three attempts: write less than 10/],
    [{ MAIL_TIMEOUT_SECONDS: '0' }, /MAIL_TIMEOUT_SECONDS is “0”\. Write how many seconds/],
    [{ MAIL_PER_SECOND: '0' }, /MAIL_PER_SECOND is “0”\. Write how many mails a second/],
    [{ MAIL_PER_SECOND: 'all' }, /MAIL_PER_SECOND/],
    [{ TRUSTED_PROXIES: 'true' }, /TRUSTED_PROXIES names “true”\. Write addresses or CIDR/],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /10\.0\.0\.0\/33/],
    [{ TRUSTED_PROXIES: '1' }, /TRUSTED_PROXIES/],
    [{ BATON_SECRET_PREVIOUS: 'hunter2' }, /BATON_SECRET_PREVIOUS is too short/],
    [{ RETENTION_DAYS: '0' }, /RETENTION_DAYS is “0”\. Write after how many whole days/],
    [{ RETENTION_DAYS: '30.5' }, /RETENTION_DAYS/],
    [{ RETENTION_DAYS: '99999' }, /RETENTION_DAYS/],
    [{ BATON_SECRET: 'hunter2' }, /BATON_SECRET is too short\. Write at least 32 random characters/],
    [{ CALENDLY_TOKEN: 'pat', CALENDLY_BASE_URL: 'calendly' }, /CALENDLY_BASE_URL/],
  ])('%j', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(sentence)
  })

  test.each([
    { DATABASE_URL: 'postgres://baton:hunter2@' },
    { PUBLIC_BASE_URL: 'https://baton:hunter2@baton.example.com' },
    { PUBLIC_BASE_URL: 'https:\\\\baton:hunter2@baton.example.com' },
    { PUBLIC_BASE_URL: 'baton:hunter2@baton.example.com?' },
  ])('but never repeats a password: %j', environment => {
    expect(() => readConfig(environment)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }))
    expect(() => readConfig(environment)).toThrow(ConfigError)
  })
})
