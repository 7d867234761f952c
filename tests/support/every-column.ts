import type { Database } from '@baton/server/db/connect'
import { type SQL, sql } from 'drizzle-orm'

export interface Column {
  table: string
  column: string
  type: string
}

/** What a query gives, on either database. */
export async function readRows<Row>(db: Database, query: SQL): Promise<Row[]> {
  const result = await db.execute(query)
  return ('rows' in (result as object) ? (result as unknown as { rows: Row[] }).rows : result) as Row[] // PGlite wraps them, postgres.js does not
}

/** Every column in which words can stand, of every table that is not PostgreSQL's own, as the database itself says. */
export async function wordColumns(db: Database): Promise<Column[]> {
  return readRows(
    db,
    sql`select columns.table_name as table, column_name as column, data_type as type from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema = 'public' and data_type not in
        ('uuid', 'boolean', 'smallint', 'integer', 'bigint', 'double precision', 'real', 'numeric', 'date', 'timestamp with time zone', 'timestamp without time zone')
      order by 1, 2`,
  )
}

/** Where a word stands: `table.column`, and in how many rows. */
export async function findWord(db: Database, word: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const { table, column, type } of await wordColumns(db)) {
    const name = sql.identifier(column)
    const text = type === 'bytea' ? sql`encode(${name}, 'escape')` : sql`${name}::text`
    const [row] = await readRows<{ count: number }>(
      db,
      sql`select count(*)::int as count from ${sql.identifier(table)} where position(lower(${word}) in lower(${text})) > 0`,
    )
    if (row && row.count > 0) found[`${table}.${column}`] = row.count
  }
  return found
}

/** All tables as they are now; `restore` makes them so again, as a backup would. */
export async function backUp(db: Database): Promise<{ restore(): Promise<void> }> {
  const tables = [...new Set((await wordColumns(db)).map(({ table }) => table))].map(table => sql.identifier(table))
  const kept = await Promise.all(
    tables.map(async table => {
      const [row] = await readRows<{ all: unknown }>(db, sql`select coalesce(jsonb_agg(t), '[]') as all from ${table} t`)
      return { table, all: JSON.stringify(row?.all) }
    }),
  )
  return {
    async restore() {
      for (const { table, all } of kept) {
        await db.execute(sql`delete from ${table}`)
        await db.execute(sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${all}::text::jsonb)`)
      }
    },
  }
}
