#!/usr/bin/env bash
# Checks the formats, builds, and runs every test. Ends with the runner's own total; not zero when anything failed.
#   ./test.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
scratch=$(mktemp -d -t fuyang-test.XXXXXX)
running=

cleanup() {
  # timeout passes the signal on to all that it started.
  [[ -z $running ]] || { kill -TERM "$running" 2>/dev/null && wait "$running"; } || true
  rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# step <seconds> <words> <command…>
step() {
  local limit=$1 words=$2 started=$SECONDS code=0
  shift 2
  printf '\n== %s\n' "$words"
  timeout --kill-after=20 "$limit" "$@" </dev/null &
  running=$!
  wait "$running" || code=$?
  running=
  case $code in
    0) printf '== %s: %d s\n' "$words" $((SECONDS - started)) ;;
    124 | 137) printf '== %s: not done after %d s\n' "$words" "$limit" >&2; exit 1 ;;
    *) printf '== %s: failed (%d)\n' "$words" "$code" >&2; exit "$code" ;;
  esac
}

# The pages are tried in a real browser, with Chinese letters.
install_browser() {
  local missing=() sudo=()
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
  [[ -n $(fc-list :lang=zh 2>/dev/null | head -n 1) ]] || missing+=(fonts-noto-cjk)
  ((${#missing[@]})) || return 0
  [[ $EUID == 0 ]] || sudo=(sudo -n)
  if ! command -v apt-get >/dev/null || { [[ $EUID != 0 ]] && ! sudo -n true 2>/dev/null; }; then
    printf 'Please install: %s. Without them the tests of the pages fail.\n' "${missing[*]}" >&2
    return 0
  fi
  step 300 'apt-get update' "${sudo[@]}" apt-get update -qq
  step 900 "install ${missing[*]}" "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
}

# The bus is tried on a real broker, which the tests start themselves; the system's service is not wanted.
install_broker() {
  local sudo=()
  command -v rabbitmq-server >/dev/null || [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] && return 0
  [[ $EUID == 0 ]] || sudo=(sudo -n)
  if ! command -v apt-get >/dev/null || { [[ $EUID != 0 ]] && ! sudo -n true 2>/dev/null; }; then
    printf 'Please install: rabbitmq-server. Without it the tests of the bus fail.\n' >&2
    return 0
  fi
  step 300 'apt-get update' "${sudo[@]}" apt-get update -qq
  # 101 tells the packaging that services are not to be started.
  step 900 'install rabbitmq-server' "${sudo[@]}" sh -c '
    policy=/usr/sbin/policy-rc.d
    [ -e $policy ] || { printf "#!/bin/sh\nexit 101\n" >$policy && chmod +x $policy && trap "rm -f $policy" EXIT; }
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends rabbitmq-server'
}

# A project that the solution does not name would be neither built nor tested.
every_project_is_in_the_solution() {
  local project absent=0
  for project in src/*/*.csproj tests/*/*.csproj; do
    grep -qF "${project//\//\\}" FuyangPlan.sln || { printf '%s is not in FuyangPlan.sln\n' "$project" >&2; absent=1; }
  done
  return $absent
}

command -v dotnet >/dev/null || { echo 'Please install the .NET SDK that global.json names.' >&2; exit 1; }
every_project_is_in_the_solution
# Style is part of the build, whose warnings are errors; white space is not.
step 300 'formats' dotnet format whitespace . --folder --verify-no-changes --exclude '**/bin/' '**/obj/' data/
step 1200 'build' dotnet build FuyangPlan.sln -c Release -v quiet
install_browser
install_broker
step 2400 'tests' env TMPDIR="$scratch" dotnet test --solution FuyangPlan.sln -c Release --no-build --no-progress
