#!/usr/bin/env bash
# Checks the formats, builds, and runs every test; what is tested through HTTP twice, the other time against silos and gateways on PostgreSQL and RabbitMQ.
# Its last line is the sum, "N passed, N failed"; it ends with not zero when anything failed.
#   ./test.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
# Processes here live for seconds or minutes: what the compiler would learn of them comes too late, and learning it costs a fifth of a start.
export DOTNET_TieredPGO=0
# A dozen of them share two processors: whose threads have nothing to do leaves them to the others instead of looking for more.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
scratch=$(mktemp -d -t fuyang-test.XXXXXX)
# The database server of the tests runs under another account.
chmod 711 "$scratch"
running=() policy='' passed=0 failed=0

finish() {
  local code=$?
  # timeout passes the signal on to all that it started.
  ((${#running[@]} == 0)) || { kill -TERM "${running[@]}" 2>/dev/null; wait "${running[@]}"; } || true
  [[ -z $policy ]] || as_root rm -f "$policy"
  rm -rf "$scratch"
  # What could not be built or run to its end has failed, too.
  ((code == 0 || failed > 0)) || failed=1
  printf '%d passed, %d failed\n' "$passed" "$failed"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_root() { if [[ $EUID == 0 ]]; then "$@"; else sudo -n "$@"; fi; }

# step <seconds> <words> <command…>
step() {
  local limit=$1 words=$2 started=$SECONDS code=0
  shift 2
  printf '\n== %s\n' "$words"
  timeout --kill-after=20 "$limit" "$@" </dev/null &
  running=($!)
  wait "${running[0]}" || code=$?
  running=()
  ended "$words" "$code" $((SECONDS - started))
}

# ended <words> <exit code> <seconds>
ended() {
  case $2 in
    0) printf '== %s: %d s\n' "$1" "$3" ;;
    124 | 137) printf '== %s: not done after %d s\n' "$1" "$3" ;;
    *) printf '== %s: failed (%d) after %d s\n' "$1" "$2" "$3" ;;
  esac
  return "$2"
}

has() { command -v "$1" >/dev/null; }

# Servers, a real browser, and Chinese letters: what the tests run against.
install_missing() {
  local missing=()
  has chromium-headless-shell || has chromium || has chromium-browser || missing+=(chromium)
  [[ -n $(fc-list :lang=zh 2>/dev/null | head -n 1) ]] || missing+=(fonts-noto-cjk)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  [[ -x /usr/sbin/rabbitmq-server ]] || missing+=(rabbitmq-server)
  [[ -x /usr/sbin/haproxy ]] || missing+=(haproxy)
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    printf 'Please install: %s. Without them tests fail.\n' "${missing[*]}" >&2
    return 0
  fi
  # Packages start a server of their own; the tests start theirs.
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
  fi
  local root=()
  [[ $EUID == 0 ]] || root=(sudo -n)
  step 300 'apt-get update' "${root[@]}" apt-get update -qq
  step 900 "install ${missing[*]}" "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
  [[ -z $policy ]] || as_root rm -f "$policy"
  policy=''
}

# The browser without its own windows: the same pages for a third of the work. Where the system does not have it, the whole browser does.
install_light_browser() {
  if has chromium-headless-shell || [[ -z $(apt-cache search --names-only '^chromium-headless-shell$' 2>/dev/null) ]]; then return 0; fi
  as_root true 2>/dev/null || return 0
  local root=()
  [[ $EUID == 0 ]] || root=(sudo -n)
  step 120 'install chromium-headless-shell' "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium-headless-shell || true
}

# A project that the solution does not name would be neither built nor tested.
every_project_is_in_the_solution() {
  local project absent=0
  for project in src/*/*.csproj tests/*/*.csproj; do
    grep -qF "${project//\//\\}" FuyangPlan.sln || { printf '%s is not in FuyangPlan.sln\n' "$project" >&2; absent=1; }
  done
  return $absent
}

# tests <projects…>: runs three at a time, in this order; adds to passed and failed. "EndToEnd@cluster" is EndToEnd against a cluster.
tests() {
  local -A names=() starts=()
  local name process code about
  for name in "$@" ''; do
    # The last turn is for those that still run.
    while ((${#running[@]} == 3)) || [[ -z $name && ${#running[@]} != 0 ]]; do
      code=0
      wait -n -p process "${running[@]}" || code=$?
      count "${names[$process]}" "$code" $((SECONDS - starts[$process]))
      unset "names[$process]"
      running=("${!names[@]}")
    done
    [[ -n $name ]] || break
    about=(--project "tests/${name%@*}.Tests")
    # What one process alone can show is not shown to a cluster.
    [[ $name != *@* ]] || about+=(--filter-not-trait runs=in-one-process)
    [[ $name == *@* ]] || name+=@embedded
    timeout --kill-after=20 2400 env TMPDIR="$scratch" FUYANG_TESTED="${name#*@}" dotnet test -c Release --no-build --no-progress "${about[@]}" </dev/null >"$scratch/$name" 2>&1 &
    names[$!]=$name starts[$!]=$SECONDS
    running=("${!names[@]}")
  done
}

# count <name> <exit code> <seconds>: says what was said, and adds the runner's own totals, which it says last.
count() {
  local good bad
  cat "$scratch/$1"
  ended "$1" "$2" "$3" || true
  good=$(sum succeeded "$1") bad=$(sum failed "$1")
  (($2 == 0 || bad > 0)) || bad=1
  passed=$((passed + good)) failed=$((failed + bad))
}

sum() { sed -n "s/^ *$1: \([0-9]*\).*/\1/p" "$scratch/$2" | tail -n 1 | grep . || echo 0; }

command -v dotnet >/dev/null || { echo 'Please install the .NET SDK that global.json names.' >&2; exit 1; }
every_project_is_in_the_solution
# Style is part of the build, whose warnings are errors; white space is not.
step 300 'formats' dotnet format whitespace . --folder --verify-no-changes --exclude '**/bin/' '**/obj/' data/ cluster-data/
# One compiler for all projects, which is warm after the first; it would wait for more for ten minutes.
step 1200 'build' dotnet build FuyangPlan.sln -c Release -v quiet -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null
install_missing
install_light_browser
# Three at a time, whatever the number of processors: while one waits, two work; with more they make each other wait too long. What injects faults comes
# last: it goes on under load for as long as it takes, and takes least when nothing else runs.
first=(EndToEnd Browser Silo EndToEnd@cluster)
last=(Faults)
others=()
for project in tests/*.Tests; do
  name=$(basename "$project" .Tests)
  [[ " ${first[*]} ${last[*]} " == *" $name "* ]] || others+=("$name")
done
tests "${first[@]}" "${others[@]}" "${last[@]}"
printf '\n'
((failed == 0))
