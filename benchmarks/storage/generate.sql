-- 1,000,000 logs with bodies of about 2 KB over the 30 days before now, of 200 customers, 12 models,
-- 5 providers and 4 keys, with the sums that storing them would have left. Run on an empty database
-- with the project's migrations; :rows may be set to another number.
\set ON_ERROR_STOP on
\timing on
set synchronous_commit = off;
set max_parallel_workers_per_gather = 0;

select setseed(0.5);

-- The partitions, as the gateway would have made them.
select format('create table if not exists %s_%s partition of %s for values from (%L) to (%L) %s',
  t, to_char(d, 'YYYYMMDD'), t, d, d + 1, case t when 'span_body' then 'with (toast_tuple_target = 4080)'
    when 'rollup_minute' then 'with (fillfactor = 70)' end)
from generate_series(current_date - 30, current_date + 1, interval '1 day') g,
  lateral (select g::date as d) x, unnest(array['span', 'span_body', 'rollup_minute']) t \gexec
select format('create table if not exists rollup_hour_%s partition of rollup_hour for values from (%L) to (%L) with (fillfactor = 70)',
  to_char(m, 'YYYYMM'), m, (m + interval '1 month')::date)
from generate_series(date_trunc('month', current_date - 30), current_date, interval '1 month') g,
  lateral (select g::date as m) x \gexec

-- 5,000 phrases of about 250 bytes, of 20,000 words of which some are much more common than others.
create unlogged table phrase as
select p as id, string_agg(substr(md5((floor(20000 * power(random(), 3)))::text), 1, 3 + (w % 5)), ' ') as words
from generate_series(1, 5000) p, generate_series(1, 42) w group by p;
alter table phrase add primary key (id);
analyze phrase;

create unlogged table drawn as
select i, ('0190b3f0-0000-7000-8000-' || lpad(i::text, 12, '0')) as id,
  date_trunc('milliseconds', now() - interval '30 days' * (1 - i::float8 / :rows)) as arrival,
  1 + floor(200 * power(random(), 2))::int as customer, floor(12 * power(random(), 2))::int as model,
  floor(4 * random())::int as key, random() as luck, exp(ln(900000) + 0.8 * sqrt(-2 * ln(random() + 1e-12)) * cos(6.2831853 * random()))::bigint as latency,
  floor(random() * 3000)::int as prompt, floor(random() * 800)::int as completion,
  (random() * 4999)::int as phrase
from generate_series(1, :rows) i;

insert into span_identity select '00000000-0000-7000-8000-000000000001', id, arrival, null from drawn;

insert into span (organization_id, id, arrival, log_method, log_type, environment, key_id, key_name,
  trace_id, customer_identifier, thread_identifier, metadata, properties, model, provider_id,
  upstream_model, dialect, provider_dialect, stream, tokens_input, tokens_cache_read,
  tokens_cache_write, tokens_output, tokens_reasoning, tokens_audio_input, tokens_audio_output,
  cost_usd, cost_basis, start_time, end_time, latency_us, ttft_us, overhead_us, status, status_code,
  error_code, error_message, warnings, attempts, body_withheld, extra)
select '00000000-0000-7000-8000-000000000001', id, arrival, 'inference', 'chat', 'prod',
  ('00000000-0000-7000-8000-0000000000a' || key)::uuid, 'key ' || key,
  case when i % 5 = 0 then md5((i / 20)::text) end, 'customer-' || customer,
  case when i % 3 = 0 then 'thread-' || (i / 30) end,
  jsonb_build_object('team', 'team-' || customer % 7, 'request', i), '{}', 'model-' || model,
  'provider-' || model % 5, 'model-' || model, 'openai-chat', 'openai-chat', i % 2 = 0,
  prompt, 0, 0, completion, 0, 0, 0, (prompt * 0.0000025 + completion * 0.00001)::numeric(24, 12),
  'computed', arrival - latency * interval '1 microsecond', arrival, latency,
  case when i % 2 = 0 then latency / 4 end, 300,
  case when luck < 0.02 then 'failed' else 'success' end, case when luck < 0.02 then 502 else 200 end,
  case when luck < 0.02 then 'upstream_timeout' end, case when luck < 0.02 then 'no answer' end,
  '[]', jsonb_build_array(jsonb_build_object('provider_id', 'provider-' || model % 5, 'model',
    'model-' || model, 'start', arrival, 'took_us', latency, 'status_code', 200, 'reason', null)),
  false, '{}'
from drawn order by i;

insert into span_body (organization_id, id, arrival, prompt_messages, completion_message)
select '00000000-0000-7000-8000-000000000001', d.id, d.arrival,
  '[{"role": "user", "content": "' || p.words || ' ' || q.words || ' ' || r.words || ' ' || s.words || ' call' || d.i || '"}]',
  '{"role": "assistant", "content": "' || t.words || ' ' || u.words || ' ' || v.words || ' ' || w.words || '"}'
from drawn d
join phrase p on p.id = 1 + d.phrase join phrase q on q.id = 1 + (d.phrase * 7 + d.i) % 5000
join phrase r on r.id = 1 + (d.phrase * 31 + d.i * 3) % 5000 join phrase s on s.id = 1 + (d.i * 11) % 5000
join phrase t on t.id = 1 + (d.phrase * 17 + d.i * 5) % 5000 join phrase u on u.id = 1 + (d.i * 13) % 5000
join phrase v on v.id = 1 + (d.phrase * 3 + d.i * 7) % 5000 join phrase w on w.id = 1 + (d.i * 17) % 5000
order by d.i;

-- The sums, by the buckets of dev.turnpike.core.rollup.Measure.
create function bucket(value float8, lowest float8, octaves int, per_octave int) returns int
language sql immutable return case when value is null then null when value < lowest then 0
  else least(floor(ln(value / lowest) / ln(2::float8) * per_octave + 1e-9), octaves * per_octave)::int + 1 end;
create unlogged table measured as
select d.*, ln.b as latency_b, case when i % 2 = 0 then bucket(latency / 4, 4096, 18, 3) end as ttft_b,
  case when completion > 0 then bucket(completion * 1e6 / latency, 0.125, 18, 2) end as speed_b,
  case when prompt > 0 then bucket(prompt, 8, 18, 2) end as prompt_b,
  case when completion > 0 then bucket(completion, 8, 18, 2) end as completion_b
from drawn d, lateral (select bucket(latency, 4096, 18, 3) as b) ln;

create function counts(b text, buckets int) returns text language sql as $$
  select 'array[' || string_agg(format('count(*) filter (where %s = %s)::int', b, n), ',' order by n) || ']'
  from generate_series(0, buckets - 1) n $$;

select format($$
insert into rollup_%1$s
select '00000000-0000-7000-8000-000000000001', %2$L, date_trunc(%1$L, arrival, 'UTC') as bucket, 'prod',
  %3$s, count(*), count(*) filter (where luck < 0.02), 0, 0, 0, 0, sum(prompt), sum(completion), 0, 0, 0,
  sum(prompt * 0.0000025 + completion * 0.00001), sum(latency), sum(case when i %% 2 = 0 then latency / 4 else 0 end),
  count(*) filter (where i %% 2 = 0), coalesce(sum(completion * 1e6 / latency) filter (where completion > 0), 0),
  count(*) filter (where completion > 0), %4$s, %5$s, %6$s, %7$s, %8$s
from measured where arrival >= current_date - %9$s group by %10$s$$,
  step, scope, keys, counts('latency_b', 56), counts('ttft_b', 56), counts('speed_b', 38),
  counts('prompt_b', 38), counts('completion_b', 38), days,
  case scope when 't' then 'bucket, model, key, luck < 0.02' when 'a' then 'bucket, model, luck < 0.02'
    else 'bucket, customer' end)
from (values ('minute', 7), ('hour', 31), ('day', 31)) s (step, days),
  (values
    ('t', $$'chat', 'model-' || model, 'provider-' || model % 5, '00000000-0000-7000-8000-0000000000a' || key,
      case when luck < 0.02 then 'failed' else 'success' end, ''$$),
    ('c', $$'', '', '', '', '', 'customer-' || customer$$),
    ('a', $$'', 'model-' || model, 'provider-' || model % 5, '', case when luck < 0.02 then 'failed' else 'success' end,
      ''$$)) k (scope, keys) \gexec

drop table measured, drawn, phrase;
drop function bucket, counts;
vacuum analyze;

select relkind, t as "table", pg_size_pretty(sum(pg_table_size(c.oid))) as rows,
  pg_size_pretty(sum(pg_indexes_size(c.oid))) as indexes
from unnest(array['span_identity', 'span', 'span_body', 'rollup_minute', 'rollup_hour', 'rollup_day']) t
join pg_class c on c.relkind = 'r' and (c.relname = t or c.relname ~ ('^' || t || '_[0-9d]')) group by 1, 2 order by 2;
