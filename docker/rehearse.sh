#!/usr/bin/env bash
# Makes the Java virtual machine's ahead-of-time cache of the application in folder $1, turnpike.aot: starts it once on a
# database of its own, asks for some pages, makes some calls, stops it. The cache holds for this folder, this Java and the
# options in java.options; with others Java says so and starts without.
set -euo pipefail

app=$(cd "$1" && pwd)
options=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/java.options
work=$(mktemp -d)
gateway=
finish() {
  [ -z "$gateway" ] || kill "$gateway" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# The settings of whoever calls belong to their own gateway.
while IFS='=' read -r name _; do
  case $name in TURNPIKE_* | QUARKUS_*) unset "$name" ;; esac
done < <(env)
key=rehearsal-$RANDOM$RANDOM$RANDOM$RANDOM-0123456789abcdef
export TURNPIKE_PORT=0 TURNPIKE_MANAGEMENT_PORT=0 TURNPIKE_DATA_DIR=$work/data TURNPIKE_API_KEY=$key

# Sends one request to a port and reads the answer to its end.
ask() {
  local port=$1 line=$2 body=${3:-}
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf '%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$line" "$key" "${#body}" "$body" >&3
  cat <&3 >/dev/null
  exec 3>&-
}

rm -f "$app/turnpike.aot"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$options" -XX:AOTCacheOutput="$app/turnpike.aot" -jar "$app/quarkus-run.jar" >"$work/log" 2>&1 &
gateway=$!
listening='Listening on: http://[^ ]*:\([0-9]*\)\. Management interface listening on http://[^ ]*:\([0-9]*\)\.'
ports=
for _ in $(seq 600); do
  ports=$(sed -n "s#.*$listening.*#\1 \2#p" "$work/log")
  [ -z "$ports" ] || break
  kill -0 "$gateway" 2>/dev/null || break
  sleep 0.2
done
if [ -z "$ports" ]; then
  cat "$work/log" >&2
  exit 1
fi
read -r api management <<<"$ports"

chat='{"model": "rehearsal", "messages": [{"role": "user", "content": "Hello"}]'
ask "$management" 'GET /q/health/ready'
ask "$management" 'GET /q/metrics'
ask "$api" 'GET /console/'
# Nobody listens on port 9: a call goes as far as the connection.
ask "$api" 'POST /api/providers/' '{"provider_id": "rehearsal", "provider_name": "Rehearsal", "extra_kwargs": {"base_url": "http://127.0.0.1:9/v1"}}'
ask "$api" 'POST /api/models/' '{"model_name": "rehearsal", "custom_provider_id": "rehearsal"}'
for _ in 1 2 3; do
  ask "$api" 'POST /v1/chat/completions' "$chat}"
  ask "$api" 'POST /v1/chat/completions' "$chat, \"stream\": true}"
done
ask "$api" 'GET /api/request-logs/'

kill "$gateway"
wait "$gateway" || true
gateway=
if [ ! -s "$app/turnpike.aot" ]; then
  tail -n 20 "$work/log" >&2
  exit 1
fi
