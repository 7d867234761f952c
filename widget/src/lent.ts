import { fill } from '@baton/shared/words/fill'
import { batch, effect, signal } from '@preact/signals'
import { Fragment, h } from 'preact'
import { elementId, move } from './state.ts'
import { Out } from './view/Out.tsx'
import { Plain } from './view/Plain.tsx'
import { webAddress } from './web-address.ts'

/**
 * What `later.js`, `submit.js` and `result.js` borrow of this file, so that they bring no second copy: above all no second Preact, whose elements
 * would not know those of the first. Their build (`vite.config.ts`) takes whatever they import from the modules above out of here.
 */
export const lent = { batch, effect, signal, Fragment, h, elementId, move, Out, Plain, webAddress, fill }
