import { parse } from 'csv-parse/sync'

/** Rows of a CSV file as objects by its header, each with the line it ends on. Blank lines are no rows. Throws where it is no CSV. */
export function readCsv(text: string): { line: number; row: Record<string, string> }[] {
  const rows = parse(text, {
    columns: names => names.map((name: string) => name.trim()),
    bom: true,
    info: true,
    skipEmptyLines: true,
    relaxColumnCountLess: true,
  })
  return (rows as unknown as { info: { lines: number }; record: Record<string, string> }[]).map(({ info, record }) => ({ line: info.lines, row: record })) // with `info`, each row comes with where it stood
}
