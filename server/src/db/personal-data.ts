/**
 * Where people stand in the database, table by table, and what an erasure does there. Every column of text, JSON or bytes in a table
 * whose rows stay is named, with the reason why it may: a test fails on one that is not, and looks into all of them after an erasure.
 */
export const personalData: Record<string, TableEntry> = {
  leads: { rows: 'erased' },
  submissions: { rows: 'erased' },
  drafts: { rows: 'erased' },
  deliveries: { rows: 'erased' },
  attempts: { rows: 'erased' },
  mail_events: { rows: 'erased' },
  mailbox: { rows: 'erased' },
  decisions: { rows: 'stay', blanked: ['record'], columns: { form_id: 'names a form' } },
  seals: {
    rows: 'stay',
    blanked: ['salt'],
    columns: {
      content: 'a hash that nobody can try guesses on without its salt',
      refunds: 'the same',
      hash: 'of hashes',
    },
  },
  assignments: { rows: 'stay', columns: { rep: 'a colleague', rule: 'names a rule', by: 'which kind of destination' } },
  credit_entries: {
    rows: 'stay',
    columns: { pool_id: 'names a pool', kind: 'turn or refund', unit: 'a number', moves: 'numbers of colleagues', reason: 'one of a list' },
  },
  erasures: { rows: 'stay', columns: { hash: 'of the address, under BATON_SECRET: what it is for', secret_id: 'names a secret' } },
  mail_counts: { rows: 'stay', columns: { name: 'a mailbox or a company, hashed under BATON_SECRET; gone after a day' } },
  pool_turns: { rows: 'stay', columns: { pool_id: 'names a pool', credits: 'numbers of colleagues' } },
  rep_days: { rows: 'stay', columns: { rep: 'a colleague' } },
  rep_open_leads: { rows: 'stay', columns: { rep: 'a colleague' } },
  connections: { rows: 'stay', columns: { id: 'names a provider', paused_reason: 'a name of the provider’s errors, or a number' } },
  mail_templates: { rows: 'stay', columns: { hash: 'of a text', text: 'Baton’s own words, with holes' } },
  widget_files: { rows: 'stay', columns: { name: 'names a file', code: 'Baton’s own, and a form’s public part' } },
  workspaces: { rows: 'stay', columns: { name: 'the company that runs Baton', roster_hash: 'of a document' } },
  api_keys: { rows: 'stay', columns: { hash: 'of a key', prefix: 'of a key' } },
  playbooks: { rows: 'stay', columns: { document: 'the company’s own words', hash: 'of a document' } },
  rosters: { rows: 'stay', columns: { hash: 'of a document', document: 'colleagues' } },
  forms: { rows: 'stay', columns: { form_id: 'names a form' } },
  secrets: { rows: 'stay', columns: { name: 'names a secret', value: 'a random one' } },
  photos: { rows: 'stay', columns: { hash: 'of a photo', type: 'of a photo', bytes: 'of a colleague' } },
  accounts: {
    rows: 'stay',
    columns: { domain: 'a company', name: 'a company', industry: 'a company', country: 'a company', owner: 'a colleague', tier: 'a company' },
  },
}

type TableEntry =
  | { rows: 'erased' }
  | {
      rows: 'stay'
      /** Null afterwards. */
      blanked?: string[]
      /** What stays as it is, and why it says nothing of the person. */
      columns: Record<string, string>
    }
