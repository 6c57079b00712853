#!/usr/bin/env bash
# A cluster on this machine, all on loopback: PostgreSQL, RabbitMQ, silos, gateways and one address before them.
#   ./cluster.sh up [--silos 3] [--gateways 2]    start all that is not running; prints where to look
#   ./cluster.sh status                           what runs, and whether it is ready
#   ./cluster.sh kill NAME | stop NAME | start NAME    kill -9, end or start one: silo-2, gateway-1, postgres, rabbitmq, proxy
#   ./cluster.sh logs [NAME]                      the last lines of all logs, or one log as it grows
#   ./cluster.sh down                             end everything; the data stays in the folder
# FUYANG_CLUSTER_FOLDER (default ./cluster-data) keeps data, logs and pids; delete it and you begin anew.
# FUYANG_CLUSTER_PORT (default 8090) is the address; the 50 ports from it on are used.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"

folder=$(realpath -m "${FUYANG_CLUSTER_FOLDER:-cluster-data}")
base=${FUYANG_CLUSTER_PORT:-8090}
configuration=${FUYANG_CLUSTER_CONFIGURATION:-Release}
postgres_port=$((base + 40)) rabbit_port=$((base + 41)) rabbit_dist_port=$((base + 42)) epmd_port=$((base + 43))
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit "${code:-1}"; }

# Servers that refuse to run as root run as the account that their package made.
as() {
  local user=$1; shift
  if [[ $EUID == 0 ]]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

pg_bin() { find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }

install_missing() {
  local missing=()
  [[ -n $(pg_bin) ]] || missing+=(postgresql)
  [[ -x /usr/sbin/rabbitmq-server ]] || missing+=(rabbitmq-server)
  [[ -x /usr/sbin/haproxy ]] || missing+=(haproxy)
  ((${#missing[@]})) || return 0
  [[ $EUID == 0 ]] || code=69 die "Please install: ${missing[*]}"
  say "Installing ${missing[*]} …"
  # Packages start a server of their own on the usual port; nobody needs it here.
  local policy=/usr/sbin/policy-rc.d made=
  [[ -e $policy ]] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; made=1; }
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >"$folder/log/apt.log" 2>&1 ||
    { [[ -z $made ]] || rm -f "$policy"; die "Could not install ${missing[*]}; see $folder/log/apt.log"; }
  [[ -z $made ]] || rm -f "$policy"
}

pid_of() { cat "$folder/run/$1.pid" 2>/dev/null || true; }
is_running() { local pid; pid=$(pid_of "$1"); [[ -n $pid ]] && kill -0 "$pid" 2>/dev/null; }

# launch NAME COMMAND… : in the background, in a session of its own, its pid remembered.
launch() {
  local name=$1; shift
  setsid "$@" </dev/null >>"$folder/log/$name.log" 2>&1 &
  echo $! >"$folder/run/$name.pid"
}

# keep NAME COMMAND… : as launch, and started again when it ends by itself, but for an end that says that nothing will be better then.
keep() {
  local name=$1; shift
  let_go "$name"
  rm -f "$folder/run/$name.pid"
  # shellcheck disable=SC2016
  setsid bash -c '
    file=$1; shift
    while :; do
      "$@" & echo $! >"$file"
      wait $! && code=0 || code=$?
      case $code in 0 | 64 | 65 | 66 | 69 | 73 | 78) rm -f "$file"; exit "$code" ;; esac
      echo "$(date +%T) ended with $code; started again"
      sleep 1
    done' keep "$folder/run/$name.pid" "$@" </dev/null >>"$folder/log/$name.log" 2>&1 &
  echo $! >"$folder/run/$name.keeper"
}

# Whoever kept it lets go, before it ends.
let_go() {
  local keeper
  keeper=$(cat "$folder/run/$1.keeper" 2>/dev/null || true)
  [[ -z $keeper ]] || kill -KILL "$keeper" 2>/dev/null || true
  rm -f "$folder/run/$1.keeper"
}

# The last word of what has ended although it was to stay.
all_stay() {
  local name
  for name in $(names); do
    if [[ -e $folder/run/$name.keeper ]]; then
      kill -0 "$(cat "$folder/run/$name.keeper")" 2>/dev/null || die "$name has ended: $(tail -n 1 "$folder/log/$name.log")"
    else
      is_running "$name" || die "$name has ended: $(tail -n 1 "$folder/log/$name.log")"
    fi
  done
}

# wait_for SECONDS WORDS COMMAND…
wait_for() {
  local limit=$((SECONDS + $1)) words=$2; shift 2
  until "$@" >/dev/null 2>&1; do
    [[ $words != 'The cluster' ]] || all_stay
    ((SECONDS < limit)) || die "$words did not come up in time; see $folder/log"
    sleep 0.2
  done
}

answers() { curl -fsS -m 2 "http://127.0.0.1:$1$2"; }

told() { cat "$folder"/log/gateway-*.log | grep '登录 / Sign in' | grep -v 'first start'; }

prepare() {
  mkdir -p "$folder"/{run,log,shared}
  chmod 711 "$folder" "$folder/run"
  # What is said, who signs in and what was handed in is for nobody else on this machine.
  chmod 700 "$folder/log" "$folder/shared"
  if [[ ! -s $folder/secrets ]]; then
    (umask 077 && {
      printf 'password=%s\n' "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
      printf 'caller_key=%s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')"
    } >"$folder/secrets")
  fi
  grep -q '^master_key=' "$folder/secrets" || printf 'master_key=%s\n' "$(head -c 32 /dev/urandom | base64)" >>"$folder/secrets"
  # A broker that is there already knows the database's.
  grep -q '^bus_password=' "$folder/secrets" || if [[ -e $folder/rabbitmq/rabbitmq.conf ]]; then grep '^password=' "$folder/secrets" | sed 's/^/bus_/'
    else printf 'bus_password=%s\n' "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"; fi >>"$folder/secrets"
  # shellcheck disable=SC1091
  source "$folder/secrets"
}

# The programs read these; a real installation puts them into its settings file.
settings() {
  export Fuyang__Database="Host=127.0.0.1;Port=$postgres_port;Database=fuyang;Username=fuyang;Password=$password"
  export Fuyang__Bus="amqp://fuyang:$bus_password@127.0.0.1:$rabbit_port/"
  export Fuyang__CallerKey=$caller_key
  export Fuyang__MasterKey=$master_key
  export Fuyang__SealKey=$folder/seal.key
  export Fuyang__DataFolder="$folder/shared"
  export DOTNET_gcServer=0
}

start_postgres() {
  local bin data=$folder/postgres
  bin=$(pg_bin)
  if [[ ! -s $data/PG_VERSION ]]; then
    mkdir -p "$data"
    (umask 077 && printf '%s' "$password" >"$folder/run/pw")
    if [[ $EUID == 0 ]]; then
      chown postgres "$data" "$folder/run/pw"
      as postgres test -w "$data" || die "The account postgres cannot reach $data; choose another FUYANG_CLUSTER_FOLDER."
    fi
    as postgres "$bin/initdb" -D "$data" -U fuyang -A scram-sha-256 --pwfile="$folder/run/pw" -E UTF8 --locale=C.UTF-8 >>"$folder/log/postgres.log" 2>&1
    rm -f "$folder/run/pw"
  fi
  touch "$folder/log/postgres.log"
  local command=("$bin/postgres" -D "$data" -p "$postgres_port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c shared_buffers=128MB)
  if [[ $EUID == 0 ]]; then command=(setpriv --reuid=postgres --regid=postgres --init-groups "${command[@]}"); fi
  launch postgres "${command[@]}"
  wait_for 60 PostgreSQL "$bin/pg_isready" -q -h 127.0.0.1 -p "$postgres_port"
  PGPASSWORD=$password "$bin/psql" -h 127.0.0.1 -p "$postgres_port" -U fuyang -d postgres -Atqc "SELECT 1 FROM pg_database WHERE datname = 'fuyang'" | grep -q 1 ||
    PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$postgres_port" -U fuyang fuyang
}

rabbit_environment() {
  export HOME=$folder/rabbitmq RABBITMQ_NODENAME="fuyang-$base@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$rabbit_port
  export RABBITMQ_DIST_PORT=$rabbit_dist_port RABBITMQ_MNESIA_BASE=$folder/rabbitmq/mnesia RABBITMQ_LOG_BASE=$folder/rabbitmq/log
  export RABBITMQ_CONFIG_FILE=$folder/rabbitmq/rabbitmq RABBITMQ_ENABLED_PLUGINS_FILE=$folder/rabbitmq/plugins RABBITMQ_PID_FILE=$folder/rabbitmq/pid
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$epmd_port
}

start_rabbitmq() {
  mkdir -p "$folder/rabbitmq"/{mnesia,log}
  [[ -s $folder/rabbitmq/rabbitmq.conf ]] || (umask 077 && cat >"$folder/rabbitmq/rabbitmq.conf") <<CONF
default_user = fuyang
default_pass = $bus_password
loopback_users = none
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 100MB
log.console = true
CONF
  chmod 600 "$folder/rabbitmq/rabbitmq.conf"
  printf '[].\n' >"$folder/rabbitmq/plugins"
  [[ $EUID != 0 ]] || chown -R rabbitmq "$folder/rabbitmq"
  (
    rabbit_environment
    local command=(/usr/lib/rabbitmq/bin/rabbitmq-server)
    if [[ $EUID == 0 ]]; then command=(setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "${command[@]}"); fi
    launch rabbitmq "${command[@]}"
  )
  wait_for 90 RabbitMQ bash -c "exec 3<>/dev/tcp/127.0.0.1/$rabbit_port && printf 'AMQP\0\0\011\001' >&3 && timeout 2 head -c 1 <&3 | grep -q ."
}

start_silo() {
  local n=$1
  [[ -s $folder/seal.key ]] ||
    Fuyang__SealKey='' dotnet "src/Silo/bin/$configuration/net10.0/FuyangPlan.Silo.dll" seal-key --to "$folder/seal.key" >>"$folder/log/silo-$n.log" 2>&1 ||
    die "Could not make a seal key; see $folder/log/silo-$n.log"
  keep "silo-$n" dotnet "src/Silo/bin/$configuration/net10.0/FuyangPlan.Silo.dll" "--urls=http://127.0.0.1:$((base + 10 + n))" \
    "--Fuyang:SiloPort=$((base + 20 + n))" "--Fuyang:GatewayPort=$((base + 30 + n))"
}

start_gateway() {
  local n=$1
  keep "gateway-$n" dotnet "src/Gateway/bin/$configuration/net10.0/FuyangPlan.Gateway.dll" "--urls=http://127.0.0.1:$((base + n))"
}

start_proxy() {
  {
    cat <<CONF
global
  maxconn 4000
defaults
  mode http
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout http-request 10s
  option redispatch
  retries 2
frontend address
  bind 127.0.0.1:$base
  use_backend programs if { path_beg /api/ }
  default_backend gateways
backend gateways
  balance leastconn
  option httpchk GET /health/ready
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
CONF
    # What the proxy itself answers when no gateway does: to people and to programs.
    grep 'http-error .*text/html' deploy/haproxy.cfg
    local n
    for ((n = 1; n <= gateways; n++)); do say "  server gateway-$n 127.0.0.1:$((base + n)) check"; done
    printf 'backend programs\n  balance leastconn\n  default-server on-marked-down shutdown-sessions\n'
    grep 'http-error .*application/problem+json' deploy/haproxy.cfg
    for ((n = 1; n <= gateways; n++)); do say "  server gateway-$n 127.0.0.1:$((base + n)) track gateways/gateway-$n"; done
  } >"$folder/run/haproxy.cfg"
  launch proxy /usr/sbin/haproxy -db -f "$folder/run/haproxy.cfg"
}

start() {
  case $1 in
    postgres) start_postgres ;;
    rabbitmq) start_rabbitmq ;;
    silo-*) start_silo "${1#silo-}" ;;
    gateway-*) start_gateway "${1#gateway-}" ;;
    proxy) start_proxy ;;
    *) code=64 die "There is no $1." ;;
  esac
}

names() { printf '%s\n' postgres rabbitmq; seq -f 'silo-%g' "$silos"; seq -f 'gateway-%g' "$gateways"; printf 'proxy\n'; }

health() {
  case $1 in
    silo-*) answers $((base + 10 + ${1#silo-})) /health/ready >/dev/null 2>&1 && echo ready || echo 'not ready' ;;
    gateway-*) answers $((base + ${1#gateway-})) /health/ready >/dev/null 2>&1 && echo ready || echo 'not ready' ;;
    proxy) answers "$base" /health/ready >/dev/null 2>&1 && echo ready || echo 'not ready' ;;
    *) echo running ;;
  esac
}

end() {
  local name=$1 signal=$2 pid
  let_go "$name"
  pid=$(pid_of "$name")
  [[ -n $pid ]] || return 0
  case $name in postgres) [[ $signal == KILL ]] || signal=INT ;; esac
  # The broker's script is a shell around the machine that runs it: the whole session that was started here ends.
  if [[ $name == rabbitmq ]]; then kill -"$signal" -- -"$pid" 2>/dev/null || true; else kill -"$signal" "$pid" 2>/dev/null || true; fi
  local limit=$((SECONDS + 40))
  while kill -0 "$pid" 2>/dev/null; do
    ((SECONDS < limit)) || { kill -KILL -- -"$pid" 2>/dev/null || true; }
    sleep 0.1
  done
  rm -f "$folder/run/$name.pid"
}

up() {
  install_missing
  command -v dotnet >/dev/null || code=69 die 'Please install the .NET SDK that global.json names.'
  [[ -n ${FUYANG_CLUSTER_NO_BUILD:-} ]] || { dotnet build src/Silo -c "$configuration" -v quiet; dotnet build src/Gateway -c "$configuration" -v quiet; }
  printf 'silos=%s\ngateways=%s\n' "$silos" "$gateways" >"$folder/run/shape"
  local name first=
  [[ -e $folder/run/known ]] || first=yes
  for name in $(names); do is_running "$name" || start "$name"; done
  wait_for 180 'The cluster' answers "$base" /health/ready
  # Ready comes a moment before the words; of several gateways one knows the password, and need not be the first to speak.
  [[ -z $first ]] || wait_for 30 'The sign-in' told
  say "Open:      http://localhost:$base"
  if [[ -n $first ]]; then
    say "Sign in:   $(told | tail -n 1 | sed 's/^[^:]*: *//')"
  else
    say "Sign in:   account admin, with the password that the first start printed"
  fi
  touch "$folder/run/known"
  say "See:       ./cluster.sh status · logs · kill silo-2 · down"
}

silos=3 gateways=2
# shellcheck disable=SC1091
[[ ! -s $folder/run/shape ]] || source "$folder/run/shape"
verb=${1:-}; shift || true
case $verb in
  up)
    while (($#)); do
      case $1 in
        --silos) silos=$2; shift 2 ;;
        --gateways) gateways=$2; shift 2 ;;
        *) code=64 die "What is $1?" ;;
      esac
    done
    ((silos >= 1 && silos <= 9 && gateways >= 1 && gateways <= 9)) || code=64 die '1 to 9 silos and gateways.'
    prepare; settings; up ;;
  status)
    for name in $(names); do
      if is_running "$name"; then printf '%-10s %-8s %s\n' "$name" "$(pid_of "$name")" "$(health "$name")"; else printf '%-10s %-8s down\n' "$name" -; fi
    done ;;
  kill) end "${1:?which?}" KILL ;;
  stop) end "${1:?which?}" TERM ;;
  start) prepare; settings; is_running "${1:?which?}" || start "$1" ;;
  logs) if [[ -n ${1:-} ]]; then exec tail -n 100 -f "$folder/log/$1.log"; else exec tail -n 5 "$folder"/log/*.log; fi ;;
  down)
    for name in $(names | tac); do end "$name" TERM; done
    # The broker's name server stays behind; it is on a port of ours.
    ERL_EPMD_PORT=$epmd_port epmd -kill >/dev/null 2>&1 || true ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 64 ;;
esac
