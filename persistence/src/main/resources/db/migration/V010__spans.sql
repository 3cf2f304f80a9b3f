-- Logged calls. Nothing here refers to other tables: a log outlives the key, model and provider it
-- names, and must be storable while these are being changed.

-- One row per span ever stored. Not partitioned, since a unique id cannot be had across partitions;
-- a retry finds here that, where and from which body the span was stored.
create table span_identity (
  organization_id uuid not null,
  id text not null check (length(id) between 1 and 255),
  arrival timestamptz not null,
  body_hash bytea,
  primary key (organization_id, id)
);

-- Facts: always kept. Partitioned by the day of arrival (UTC); retention drops partitions.
create table span (
  organization_id uuid not null,
  id text not null,
  arrival timestamptz not null,

  log_method text not null,
  log_type text not null,
  environment text not null,
  key_id uuid,
  key_name text,

  trace_id text,
  span_id text,
  parent_id text,
  span_name text,
  workflow_name text,
  span_path text,

  customer_identifier text,
  customer_name text,
  customer_email text,
  thread_identifier text,
  group_identifier text,
  session_identifier text,
  custom_identifier text,
  evaluation_identifier text,
  metadata jsonb not null,
  properties jsonb not null,

  model text not null,
  provider_id text,
  upstream_model text,
  dialect text,
  provider_dialect text,
  stream boolean not null,

  -- Disjoint buckets, as the provider counts.
  tokens_input bigint not null,
  tokens_cache_read bigint not null,
  tokens_cache_write bigint not null,
  tokens_output bigint not null,
  tokens_reasoning bigint not null,
  tokens_audio_input bigint not null,
  tokens_audio_output bigint not null,

  cost_usd numeric(24, 12),
  cost_basis text not null,
  price_input numeric(24, 12),
  price_output numeric(24, 12),
  price_cache_read numeric(24, 12),
  price_cache_write numeric(24, 12),

  start_time timestamptz not null,
  end_time timestamptz not null,
  latency_us bigint not null,
  ttft_us bigint,
  overhead_us bigint,
  tokens_per_second numeric,

  status text not null,
  status_code integer not null,
  error_code text,
  error_message text,
  warnings jsonb not null,

  attempts jsonb not null,
  body_withheld boolean not null,
  extra jsonb not null,

  -- Also the order of the newest-first listing, read backwards.
  primary key (organization_id, arrival, id)
) partition by range (arrival);

-- Safety net: a span whose day has no partition is stored all the same.
create table span_default partition of span default;

create index span_by_model on span (organization_id, model, arrival);
create index span_by_customer on span (organization_id, customer_identifier, arrival)
  where customer_identifier is not null;
create index span_by_thread on span (organization_id, thread_identifier, arrival)
  where thread_identifier is not null;
create index span_by_trace on span (organization_id, trace_id, arrival)
  where trace_id is not null;
create index span_by_custom_identifier on span (organization_id, custom_identifier, arrival)
  where custom_identifier is not null;
create index span_by_key on span (organization_id, key_id, arrival);
create index span_not_successful on span (organization_id, status, arrival)
  where status <> 'success';

-- Bodies: may be shed, withheld or dropped earlier than the facts. As text, since they are shown as
-- they passed; jsonb would reorder members and refuse some of what JSON allows.
create table span_body (
  organization_id uuid not null,
  id text not null,
  arrival timestamptz not null,
  request text,
  response text,
  prompt_messages text,
  completion_message text,
  input text,
  output text,
  tools text,
  primary key (organization_id, arrival, id)
) partition by range (arrival);

create table span_body_default partition of span_body default;

-- What a virtual key has done, moved in the transaction that stores its spans. Logging a call from
-- outside is a use of the key, but neither a call through the gateway nor money spent through it.
create table key_counter (
  organization_id uuid not null,
  key_id uuid not null,
  calls bigint not null,
  spent_usd numeric(24, 12) not null,
  last_used_at timestamptz not null,
  primary key (organization_id, key_id)
);

-- The callers' own end users, known from their first log on.
create table customer (
  organization_id uuid not null,
  environment text not null,
  customer_identifier text not null,
  name text,
  email text,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  requests bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cost_usd numeric(24, 12) not null,
  errors bigint not null,
  primary key (organization_id, environment, customer_identifier)
);
create index customer_by_first_seen on customer (organization_id, first_seen);
