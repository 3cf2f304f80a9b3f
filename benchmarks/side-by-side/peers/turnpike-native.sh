#!/usr/bin/env bash
# Turnpike's executable from this checkout (run `./turnpike build --native` first), with its embedded PostgreSQL.
here=$(cd "$(dirname "$0")" && pwd)
TURNPIKE_NATIVE=${TURNPIKE_NATIVE:-$here/../../../gateway-api/target/turnpike-runner} exec "$here/turnpike.sh" "$@"
