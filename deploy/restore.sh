#!/usr/bin/env bash
# Restores what backup.sh made, into an empty database and a data folder without evidence of its own; silos and gateways are stopped. The database
# comes last and in one transaction: it is there when everything is. What was broken off is done by doing it again.
#   PGHOST=… PGUSER=… PGDATABASE=fuyang deploy/restore.sh <backup folder> <data folder of the gateways>
# Ends with 0 done, 64 not understood, 65 the backup is not whole, 66 no such backup, 73 the database is not empty.
set -euo pipefail

die() { printf '%s\n' "$2" >&2; exit "$1"; }
(($# == 2)) || die 64 '用法：restore.sh <备份目录> <网关的数据目录>'
backup=${1%/} data=$2
[[ -f $backup/fuyang.dump && -f $backup/SHA256SUMS ]] || die 66 "$backup 不是完整的备份"
tool=
trap 'kill $tool 2>/dev/null || true; exit 130' INT
trap 'kill $tool 2>/dev/null || true; exit 143' TERM
umask 077

(cd "$backup" && sha256sum --check --quiet --strict SHA256SUMS) || die 65 '备份与校验和不符'
(cd "$backup/evidence" && find . -type f -printf '%f  %p\n' | { sha256sum --check --quiet --strict - || (($(find . -type f | wc -l) == 0)); }) || die 65 '有佐证的内容与指纹不符'
tables=$(psql -XAtqc "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
[[ $tables == 0 ]] || die 73 '数据库不是空的，请先新建一个空的数据库'

mkdir -p "$data"
for folder in evidence keys; do
  mkdir -p "$data/$folder"
  cp -a "$backup/$folder/." "$data/$folder/"
done
sync -f "$data"
pg_restore --single-transaction --exit-on-error --no-owner --no-privileges --dbname="${PGDATABASE:?}" "$backup/fuyang.dump" &
tool=$!
wait "$tool"
tool=
echo '已恢复。启动前请核验：FuyangPlan.Silo verify（指明 Fuyang:Database）'
