import type { Embedded } from '@baton/shared/api'
import { chooseLocale, openingOf, publicForm } from '@baton/shared/public-form'
import { languageOf, languages } from '@baton/shared/words/languages'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import type { WidgetFiles } from '../files.ts'
import { findPublished } from '../find-published.ts'
import { compressScript, type Script, sendScript } from '../script.ts'
import { wantedLocales } from '../wanted-locales.ts'
import type { WidgetScripts } from './widget-scripts.ts'

/**
 * `GET /embed/:formId.js`: the widget with the form's definition in one response, precompressed. The one request before the first
 * question. A version of a playbook never changes, so what was compressed once is kept.
 */
export function serveEmbed(app: FastifyInstance, desk: Desk, widget: WidgetFiles, scripts: WidgetScripts): void {
  const kept = new Map<string, Promise<Script>>()
  const { publicBaseUrl } = desk.config

  app.get<{ Params: { formId: string } }>('/embed/:formId.js', async (request, reply) => {
    const { published, form } = await findPublished(desk, request.params.formId)
    const locale = chooseLocale(form, wantedLocales(request))
    const key = `${published.workspace.id}/${published.playbookVersion}/${form.id}/${locale}`
    const language = languageOf(locale)
    const shown = publicForm(form, published.playbookVersion, [locale])
    const embedded: Embedded = {
      form: shown,
      opening: openingOf(shown),
      origin: publicBaseUrl,
      text: languages[language].asking,
      rest: scripts.rest(language),
    }
    const script = kept.get(key) ?? compressScript(writeScript(widget.embed, embedded))
    kept.set(key, script)
    const { etag } = await script
    return sendScript(request, reply, await script, `"${(request.query as { v?: unknown }).v}"` === etag)
  })
}

/** The definition stands before the code, as data: JSON is a subset of JavaScript since ES2019. */
export function writeScript(code: string, embedded: Embedded): string {
  return `(()=>{const __BATON__=${JSON.stringify(embedded)};${code}})()`
}
