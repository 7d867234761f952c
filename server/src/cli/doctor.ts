import { ConfigError, readConfig } from '../config.ts'
import { checkCalendly } from '../doctor/check-calendly.ts'
import { checkDatabase } from '../doctor/check-database.ts'
import { checkMail } from '../doctor/check-mail.ts'
import { checkSettings } from '../doctor/check-settings.ts'
import { broken, type Finding, worstOf } from '../doctor/finding.ts'
import { print } from './fail-command.ts'

/** `baton doctor`: whether what Baton rests on is in order, and what to do where it is not. Changes nothing. Ends with the worst: 0, 1, 2. */
export async function doctor({ json }: { json: boolean }): Promise<number> {
  const findings = await examine()
  const worst = worstOf(findings)
  if (json) print({ worst, findings })
  else process.stdout.write(findings.map(writeFinding).join(''))
  return { ok: 0, look: 1, broken: 2 }[worst]
}

async function examine(): Promise<Finding[]> {
  try {
    const config = readConfig(process.env)
    const looked = await Promise.all([checkDatabase(config), checkMail(config, null), checkCalendly(config)])
    return [...checkSettings(config), ...looked.flat()]
  } catch (error) {
    if (error instanceof ConfigError) return [broken('settings', error.message, 'Put it right and look again: nothing else was looked at.')]
    throw error
  }
}

function writeFinding({ name, state, says, todo }: Finding): string {
  return `${state.padEnd(7)} ${name.padEnd(16)} ${says}${todo === null ? '' : ` → ${todo}`}\n`
}
