#!/usr/bin/env bash
# Times the reads of the log pages in the database: measure.sh postgresql://user@host:port/database
# Each is what the stores send, run 5 times by EXPLAIN ANALYZE; printed: the median of planning and
# execution together, in ms, and the nodes of the plan that read tables.
set -euo pipefail
url=$1
o="'00000000-0000-7000-8000-000000000001'"
page="order by s.arrival desc, s.id desc limit 50"
# The last 30 days as the sums cover them: whole days, then hours, then minutes.
today="date_trunc('day', now(), 'UTC')" hour="date_trunc('hour', now(), 'UTC')"
sums() { # scope, group column, more columns, condition
  local columns="select bucket as at, $2 as value, requests, errors, cost_usd, prompt_tokens, completion_tokens, latency_us $3"
  echo "(  $columns from rollup_day where organization_id = $o and scope = '$1' and bucket >= $today - interval '29 days' and bucket < $today $4
    union all $columns from rollup_hour where organization_id = $o and scope = '$1' and bucket >= $hour - interval '30 days' and bucket < $today - interval '29 days' $4
    union all $columns from rollup_hour where organization_id = $o and scope = '$1' and bucket >= $today and bucket < $hour $4
    union all $columns from rollup_minute where organization_id = $o and scope = '$1' and bucket >= $hour and bucket < now() $4) r"
}
add="sum(requests), sum(errors), sum(cost_usd), sum(prompt_tokens), sum(completion_tokens), sum(latency_us)"
buckets() { seq 1 "$2" | sed "s/.*/, sum(r.$1[&])/" | tr -d '\n'; }

time_of() {
  local name=$1 sql=$2 times=()
  for _ in 1 2 3 4 5; do
    local plan
    plan=$(psql -qAt -v ON_ERROR_STOP=1 -c "explain (analyze, timing off) $sql" "$url")
    times+=("$(awk '/^(Planning|Execution) Time/ {sum += $3} END {printf "%.1f", sum}' <<<"$plan")")
  done
  printf '%-44s %8s   %s\n' "$name" "$(printf '%s\n' "${times[@]}" | sort -n | sed -n 3p)" \
    "$(grep -oE '(Index Only Scan|Index Scan|Bitmap Index Scan|Seq Scan)[^(]*' <<<"$plan" | sed -E 's/_[0-9]{6,8}(_[a-z0-9_]*)?/_…/g; s/ *$//' | sort | uniq -c | sort -rn | head -2 | tr -s ' ' | tr '\n' ';')"
}

time_of "first page" "select s.* from span s where s.organization_id = $o $page"
time_of "first page, last 24 hours" "select s.* from span s where s.organization_id = $o and s.arrival >= now() - interval '1 day' $page"
time_of "page 1000 by position" "select s.* from span s where s.organization_id = $o and (s.arrival, s.id) < (now() - interval '2 days', 'z') $page"
time_of "by model and status, 30 days" "select s.* from span s where s.organization_id = $o and s.arrival >= now() - interval '30 days' and s.model in ('model-3') and s.status in ('failed') $page"
time_of "by customer, 30 days" "select s.* from span s where s.organization_id = $o and s.arrival >= now() - interval '30 days' and s.customer_identifier in ('customer-150') $page"
time_of "by customer without any logs" "select s.* from span s where s.organization_id = $o and s.customer_identifier in ('nobody') $page"
time_of "by metadata, 30 days" "select s.* from span s where s.organization_id = $o and s.arrival >= now() - interval '30 days' and (jsonb_exists(s.metadata, 'team') and (s.metadata ->> 'team') in ('team-3')) $page"
time_of "by cost above, 24 hours" "select s.* from span s where s.organization_id = $o and s.arrival >= now() - interval '1 day' and (s.cost_usd > 0.0149) $page"
for field in model provider_id key_id status log_type; do
  time_of "facet $field, 30 days" "select value, sum(requests) from $(sums t "$field" '' '') where value <> '' group by 1 order by 2 desc limit 20"
done
time_of "facet customer, 30 days" "select value, sum(requests) from $(sums c customer '' '') group by 1 order by 2 desc limit 20"
time_of "dashboard: totals, 30 days" "select $add from $(sums t model '' '')"
time_of "dashboard: totals, p50-p99 of two, 30 days" "select $add $(buckets latency_counts 56) $(buckets ttft_counts 56) from $(sums t model ', latency_counts, ttft_counts' '')"
time_of "dashboard: models by day, 30 days" "select value, date_trunc('day', at, 'UTC'), $add from $(sums t model '' '') group by 1, 2"
time_of "dashboard: p50-p99 by day, 30 days" "select date_trunc('day', at, 'UTC'), $add $(buckets latency_counts 56) from $(sums t model ', latency_counts' '') group by 1"
time_of "dashboard: by hour, 7 days" "select bucket, $add from rollup_hour where organization_id = $o and scope = 't' and bucket >= now() - interval '7 days' group by 1"
time_of "dashboard: p50-p99 by hour, 7 days" "select bucket, $add $(buckets latency_counts 56 | sed 's/r\.//g') from rollup_hour where organization_id = $o and scope = 't' and bucket >= now() - interval '7 days' group by 1"
time_of "dashboard: by minute, 3 hours" "select bucket, $add from rollup_minute where organization_id = $o and scope = 't' and bucket >= now() - interval '3 hours' group by 1"
time_of "customers by cost, 30 days" "select value, $add from $(sums c customer '' '') group by 1 order by 4 desc limit 50"
time_of "one customer by hour, 30 days" "select bucket, $add from rollup_hour where organization_id = $o and scope = 'c' and customer = 'customer-10' and bucket >= now() - interval '30 days' group by 1"
