#!/usr/bin/env bash
# Installs what the integration tests need into .venv/aws-tools: moto, which stands in for AWS, and the AWS CLI, both from PyPI.
# Does nothing when they are there. Needs python3 with venv.
set -euo pipefail

moto_version=5.2.5
awscli_version=1.46.3
folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.venv/aws-tools"
mark="$folder/.moto-$moto_version-awscli-$awscli_version"

if [[ ! -e "$mark" ]]; then
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$moto_version" "awscli==$awscli_version"
  touch "$mark"
fi
echo "$folder/bin"
