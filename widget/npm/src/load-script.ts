/** What comes later than this is not waited for; the form still appears when it comes. */
const patienceMs = 10_000

/** One request for each script, however often it is mounted. */
const scripts = new Map<string, { form: string; script: Promise<void> }>()
let failures = 0
let listening = false

export interface Wanted {
  server: string
  form: string
  locale?: string | undefined
}

/** An address of the server's, with the language where one is asked for. Throws where `server` is no address. */
export function addressOf({ server, locale }: Wanted, path: string): string {
  const address = new URL(`${server.replace(/\/+$/, '')}/${path}`, document.baseURI)
  if (locale) address.searchParams.set('locale', locale)
  return address.href
}

/**
 * Runs the script that the server has for a form. It is imported, not written into the page: so it needs no place there, and a policy with Trusted Types
 * allows it. Rejects where it cannot be had; the next call tries again.
 */
export async function loadScript(wanted: Wanted): Promise<void> {
  const address = addressOf(wanted, `embed/${encodeURIComponent(wanted.form)}.js`)
  if (!listening) document.addEventListener('baton:error', ({ detail }) => detail.code === 'absent' && forget(detail.formId))
  listening = true
  const asked = scripts.get(address) ?? { form: wanted.form, script: importWithin(address) }
  scripts.set(address, asked)
  return asked.script.catch(error => {
    if (scripts.get(address) === asked) forget(wanted.form)
    throw error
  })
}

/** The next time a form is mounted its script is asked for anew: where there was none, and where what came only said that there is no such form. */
function forget(form: string): void {
  for (const [address, asked] of scripts) if (asked.form === form) scripts.delete(address)
  failures++
}

async function importWithin(address: string): Promise<void> {
  // Browsers remember a failed import by its address, fragment included: another attempt has another one.
  const script = import(/* @vite-ignore */ /* webpackIgnore: true */ failures > 0 ? `${address}#${failures}` : address)
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${patienceMs / 1000} seconds.`)), patienceMs)
  })
  await Promise.race([script, tooLate]).finally(() => clearTimeout(timer))
}
