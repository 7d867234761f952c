import { readFile } from 'node:fs/promises'
import mjml2html from 'mjml'
import type { Plugin } from 'vite'

/**
 * Makes `import template from './x.mjml'` the HTML of that template. MJML weighs 53 MB and runs here, at build time, alone: the
 * server ships strings. What MJML would only warn of stops the build.
 */
export function mjml(): Plugin {
  return {
    name: 'mjml',
    enforce: 'pre',
    async load(id) {
      const path = id.split('?')[0] as string // split gives at least one part
      if (!path.endsWith('.mjml')) return null
      this.addWatchFile(path)
      // No `fonts`: MJML would link to Google's otherwise, and a mail of ours fetches nothing but the rep's photo.
      const { html } = await mjml2html(await readFile(path, 'utf8'), { filePath: path, validationLevel: 'strict', ignoreIncludes: false, fonts: {} })
      // Indentation is a fifth of it, and travels and is stored with every mail.
      return { code: `export default ${JSON.stringify(openDirection(html).replace(/\n\s+/g, '\n'))}`, map: null, moduleType: 'js' }
    },
  }
}

/** MJML takes no hole for an alignment: in a template with `dir="{{direction}}"` what it aligned left is where lines start, whatever their direction. */
function openDirection(html: string): string {
  if (!html.includes('dir="{{direction}}"')) return html
  return html
    .replaceAll('direction:ltr', 'direction:{{direction}}')
    .replaceAll('text-align:left', 'text-align:{{start}}')
    .replaceAll('align="left"', 'align="{{start}}"')
}
