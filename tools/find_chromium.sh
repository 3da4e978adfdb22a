#!/bin/sh
# Print the path of a Chromium; install one if there is none.
set -eu
bin=$1
for name in "${TEACHCLUST_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
  "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
    command -v "$name"
    exit 0
  fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "== Installing Chromium" >&2
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >&2 || true
  if command -v chromium >/dev/null 2>&1; then
    command -v chromium
    exit 0
  fi
fi
echo "== Downloading Playwright's Chromium" >&2
"$bin/python" -m playwright install chromium >&2 || exit 1
"$bin/python" -c 'from playwright.sync_api import sync_playwright as s
with s() as p: print(p.chromium.executable_path)'
