import type { ResultWords } from '@baton/shared/words/words'
import type { VNode } from 'preact'
import type { lent } from '../lent.ts'
import type { Model } from '../model.ts'
import type { ViewProps } from '../view/Widget.tsx'

/** What a visitor sees once there is a reply. */
export interface ShownResult {
  styles: string
  Result(props: ViewProps): VNode
}

/** What `result.js` exports: as `later.js`, and beside it only so that each is small. */
export interface ResultFile {
  open(borrowed: typeof lent): { createResult(model: Model, words: ResultWords): ShownResult }
  words: ResultWords
}
