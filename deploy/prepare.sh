#!/usr/bin/env bash
# Makes the secrets that compose.yaml reads: a password of chance for Grafana's admin, and empty files
# for what only you can know. Nothing that is there already is touched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

mkdir -p secrets/alertmanager logs
# Grafana, Alertmanager and the exporter read them as users of their own; others can't enter the directory.
chmod 700 secrets
if [ ! -e secrets/grafana-admin ]; then
  head -c 24 /dev/urandom | base64 | tr -d '\n/+=' >secrets/grafana-admin
fi
for secret in postgres-exporter alertmanager/slack alertmanager/pagerduty; do
  if [ ! -e "secrets/$secret" ]; then
    : >"secrets/$secret"
    echo "Write into deploy/secrets/$secret what it is called after, if you use it."
  fi
done
echo "Grafana's admin has the password that is in deploy/secrets/grafana-admin."
