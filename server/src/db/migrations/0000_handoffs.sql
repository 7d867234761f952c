SET LOCAL lock_timeout = '2s';--> statement-breakpoint
CREATE TABLE "accounts" (
	"workspace_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"name" text NOT NULL,
	"employees" integer,
	"industry" text,
	"country" text,
	"owner" text,
	"tier" text,
	CONSTRAINT "accounts_workspace_id_domain_pk" PRIMARY KEY("workspace_id","domain")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "api_keys_hash" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"rep" text NOT NULL,
	"rule" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "assignments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "assignments_decision" UNIQUE("workspace_id","decision_id")
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"workspace_id" uuid NOT NULL,
	"pool_id" text NOT NULL,
	"position" bigint NOT NULL,
	"kind" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"unit" text NOT NULL,
	"moves" jsonb NOT NULL,
	"undoes" bigint,
	"reason" text,
	CONSTRAINT "credit_entries_workspace_id_pool_id_position_pk" PRIMARY KEY("workspace_id","pool_id","position"),
	CONSTRAINT "credit_entries_kind" CHECK (kind = 'turn' and undoes is null and reason is null or kind = 'refund' and undoes is not null and reason is not null)
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"form_id" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"playbook_version" integer NOT NULL,
	"record" jsonb,
	"at" timestamp with time zone NOT NULL,
	"seal" bigint,
	CONSTRAINT "decisions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"workspace_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"secret_id" text NOT NULL,
	"erased_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erasures_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"form_id" text PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text,
	"domain" text,
	"name" text,
	"company" text,
	"owner" text,
	"owned_at" timestamp with time zone,
	"submission_count" integer NOT NULL,
	"test" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "leads_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "leads_email" UNIQUE("workspace_id","email")
);
--> statement-breakpoint
CREATE TABLE "mail_counts" (
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "mail_counts_workspace_id_name_pk" PRIMARY KEY("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"workspace_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "photos_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "playbooks" (
	"workspace_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"hash" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "playbooks_workspace_id_version_pk" PRIMARY KEY("workspace_id","version")
);
--> statement-breakpoint
CREATE TABLE "pool_turns" (
	"workspace_id" uuid NOT NULL,
	"pool_id" text NOT NULL,
	"position" bigint NOT NULL,
	"credits" jsonb NOT NULL,
	CONSTRAINT "pool_turns_workspace_id_pool_id_pk" PRIMARY KEY("workspace_id","pool_id")
);
--> statement-breakpoint
CREATE TABLE "rep_days" (
	"workspace_id" uuid NOT NULL,
	"rep" text NOT NULL,
	"day" date NOT NULL,
	"assigned" integer NOT NULL,
	CONSTRAINT "rep_days_workspace_id_rep_day_pk" PRIMARY KEY("workspace_id","rep","day")
);
--> statement-breakpoint
CREATE TABLE "rep_open_leads" (
	"workspace_id" uuid NOT NULL,
	"rep" text NOT NULL,
	"open" integer NOT NULL,
	CONSTRAINT "rep_open_leads_workspace_id_rep_pk" PRIMARY KEY("workspace_id","rep")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"workspace_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"document" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rosters_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"workspace_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"decision_id" uuid NOT NULL,
	"salt" text,
	"content" text NOT NULL,
	"refunds" text,
	"hash" text NOT NULL,
	CONSTRAINT "seals_workspace_id_position_pk" PRIMARY KEY("workspace_id","position"),
	CONSTRAINT "seals_decision" UNIQUE("workspace_id","decision_id")
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"workspace_id" uuid NOT NULL,
	"form_id" text NOT NULL,
	"id" uuid NOT NULL,
	"body_hash" text NOT NULL,
	"lead_id" uuid,
	"playbook_version" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"other_answers" jsonb NOT NULL,
	"context" jsonb NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"reply" jsonb,
	"token" text,
	"sender" text,
	"test" boolean DEFAULT false NOT NULL,
	"mail_withheld" boolean DEFAULT false NOT NULL,
	"signs" jsonb NOT NULL,
	"quarantined" boolean DEFAULT false NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "submissions_workspace_id_id_form_id_pk" PRIMARY KEY("workspace_id","id","form_id"),
	CONSTRAINT "submissions_token" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"playbook_version" integer,
	"roster_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"workspace_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	CONSTRAINT "attempts_workspace_id_delivery_id_number_pk" PRIMARY KEY("workspace_id","delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"paused_until" timestamp with time zone NOT NULL,
	"paused_reason" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"tokens" double precision NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"form_id" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"mail" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"first_attempt_at" timestamp with time zone NOT NULL,
	"give_up_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"provider_id" text,
	"reason" text,
	CONSTRAINT "deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "deliveries_once" UNIQUE("workspace_id","form_id","submission_id","kind")
);
--> statement-breakpoint
CREATE TABLE "mail_events" (
	"workspace_id" uuid NOT NULL,
	"source" text NOT NULL,
	"id" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "mail_events_workspace_id_source_id_pk" PRIMARY KEY("workspace_id","source","id")
);
--> statement-breakpoint
CREATE TABLE "mail_templates" (
	"hash" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox" (
	"workspace_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"mail" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailbox_workspace_id_delivery_id_pk" PRIMARY KEY("workspace_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "widget_files" (
	"name" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"workspace_id" uuid NOT NULL,
	"form_id" text NOT NULL,
	"id" uuid NOT NULL,
	"revision" bigint NOT NULL,
	"playbook_version" integer NOT NULL,
	"address" text,
	"answers" jsonb NOT NULL,
	"context" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"sender" text,
	"saves" integer NOT NULL,
	CONSTRAINT "drafts_workspace_id_id_form_id_pk" PRIMARY KEY("workspace_id","id","form_id")
);
--> statement-breakpoint
CREATE INDEX "assignments_lead" ON "assignments" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_refund" ON "credit_entries" USING btree ("workspace_id","pool_id","undoes") WHERE kind = 'refund';--> statement-breakpoint
CREATE INDEX "decisions_lead" ON "decisions" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "decisions_unsealed" ON "decisions" USING btree ("workspace_id","at","id") WHERE seal is null;--> statement-breakpoint
CREATE INDEX "leads_colleagues" ON "leads" USING btree ("workspace_id","domain","owned_at");--> statement-breakpoint
CREATE INDEX "leads_latest" ON "leads" USING btree ("workspace_id","submitted_at","id");--> statement-breakpoint
CREATE INDEX "photos_hash" ON "photos" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "submissions_sender" ON "submissions" USING btree ("workspace_id","form_id","sender","submitted_at") WHERE sender is not null;--> statement-breakpoint
CREATE INDEX "submissions_apart" ON "submissions" USING btree ("workspace_id") WHERE quarantined or test;--> statement-breakpoint
CREATE INDEX "submissions_held" ON "submissions" USING btree ("workspace_id","submitted_at","id") WHERE quarantined and released_at is null;--> statement-breakpoint
CREATE INDEX "submissions_lead" ON "submissions" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "attempts_at" ON "attempts" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at") WHERE state = 'owed';--> statement-breakpoint
CREATE INDEX "deliveries_give_up" ON "deliveries" USING btree ("give_up_at") WHERE state = 'owed';--> statement-breakpoint
CREATE INDEX "deliveries_lead" ON "deliveries" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "mail_events_at" ON "mail_events" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "mailbox_latest" ON "mailbox" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "drafts_latest" ON "drafts" USING btree ("workspace_id","saved_at","id");--> statement-breakpoint
CREATE INDEX "drafts_address" ON "drafts" USING btree ("workspace_id","address");--> statement-breakpoint
CREATE INDEX "drafts_sender" ON "drafts" USING btree ("workspace_id","form_id","sender","saved_at") WHERE sender is not null;