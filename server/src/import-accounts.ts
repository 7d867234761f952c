import { countryCodes } from '@baton/shared/country-codes'
import type { Account } from '@baton/shared/facts'
import { nearestName } from '@baton/shared/verify/nearest'
import { registrableDomain } from './email-domain.ts'
import { readCsv } from './read-csv.ts'

export interface AccountsFile {
  accounts: Account[]
  /** Lines that are no account, each with its number in the file and the reason. */
  problems: { line: number; message: string }[]
}

const columns = ['domain', 'name', 'employees', 'industry', 'country', 'owner', 'tier'] as const

/** Reads accounts from CSV with a header line (`domain` and `name` at the least), or from a JSON array of objects. */
export function readAccounts(text: string): AccountsFile {
  const rows = /^\s*\[/.test(text) ? readJsonRows(text) : readCsv(text)
  const accounts: Account[] = []
  const problems: AccountsFile['problems'] = []
  const seen = new Map<string, number>()
  for (const { line, row } of rows) {
    const account = readAccount(row)
    if (typeof account === 'string') problems.push({ line, message: account })
    else if (seen.has(account.domain)) problems.push({ line, message: `“${account.domain}” is already on line ${seen.get(account.domain)}.` })
    else {
      seen.set(account.domain, line)
      accounts.push(account)
    }
  }
  return { accounts, problems }
}

type Row = Record<string, unknown>

function readJsonRows(text: string): { line: number; row: Row }[] {
  return (JSON.parse(text) as unknown[]).map((row, index) => ({ line: index + 1, row: typeof row === 'object' && row !== null ? (row as Row) : {} }))
}

function readAccount(given: Row): Account | string {
  const row: Row = Object.fromEntries(Object.entries(given).map(([key, value]) => [key.trim().toLowerCase(), value]))
  const unknown = Object.keys(row).find(key => !(columns as readonly string[]).includes(key))
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, columns)
    return `There is no column “${unknown}”; an account has ${columns.join(', ')}.${nearest ? ` Did you mean “${nearest}”?` : ''}`
  }
  const text = (name: string) => (typeof row[name] === 'string' || typeof row[name] === 'number' ? String(row[name]).trim().normalize('NFC') : '') || null
  const unstorable = columns.find(name => text(name)?.includes('\0') || text(name)?.isWellFormed() === false)
  if (unstorable !== undefined) return `The ${unstorable} holds characters that cannot be stored: NUL or half of a surrogate pair.`
  const domain = registrableDomain(text('domain') ?? '')
  if (domain === null) return `“${text('domain') ?? ''}” is not a domain.`
  const name = text('name')
  if (name === null) return 'The name is missing.'
  const employees = text('employees') === null ? null : Number(text('employees'))
  if (employees !== null && !(Number.isInteger(employees) && employees >= 0 && employees <= mostEmployees))
    return `“${text('employees')}” is not a number of employees.`
  const country = text('country')?.toUpperCase() ?? null
  if (country !== null && !countryCodes.includes(country)) return `“${text('country')}” is not a country code of two letters (ISO 3166-1).`
  return { domain, name, employees, industry: text('industry'), country, owner: text('owner'), tier: text('tier') }
}

/** More than anybody employs, and what a column of the database holds. */
const mostEmployees = 2_000_000_000
