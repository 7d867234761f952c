import { normalise, own } from '@baton/shared/condition'
import { countedAnswers, isAnswered } from '@baton/shared/flow'
import { isDate } from '@baton/shared/iso-date'
import { batch } from '@preact/signals'
import { Fragment, jsx, jsxs } from 'preact/jsx-runtime'
import { typedAnswers } from './typed-answers.ts'
import { Out } from './view/Out.tsx'
import { Plain } from './view/Plain.tsx'
import { webAddress } from './web-address.ts'

/**
 * What `later.js` borrows of this file, so that it brings no second copy: above all no second Preact, whose elements and signals
 * would not know those of the first. Its build (`vite.config.ts`) takes whatever it imports from the modules above out of here.
 */
export const lent = { normalise, own, countedAnswers, isAnswered, isDate, batch, Fragment, jsx, jsxs, typedAnswers, Out, Plain, webAddress }
