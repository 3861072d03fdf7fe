#!/usr/bin/env bash
# Debian's Chromium for the browser tests, unless one is there. PERMGRAPH_CHROMIUM names another.
set -euo pipefail
if [ -x "${PERMGRAPH_CHROMIUM:-/usr/bin/chromium}" ]; then exit 0; fi
sudo=''
if [ "$(id -u)" -ne 0 ]; then sudo=sudo; fi
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
