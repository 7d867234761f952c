import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from './connect.ts'
import * as schema from './schema.ts'
import * as deliveriesSchema from './schema-deliveries.ts'
import * as draftsSchema from './schema-drafts.ts'

/**
 * Who works in the database. `workspace`: one workspace's rows, and nothing else. `deployment`: what belongs to no workspace or to all: finding
 * the workspace behind a form, key, photo or link, and sending what is owed. Neither owns a table nor passes row-level security by, and
 * nobody signs in as them: each transaction takes the role it needs.
 */
export const roles = { workspace: 'baton_workspace', deployment: 'baton_deployment' } as const

/** Names the workspace of a transaction, for the policies. */
const workspaceSetting = 'baton.workspace'

/** A lock is waited for no longer than this, and a function's statements are planned once. */
const limits = `set_config('lock_timeout', '2000', true), set_config('plan_cache_mode', 'force_generic_plan', true)`

/** The first statement of a function that works in the workspace its variable names, or as the deployment. Until its transaction ends. */
export const enterWorkspace = (variable: string) =>
  `perform set_config('role', '${roles.workspace}', true), set_config('${workspaceSetting}', ${variable}::text, true), ${limits}`
export const enterDeployment = `perform set_config('role', '${roles.deployment}', true), ${limits}`

/** What the deployment may do with tables of workspaces, and of nobody where it is named here; everything else is refused. */
const deploymentRights: Readonly<Record<string, readonly string[]>> = {
  workspaces: ['select'],
  forms: ['select'],
  api_keys: ['select'],
  photos: ['select'],
  submissions: ['select'],
  decisions: ['select'],
  deliveries: ['select', 'update'],
  attempts: ['select', 'insert'],
  mail_templates: ['select'],
  widget_files: ['select', 'insert'],
}

/** What a workspace may do with tables of none; everything else is refused. */
const workspaceRights: Readonly<Record<string, readonly string[]>> = { connections: ['select', 'update'] }

/** What a transaction says first to work as the deployment. No SELECT: a transaction may still choose its isolation after this. */
export const deploymentEntrance = `set local role ${roles.deployment}`

/** The same for a workspace. */
export function workspaceEntrance(workspaceId: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(workspaceId)) throw new Error('A workspace is named by a UUID.')
  return `set local role ${roles.workspace}; set local ${workspaceSetting} = '${workspaceId}'`
}

/**
 * Makes the roles, and puts every table that has a workspace behind a policy: also those that a later migration adds. Does nothing, and
 * locks nothing, where that was done.
 */
export async function guardTables(db: Database): Promise<void> {
  await db.execute(sql.raw(guard))
}

const named = Object.values(roles).map(role => `'${role}'`)

/** Our own tables; what else somebody keeps beside them is theirs. */
const tables = [schema, deliveriesSchema, draftsSchema].flatMap(one => Object.values<unknown>(one)).flatMap(one => (is(one, PgTable) ? [one] : []))
const tenants = tables.flatMap(table => {
  const name = getTableName(table)
  if (name === 'workspaces') return [{ name, key: 'id' }]
  return 'workspaceId' in getTableColumns(table) ? [{ name, key: 'workspace_id' }] : []
})
const everything = ['select', 'insert', 'update', 'delete']
const rights = tables.flatMap(table => {
  const name = getTableName(table)
  const isTenants = tenants.some(tenant => tenant.name === name)
  const ofDeployment = deploymentRights[name] ?? (isTenants ? [] : everything)
  const ofWorkspace = workspaceRights[name] ?? (isTenants ? everything : [])
  return [...ofWorkspace.map(right => [roles.workspace, name, right]), ...ofDeployment.map(right => [roles.deployment, name, right])]
})

const guard = `do $$
declare
  v_name text;
  v_role text;
  v_right text;
  v_key text;
begin
  perform set_config('lock_timeout', '2000', true);
  foreach v_name in array array[${named.join(', ')}] loop
    begin
      if not exists (select from pg_roles where rolname = v_name) then
        begin
          execute format('create role %I nologin nosuperuser nobypassrls', v_name);
        exception
          -- Another database of this cluster was quicker: roles are the cluster's.
          when duplicate_object or unique_violation then null;
        end;
      end if;
      -- Since 16 whoever makes a role has it without being able to take it.
      if not pg_has_role(current_user, v_name, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
        execute format('grant %I to current_user', v_name);
      end if;
    exception
      when insufficient_privilege then
        raise exception 'Baton keeps workspaces apart with two roles that % may not make or take. Have an administrator run, leaving out what is there: create role ${roles.workspace} nologin; create role ${roles.deployment} nologin; grant ${roles.workspace}, ${roles.deployment} to %', current_user, current_user;
    end;
    if not has_schema_privilege(v_name, current_schema(), 'usage') then
      execute format('grant usage on schema %I to %I', current_schema(), v_name);
    end if;
  end loop;

  for v_name, v_key in values ${tenants.map(({ name, key }) => `('${name}', '${key}')`).join(', ')} loop
    if not exists (select from pg_policies where schemaname = current_schema() and tablename = v_name and policyname = 'of_workspace') then
      execute format('alter table %I enable row level security, force row level security', v_name);
      execute format('create policy of_workspace on %I to ${roles.workspace} using (%I = nullif(current_setting(''${workspaceSetting}'', true), '''')::uuid)', v_name, v_key);
    end if;
  end loop;
  for v_name in values ${tenants
    .filter(({ name }) => name in deploymentRights)
    .map(({ name }) => `('${name}')`)
    .join(', ')} loop
    if not exists (select from pg_policies where schemaname = current_schema() and tablename = v_name and policyname = 'of_deployment') then
      execute format('create policy of_deployment on %I to ${roles.deployment} using (true)', v_name);
    end if;
  end loop;
  -- Apart from the policies: a later version may need more.
  for v_role, v_name, v_right in values ${rights.map(one => `('${one.join("', '")}')`).join(', ')} loop
    if not has_table_privilege(v_role, quote_ident(v_name), v_right) then
      execute format('grant %s on %I to %I', v_right, v_name, v_role);
    end if;
  end loop;

  -- Whoever publishes has to see that another workspace has a form's id: it is in the form's public address.
  if not exists (select from pg_policies where schemaname = current_schema() and tablename = 'forms' and policyname = 'known_to_all') then
    create policy known_to_all on forms for select to ${roles.workspace} using (true);
  end if;
end $$`
