/** Compiled by `mjml-plugin.ts`: HTML with `{{name}}` holes. */
declare module '*.mjml' {
  const template: string
  export default template
}
