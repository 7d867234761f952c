import type { Embedded } from '@baton/shared/api'
import type { Form } from '@baton/shared/form'
import { chooseLocale, openingOf, publicForm } from '@baton/shared/public-form'
import { languageOf, languages } from '@baton/shared/words/languages'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import type { WidgetFiles } from '../files.ts'
import { findPublished } from '../find-published.ts'
import { compressScript, type Script, sendScript } from '../script.ts'
import { wantedLocales } from '../wanted-locales.ts'
import { formOf } from './admit-pages.ts'
import type { WidgetScripts } from './widget-scripts.ts'

/**
 * `GET /embed/:formId.js`: the widget with the form's definition in one response, precompressed. The one request before the first
 * question. A version of a playbook never changes, so what was compressed once is kept. `GET /v1/forms/:formId/embedded`: its definition alone, for a
 * page in another language than the script came in.
 */
export function serveEmbed(app: FastifyInstance, desk: Desk, widget: WidgetFiles, scripts: WidgetScripts): void {
  const kept = new Map<string, Promise<Script>>()
  const embeddedOf = (form: Form, playbookVersion: number, locale: string): Embedded => {
    const shown = publicForm(form, playbookVersion, [locale])
    const language = languageOf(locale)
    return {
      form: shown,
      others: [form.locale, ...Object.keys(form.locales)].filter(one => one !== locale),
      opening: openingOf(shown),
      origin: desk.config.publicBaseUrl,
      text: languages[language].asking,
      rest: scripts.rest(language),
    }
  }

  app.get<{ Params: { formId: string } }>('/embed/:formId.js', async (request, reply) => {
    const { published, form } = await findPublished(desk, request.params.formId)
    const locale = chooseLocale(form, wantedLocales(request))
    const key = `${published.workspace.id}/${published.playbookVersion}/${form.id}/${locale}`
    const embedded = embeddedOf(form, published.playbookVersion, locale)
    const script = kept.get(key) ?? compressScript(writeScript(widget.embed, embedded))
    kept.set(key, script)
    const { etag } = await script
    return sendScript(request, reply, await script, `"${(request.query as { v?: unknown }).v}"` === etag)
  })

  app.get('/v1/forms/:formId/embedded', async (request, reply) => {
    const { published, form } = formOf(request)
    reply.header('cache-control', 'no-cache').header('vary', 'accept-language, origin')
    return embeddedOf(form, published.playbookVersion, chooseLocale(form, wantedLocales(request)))
  })
}

/** The definition stands before the code, as data: JSON is a subset of JavaScript since ES2019. */
export function writeScript(code: string, embedded: Embedded): string {
  return `(()=>{const __BATON__=${JSON.stringify(embedded)};${code}})()`
}
