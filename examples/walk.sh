#!/usr/bin/env bash
# The five-minute walk of the README: from a vacant position to a verified report, and a look back.
# Needs a running gateway, bash, curl and sed. It may run again: what it does carries the same keys, so nothing happens twice.
#   FUYANG_PASSWORD=<password of admin> examples/walk.sh [http://localhost:8080]
set -euo pipefail

base=${1:-http://localhost:8080}
initiative=${FUYANG_INITIATIVE:-project-8}
plan=$base/api/v1/plans/fuyang
one=$plan/initiatives/$initiative
pass=walk-in-fuyang-2021

say() { printf '\n== %s\n' "$*"; }

# token <account> <password>: a bearer token, good for twelve hours.
token() {
  curl -sS --fail-with-body "$base/api/v1/tokens" -H 'Content-Type: application/json' \
    -d "{\"name\":\"$1\",\"password\":\"$2\"}" | sed -n 's/.*"token": *"\([^"]*\)".*/\1/p'
}

# get <token> <address>
get() { curl -sS --fail-with-body "$2" -H "Authorization: Bearer $1"; echo; }

# post <token> <address> <key> <body>: a command. The same key and body gets the same answer, however often it is sent.
post() {
  curl -sS --fail-with-body -X POST "$2" -H "Authorization: Bearer $1" -H "Idempotency-Key: $3" \
    -H 'Content-Type: application/json' -d "$4"
  echo
}

# account <name> <shown> <membership>: opened once; "account-exists" is as good.
account() {
  curl -sS -X POST "$base/api/v1/accounts" -H "Authorization: Bearer $admin" -H "Idempotency-Key: walk-account-$1" \
    -H 'Content-Type: application/json' \
    -d "{\"name\":\"$1\",\"displayName\":\"$2\",\"password\":\"$pass\",\"memberships\":[$3]}" | grep -Eq '"version"|account-exists'
}

say 'Sign in'
admin=$(token admin "${FUYANG_PASSWORD:?the password of admin}")

say 'The 22 initiatives: all positions vacant, no light yet'
get "$admin" "$plan/initiatives?limit=3"

# The plan lives by its own clock; this is what it reads before anything happens.
before=$(get "$admin" "$plan" | sed -n 's/.*"clock":{[^}]*"now":"\([^"]*\)".*/\1/p')
before=${before/+/%2B}

say 'Departments and people of this walk, made up'
post "$admin" "$plan/departments" walk-department '{"code":"walk-unit","name":"演练单位"}'
post "$admin" "$plan/departments" walk-inspection '{"code":"walk-inspection","name":"演练督查组"}'
post "$admin" "$plan/persons" walk-leader '{"id":"walk-leader","name":"演练项目长"}'
post "$admin" "$plan/persons" walk-worker '{"id":"walk-worker","name":"演练联络员","department":"walk-unit"}'
post "$admin" "$plan/persons" walk-inspector '{"id":"walk-inspector","name":"演练督查员","department":"walk-inspection"}'

say 'Five accounts, because nobody may do all of it'
account walk-office '演练迎展办' '{"plan":"fuyang","roles":["office"]}'
account walk-group '演练领导小组' '{"plan":"fuyang","roles":["leadingGroup"]}'
account walk-leader '演练项目长' '{"plan":"fuyang","roles":[],"person":"walk-leader"}'
account walk-liaison '演练联络员' '{"plan":"fuyang","roles":["liaison"],"person":"walk-worker","department":"walk-unit"}'
account walk-inspector '演练督查员' '{"plan":"fuyang","roles":["inspector"],"person":"walk-inspector","department":"walk-inspection"}'
office=$(token walk-office $pass) group=$(token walk-group $pass) leader=$(token walk-leader $pass)
liaison=$(token walk-liaison $pass) inspector=$(token walk-inspector $pass)

say 'Appoint the leader, by document'
post "$office" "$one/appointments" walk-appoint \
  '{"person":"walk-leader","document":"演练〔2021〕1号","appointer":"演练领导小组","effectiveOn":"2021-01-15"}'

say 'Draft the task book, submit it, issue it'
post "$office" "$one/task-book/drafts" walk-draft '{"content":{
  "goals":[{"id":"G1","text":"方案审定并开工（演练）","standard":"方案审定、首批开工","metric":"完成项数","deadline":"2021-12-31"}],
  "tasks":[
    {"number":1,"title":"方案审定（演练）","goal":"G1","start":"2021-01-15","due":"2021-03-31","weight":40,
     "department":"walk-unit","people":["walk-worker"],"criteria":["方案有批复"]},
    {"number":2,"title":"首批开工（演练）","goal":"G1","start":"2021-04-01","due":"2021-12-31","weight":60,
     "department":"walk-unit","people":["walk-worker"],"after":[1]}]}}'
post "$office" "$one/task-book/submission" walk-submit '{}'
post "$group" "$one/task-book/issue" walk-issue '{"document":"演练任务书〔2021〕1号"}'

say 'The leader accepts exactly what was issued'
hash=$(get "$leader" "$one/task-book" | sed -n 's/.*"contentHash": *"\([0-9a-f]\{64\}\)","document".*/\1/p')
post "$leader" "$one/task-book/acceptance" walk-accept "{\"contentHash\":\"$hash\"}"

say 'Start task 1 and report 15 %'
post "$liaison" "$one/tasks/1/start" walk-start '{}'
post "$liaison" "$one/tasks/1/progress" walk-report '{"percent":15,"note":"方案初稿完成（演练）"}'

say 'Sent again with the same key: the same answer, and nothing happens twice'
post "$liaison" "$one/tasks/1/progress" walk-report '{"percent":15,"note":"方案初稿完成（演练）"}'

say 'The reporter may not verify it'
curl -sS -X POST "$one/tasks/1/progress-verification" -H "Authorization: Bearer $liaison" -H 'Idempotency-Key: walk-self' \
  -H 'Content-Type: application/json' -d '{"percent":15}' | grep -E '"code": *"(forbidden|four-eyes)"'

say 'An inspector of another department verifies'
post "$inspector" "$one/tasks/1/progress-verification" walk-verify '{"percent":15}'

say 'The ledger, newest first'
get "$office" "$one/journal?limit=5"

say 'Who led before this walk? Nobody'
get "$office" "$one/appointments?asOf=$before"

say 'What has changed since, and what did it'
get "$office" "$one/diff?from=$before"
