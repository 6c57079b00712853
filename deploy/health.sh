#!/usr/bin/env bash
# Ends with 0 when the process at this port is ready. Needs nothing but bash: the images hold no curl.
#   health.sh <port>
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[[ $status == 200 ]]
