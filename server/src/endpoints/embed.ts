import type { Absent, Embedded } from '@baton/shared/api'
import { BatonError, errorCatalogue } from '@baton/shared/errors'
import type { Form } from '@baton/shared/form'
import { bareLanguage } from '@baton/shared/locale'
import { asksTouch, chooseLocale, openingOf, publicForm } from '@baton/shared/public-form'
import { languageOf, languages } from '@baton/shared/words/languages'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import type { WidgetFiles } from '../files.ts'
import { findPublished, type PublishedForm } from '../find-published.ts'
import type { KeptScripts } from '../kept-scripts.ts'
import { compressScript, etagOf, type Script, sendScript } from '../script.ts'
import { wantedLocales } from '../wanted-locales.ts'
import { formOf } from './admit-pages.ts'
import type { WidgetScripts } from './widget-scripts.ts'

/**
 * `GET /embed/:formId.js`: the widget with the form's definition in one response, precompressed. The one request before the first
 * question. A version of a playbook never changes, so what was compressed once is kept. `GET /v1/forms/:formId/embedded`: its definition alone, for a
 * page in another language than the script came in.
 */
export function serveEmbed(app: FastifyInstance, desk: Desk, widget: WidgetFiles, scripts: WidgetScripts, kept: KeptScripts): void {
  const compressed = new Map<string, Promise<Script>>()
  const embeddedOf = (form: Form, playbookVersion: number, locale: string): Embedded => {
    const shown = publicForm(form, playbookVersion, [locale])
    const language = languageOf(locale)
    return {
      form: shown,
      others: [form.locale, ...Object.keys(form.locales)].filter(one => one !== locale),
      opening: openingOf(shown),
      asksTouch: asksTouch(shown) || undefined,
      origin: desk.config.publicBaseUrl,
      text: languages[language].asking,
      rest: scripts.rest(language),
    }
  }

  app.get<{ Params: { formId: string } }>('/embed/:formId.js', async (request, reply) => {
    const found = await findEvenOld(desk, request.params.formId).catch((error: unknown) => {
      if (error instanceof BatonError && request.headers['sec-fetch-dest'] === 'script') return error
      throw error
    })
    // A browser runs no script of another status, and the page would have a hole where the form should be.
    if (found instanceof BatonError) {
      const absent = { formId: request.params.formId, code: found.code, message: errorCatalogue[found.code].message, sentences }
      return sendScript(request, reply, await compressScript(writeScript(widget.absent, absent)), 'no-store')
    }
    const { v } = request.query as { v?: unknown }
    const pinned = typeof v === 'string' && (await findPinned(found, v))
    if (pinned) return sendScript(request, reply, pinned, 'pinned')
    return sendScript(request, reply, await scriptOf(found, chooseLocale(found.form, wantedLocales(request))), 'fresh')
  })

  function scriptOf({ published: { workspace, playbookVersion }, form }: PublishedForm, locale: string): Promise<Script> {
    const key = `${workspace.id}/${playbookVersion}/${form.id}/${locale}`
    const script = compressed.get(key) ?? compressScript(writeScript(widget.embed, embeddedOf(form, playbookVersion, locale)))
    compressed.set(key, script)
    return script
  }

  /** The script with this ETag, in whichever language: one of today's, which is kept from now on, or one that was kept. */
  async function findPinned(found: PublishedForm, version: string): Promise<Script | null> {
    const name = `embed.${found.form.id}.${version}`
    for (const locale of [found.form.locale, ...Object.keys(found.form.locales)]) {
      const script = await scriptOf(found, locale)
      if (script.etag !== `"${version}"`) continue
      kept.keep(name, script.plain.toString())
      return script
    }
    const code = /^[\w-]{22}$/.test(version) && !compressed.has(name) ? await kept.find(name) : null
    if (code && etagOf(code) === `"${version}"`) compressed.set(name, compressScript(code))
    return compressed.get(name) ?? null
  }

  app.get('/v1/forms/:formId/embedded', async (request, reply) => {
    const { published, form } = formOf(request)
    reply.header('cache-control', 'no-cache').header('vary', 'accept-language, origin')
    return embeddedOf(form, published.playbookVersion, chooseLocale(form, wantedLocales(request)))
  })
}

/** As it was when this process last saw it, where the database does not answer: a handoff looks again before it goes by that. */
async function findEvenOld(desk: Desk, formId: string): Promise<PublishedForm> {
  return findPublished(desk, formId).catch(error => {
    const known = error instanceof BatonError && error.code === 'unavailable' && desk.recent.get(formId)
    if (known) return known
    throw error
  })
}

/** What a visitor reads where a form cannot be had, by the first part of a language's code. */
const sentences = Object.fromEntries(Object.entries(languages).map(([code, { page }]) => [bareLanguage(code), page.absent]))

/** The definition stands before the code, as data: JSON is a subset of JavaScript since ES2019. */
export function writeScript(code: string, embedded: Embedded | Absent): string {
  return `(()=>{const __BATON__=${JSON.stringify(embedded)};${code}})()`
}
