import { keepWidgetFile, loadWidgetFile } from './db/widget-files.ts'
import type { Desk } from './desk.ts'
import { withDeadline } from './with-deadline.ts'

/**
 * Scripts that a page may ask for by the name of another day, in the database: an update of Baton leaves no open page without the rest of its widget,
 * and an address that pins a script gets that script. A name says the content, so every replica and version keeps the same.
 */
export interface KeptScripts {
  /** Beside the reply, once a process. */
  keep(name: string, code: string): void
  /** Null where it was not kept, or the database does not answer. */
  find(name: string): Promise<string | null>
}

const databaseTimeoutMs = 2000

export function createKeptScripts({ store, background }: Pick<Desk, 'store' | 'background'>): KeptScripts {
  const kept = new Set<string>()
  return {
    keep(name, code) {
      if (kept.has(name)) return
      kept.add(name)
      const keeping = keepWidgetFile(store.deployment, name, code).catch(error => {
        kept.delete(name)
        throw error
      })
      void background.run(keeping, 0)
    },
    find(name) {
      const late = () => new Error('The database did not answer in time.')
      return withDeadline(loadWidgetFile(store.deployment, name), databaseTimeoutMs, late).catch(() => null)
    },
  }
}
