#!/usr/bin/env bash
# Backs up a cluster while it runs: the database by pg_dump (one snapshot; every row is read, so damage shows; goes into any later PostgreSQL), then
# evidence and session keys. In this order, because evidence is on the disk before the entry that names it. Done whole or not at all.
#   PGHOST=… PGUSER=… PGDATABASE=fuyang deploy/backup.sh <data folder of the gateways> <new folder>
# The password comes from PGPASSFILE or PGPASSWORD. Ends with 0 done, 64 not understood, 65 a copy that is not whole, 66 no such folder,
# 73 the target exists, other codes are those of the tool that failed.
set -euo pipefail

die() { printf '%s\n' "$2" >&2; exit "$1"; }
(($# == 2)) || die 64 '用法：backup.sh <网关的数据目录> <新的备份目录>'
data=$1 target=${2%/}
[[ -d $data ]] || die 66 "没有找到 $data"
[[ ! -e $target ]] || die 73 "$target 已经存在，请另选一个目录"

umask 077
draft=$(mktemp -d "$target.part.XXXXXX")
trap 'rm -rf "$draft"' EXIT
tool=
trap 'kill $tool 2>/dev/null || true; exit 130' INT
trap 'kill $tool 2>/dev/null || true; exit 143' TERM

# Who is a member now is of no use to a restored cluster.
pg_dump --format=custom --no-owner --no-privileges --lock-wait-timeout=30s --exclude-table-data='orleansmembership*' --file="$draft/fuyang.dump" &
tool=$!
wait "$tool"
tool=
pg_restore --list "$draft/fuyang.dump" >/dev/null || die 65 'pg_dump 的结果读不出'
for folder in evidence keys; do
  mkdir "$draft/$folder"
  # An upload under way may be gone in a moment.
  [[ ! -d $data/$folder ]] || (cd "$data/$folder" && find . -type f ! -name '*.part' -print0) | tar -C "$data/$folder" --null --files-from=- -cf - | tar -C "$draft/$folder" -xf -
done
# Evidence is named by what is in it.
(cd "$draft/evidence" && find . -type f -printf '%f  %p\n' | { sha256sum --check --quiet --strict - || (($(find . -type f | wc -l) == 0)); }) || die 65 '有佐证的内容与指纹不符'
(cd "$draft" && find fuyang.dump keys -type f -exec sha256sum {} + > SHA256SUMS)
sync -f "$draft"
mv -T "$draft" "$target"
trap - EXIT
printf '备份在 %s：数据库 %s，佐证 %d 份，密钥 %d 份\n' "$target" "$(du -h "$target/fuyang.dump" | cut -f1)" \
  "$(find "$target/evidence" -type f | wc -l)" "$(find "$target/keys" -type f | wc -l)"
