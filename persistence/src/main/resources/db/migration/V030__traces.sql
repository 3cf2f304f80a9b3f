-- Sums kept while spans are stored, so that no list of traces, threads or users ever counts logs.
-- Like all about logs, nothing here refers to other tables.

-- All spans of one task. Lists and their windows go by last_arrival.
create table trace (
  organization_id uuid not null,
  environment text not null,
  trace_id text not null,
  first_arrival timestamptz not null,
  last_arrival timestamptz not null,
  start_time timestamptz not null,
  end_time timestamptz not null,
  spans bigint not null,
  model_calls bigint not null,
  errors bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cost_usd numeric(24, 12) not null,

  -- Of the earliest span without a parent; its words below win over those of other spans.
  root_id text,
  root_arrival timestamptz,
  root_start timestamptz,
  root_span_id text,

  name text,
  customer_identifier text,
  group_identifier text,
  session_identifier text,
  thread_identifier text,
  key_id uuid,
  model text,
  metadata jsonb not null,
  primary key (organization_id, environment, trace_id)
);
create index trace_newest on trace (organization_id, environment, last_arrival, trace_id);

-- Traces that anybody may read who knows the address; may be said before the first span comes in.
create table shared_trace (
  organization_id uuid not null,
  trace_id text not null,
  environment text not null,
  shared_at timestamptz not null default now(),
  primary key (organization_id, trace_id, environment)
);

-- All calls of one conversation.
create table thread (
  organization_id uuid not null,
  environment text not null,
  thread_identifier text not null,
  first_arrival timestamptz not null,
  last_arrival timestamptz not null,
  logs bigint not null,
  errors bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cost_usd numeric(24, 12) not null,
  customer_identifier text,
  model text,
  primary key (organization_id, environment, thread_identifier)
);
create index thread_newest on thread (organization_id, environment, last_arrival, thread_identifier);

-- A client's span of a gateway call whose own row has not come in yet: they become one when it does.
-- Mostly empty.
create table awaited_call (
  organization_id uuid not null,
  log_id text not null,
  span_id text not null,
  span_arrival timestamptz not null,
  primary key (organization_id, log_id)
);

-- What people may set of a customer, and what its averages are made of.
alter table customer
  add column latency_us bigint not null default 0,
  add column latencies bigint not null default 0,
  add column ttft_us bigint not null default 0,
  add column ttfts bigint not null default 0,
  add column metadata jsonb not null default '{}',
  add column total_budget_usd numeric(24, 12),
  add column period_budget_usd numeric(24, 12),
  add column budget_duration text,
  add column period_start timestamptz,
  add column period_end timestamptz,
  add column markup_percent numeric(24, 12),
  add column updated_at timestamptz;

-- What a customer caused on each day (UTC): active days and the cost of a period.
create table customer_day (
  organization_id uuid not null,
  environment text not null,
  customer_identifier text not null,
  day date not null,
  requests bigint not null,
  cost_usd numeric(24, 12) not null,
  primary key (organization_id, environment, customer_identifier, day)
);

-- The logs that are there already.
insert into customer_day
select organization_id, environment, customer_identifier, (arrival at time zone 'UTC')::date,
  count(*), coalesce(sum(cost_usd), 0)
from span
where customer_identifier is not null and customer_identifier <> ''
group by 1, 2, 3, 4;

update customer c set latency_us = f.latency_us, latencies = f.latencies, ttft_us = f.ttft_us, ttfts = f.ttfts
from (
  select organization_id, environment, customer_identifier,
    sum(latency_us)::bigint as latency_us, count(*) as latencies,
    coalesce(sum(ttft_us), 0)::bigint as ttft_us, count(ttft_us) as ttfts
  from span where customer_identifier is not null and customer_identifier <> ''
  group by 1, 2, 3
) f
where (c.organization_id, c.environment, c.customer_identifier)
  = (f.organization_id, f.environment, f.customer_identifier);

insert into thread
select organization_id, environment, thread_identifier, min(arrival), max(arrival), count(*),
  count(*) filter (where status = 'failed'),
  sum(tokens_input + tokens_cache_read + tokens_cache_write + tokens_audio_input)::bigint,
  sum(tokens_output + tokens_reasoning + tokens_audio_output)::bigint,
  coalesce(sum(cost_usd), 0),
  (array_agg(customer_identifier order by arrival desc) filter (where customer_identifier <> ''))[1],
  (array_agg(model order by arrival desc) filter (where model <> ''))[1]
from span
where thread_identifier is not null and thread_identifier <> ''
group by 1, 2, 3;

insert into trace
select s.organization_id, s.environment, s.trace_id, min(s.arrival), max(s.arrival),
  min(s.start_time), max(s.end_time), count(*),
  count(*) filter (where s.log_type in ('text', 'chat', 'completion', 'response', 'embedding',
    'transcription', 'speech', 'generation', 'reranker')),
  count(*) filter (where s.status = 'failed'),
  sum(s.tokens_input + s.tokens_cache_read + s.tokens_cache_write + s.tokens_audio_input)::bigint,
  sum(s.tokens_output + s.tokens_reasoning + s.tokens_audio_output)::bigint,
  coalesce(sum(s.cost_usd), 0),
  (array_agg(s.id order by s.start_time) filter (where coalesce(s.parent_id, '') = ''))[1],
  (array_agg(s.arrival order by s.start_time) filter (where coalesce(s.parent_id, '') = ''))[1],
  min(s.start_time) filter (where coalesce(s.parent_id, '') = ''),
  (array_agg(s.span_id order by s.start_time) filter (where coalesce(s.parent_id, '') = ''))[1],
  (array_agg(coalesce(s.workflow_name, s.span_name) order by s.start_time)
    filter (where s.workflow_name is not null or coalesce(s.parent_id, '') = ''))[1],
  (array_agg(s.customer_identifier order by s.arrival) filter (where s.customer_identifier <> ''))[1],
  (array_agg(s.group_identifier order by s.arrival) filter (where s.group_identifier <> ''))[1],
  (array_agg(s.session_identifier order by s.arrival) filter (where s.session_identifier <> ''))[1],
  (array_agg(s.thread_identifier order by s.arrival) filter (where s.thread_identifier <> ''))[1],
  (array_agg(s.key_id order by s.arrival))[1],
  (array_agg(s.model order by s.arrival) filter (where s.model <> ''))[1],
  '{}'
from span s
where s.trace_id is not null and s.trace_id <> ''
group by s.organization_id, s.environment, s.trace_id;
