#!/usr/bin/env bash
# Turnpike from this checkout (run `./turnpike build` first), with its embedded PostgreSQL. turnpike-native.sh is the executable.
. "$(dirname "$0")/common.sh"
ROOT=$(cd "$(dirname "$0")/../../.." && pwd)
JAR=$ROOT/gateway-api/target/quarkus-app/quarkus-run.jar
# TURNPIKE_NATIVE names the executable to run instead of the JVM build.
NATIVE=${TURNPIKE_NATIVE:-}
KEY=turnpike-benchmark-key-0123456789abcdef
CALLS_KEY=$RUN_DIR/calls.key
ADMIN=http://127.0.0.1:$PORT
URL=$ADMIN/v1
NOTE="key with limits of calls, calls a minute and money; cost, spool on disk and every call stored in PostgreSQL with its bodies"
java_home() { (cd "$ROOT" && ./turnpike java-home); }
check() {
  if [ -n "$NATIVE" ]; then [ -x "$NATIVE" ] && echo native; else [ -f "$JAR" ] && echo "JVM $("$(java_home)/bin/java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')"; fi
}
api() { curl -sf -X POST "$ADMIN$1" -H "authorization: Bearer $KEY" -H 'content-type: application/json' -d "$2"; }
# Waits for the gateway in the background, then adds the mock upstream as a custom provider with a priced model.
configure() {
  for _ in $(seq 600); do
    api /api/providers/ "{\"provider_id\":\"mock\",\"provider_name\":\"Mock\",\"extra_kwargs\":{\"base_url\":\"$UPSTREAM_URL\",\"api_key\":\"sk-upstream\"}}" && break
    sleep 0.05
  done
  # The key of the calls, with limits that are looked at with every call and never reached. Without it there is no model, so
  # that nothing is measured without limits.
  (umask 077 && api /api/temporary-keys/ '{"name":"benchmark","max_usage":1000000000,"rate_limit":100000000,"spending_limit":1000000}' |
    sed -n 's/.*"api_key":"\([^"]*\)".*/\1/p' >"$CALLS_KEY.new" && [ -s "$CALLS_KEY.new" ] && mv "$CALLS_KEY.new" "$CALLS_KEY") ||
    { echo "no key with limits" >&2; return; }
  api /api/models/ "{\"model_name\":\"$MODEL\",\"custom_provider_id\":\"mock\",\"input_cost\":1,\"output_cost\":2}"
}
run() {
  export TURNPIKE_PORT=$PORT TURNPIKE_MANAGEMENT_PORT=$((PORT + 1000)) TURNPIKE_DATA_DIR=$RUN_DIR/data TURNPIKE_API_KEY=$KEY
  configure >/dev/null &
  if [ -n "$NATIVE" ]; then exec "$NATIVE"; fi
  # As the launcher does.
  export MALLOC_ARENA_MAX=2
  local cache=${JAR%/*}/turnpike.aot
  exec "$(java_home)/bin/java" @"$ROOT/docker/java.options" -XX:MaxRAMPercentage=25 ${TURNPIKE_JAVA_OPTS:-} \
    $([ ! -f "$cache" ] || echo "-XX:AOTCache=$cache") -jar "$JAR"
}
# Every call must have its row in the log store.
rows() {
  curl -sf "$ADMIN/api/request-logs/summary/" -H "authorization: Bearer $KEY" | sed 's/.*"number_of_requests":\([0-9]*\).*/\1/'
}
info_files() { printf 'db_pid_file=%s\nkey_file=%s\n' "$RUN_DIR/data/pg/postmaster.pid" "$CALLS_KEY"; }
case ${1:-} in
  info) info_files ;;
  rows)
    rows
    exit
    ;;
esac
peer "$@"
