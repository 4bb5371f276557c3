#!/usr/bin/env bash
# Runs the shop, and a Prometheus and an Alertmanager with the rules and routes that are shipped.
# Both have to be installed; on Debian: apt-get install prometheus prometheus-alertmanager
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/run.sh" --stack "$@"
