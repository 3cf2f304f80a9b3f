#!/usr/bin/env bash
# Makes the tables in an empty database and fills them: prepare.sh postgresql://user@host:port/database [rows]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
url=$1 rows=${2:-1000000}
for migration in "$here"/../../persistence/src/main/resources/db/migration/V*.sql; do
  psql -q -v ON_ERROR_STOP=1 -1 -f "$migration" "$url"
done
psql -v rows="$rows" -f "$here/generate.sql" "$url"
