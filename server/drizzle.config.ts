import { defineConfig } from 'drizzle-kit'

/** `pnpm --filter @baton/server exec drizzle-kit generate` writes the next migration from the schema. */
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/db/schema.ts', './src/db/schema-deliveries.ts', './src/db/schema-drafts.ts'],
  out: './src/db/migrations',
})
