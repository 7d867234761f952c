import type { batch } from '@preact/signals'
import type { VNode } from 'preact'
import type { Fragment, jsx, jsxs } from 'preact/jsx-runtime'
import type { Model } from '../model.ts'
import type { ViewProps } from '../view/Widget.tsx'

/** What comes after the questions, for one conversation. */
export interface Later {
  styles: string
  /** `companyWebsite`: what stands in the trap for bots. */
  submit(companyWebsite: string): void
  /** What the main button does when sending has not succeeded: tries at once. */
  proceed(): void
  /** Ends a wait for the next try. */
  forget(): void
  Failure(props: ViewProps): VNode
  Result(props: ViewProps): VNode
}

export type CreateLater = (model: Model) => Later

/** What `later.js` borrows, under the names its build gives them (`vite.config.ts`). */
export interface Runtime {
  jsx: typeof jsx
  jsxs: typeof jsxs
  Fragment: typeof Fragment
  batch: typeof batch
}

/** What `later.js` exports. A function of the runtime, for several forms on a page share the file, but each has its own runtime. */
export interface LaterFile {
  openLater(runtime: Runtime): { createLater: CreateLater }
}
