#!/bin/sh
# What the tests need beyond Python: installed where we may, named where we may not.
set -eu
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
[ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || command -v postgres >/dev/null || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
else
  echo "missing for the tests:$missing (on Debian: apt-get install$missing)" >&2
  exit 3
fi
