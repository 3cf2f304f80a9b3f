-- What calls add up to, by minute, hour and day of their arrival (UTC), moved in the transaction that
-- stores them. Deleting or dropping logs leaves the sums: what was called and spent stays so.
--
-- scope says by which columns a row's calls are told apart; the other ones are empty:
--   t  traffic: environment, log_type, model, provider_id, key_id, status
--   c  customers: environment, customer
--   a  attempts at providers: environment, provider_id, model (as the provider was sent it), status
--
-- The arrays count values by the buckets of dev.turnpike.core.rollup.Measure; null: no values.
create table rollup_minute (
  organization_id uuid not null,
  scope text not null check (scope in ('t', 'c', 'a')),
  bucket timestamptz not null,
  environment text not null,
  log_type text not null,
  model text not null,
  provider_id text not null,
  key_id text not null,
  status text not null,
  customer text not null,

  requests bigint not null,
  errors bigint not null,
  unpriced bigint not null,
  cache_hits bigint not null,
  retried bigint not null,
  fell_back bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_usd numeric not null,
  latency_us double precision not null,
  ttft_us double precision not null,
  ttft_values bigint not null,
  speed double precision not null,
  speed_values bigint not null,

  latency_counts integer[],
  ttft_counts integer[],
  speed_counts integer[],
  prompt_counts integer[],
  completion_counts integer[],

  primary key (organization_id, scope, bucket, environment, log_type, model,
    provider_id, key_id, status, customer)
) partition by range (bucket);

-- Days are few: they are kept as long as there is no reason to drop them, in one table.
create table rollup_day (like rollup_minute including all);

create table rollup_hour (like rollup_minute including all) partition by range (bucket);

-- Minutes are dropped by the day, hours by the month.
create table rollup_minute_default partition of rollup_minute default;
create table rollup_hour_default partition of rollup_hour default;

-- One customer's chart, without its neighbours of each hour.
create index rollup_minute_by_customer on rollup_minute (organization_id, customer, bucket) where scope = 'c';
create index rollup_hour_by_customer on rollup_hour (organization_id, customer, bucket) where scope = 'c';
create index rollup_day_by_customer on rollup_day (organization_id, customer, bucket) where scope = 'c';

-- Rows are updated many times while their bucket is the present one.
alter table rollup_day set (fillfactor = 70);

-- Identities go when their logs are dropped; rows come nearly in the order of arrival.
create index span_identity_by_arrival on span_identity using brin (arrival) with (pages_per_range = 32);
