#!/bin/sh
# Everything that must hold before a change lands, the quick checks first.
# Usage: test.sh BIN [quick]   quick: no lesson, no browser, few examples a property
set -eu
bin=$1
quick=${2:-}
start=$(date +%s)
title() { printf '\n== %s (%s s)\n' "$1" "$(($(date +%s) - start))"; }

title "Browser bundle"
"$bin/python" hatch_build.py
# the tests of js/ need its packages even where the bundle is fresh
if [ ! -x js/node_modules/.bin/vitest ]; then
  (cd js && "$OLDPWD/$bin/python" ../tools/node.py npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
TEACHCLUST_CHROMIUM=$(sh tools/find_chromium.sh "$bin") || TEACHCLUST_CHROMIUM=
export TEACHCLUST_CHROMIUM
if [ -n "${CI:-}" ]; then export TEACHCLUST_REQUIRE_BROWSER=1; fi
# Two workers share the cores: a thread that waits must not spin on the other's time.
export OMP_WAIT_POLICY=PASSIVE

title "ruff"
"$bin/ruff" check .
"$bin/ruff" format --check .
title "mypy"
"$bin/mypy"
title "tsc"
"$bin/python" tools/node.py npm --prefix js run --silent check
title "vitest"
"$bin/python" tools/node.py npm --prefix js run --silent test
title "pytest: examples in docstrings"
"$bin/python" -m pytest -q -p no:cacheprovider --doctest-modules teachclust
if [ -n "$quick" ]; then
  title "pytest: units and contracts, few examples"
  HYPOTHESIS_PROFILE=quick "$bin/python" -m pytest -q -n 2 -m "not slow" --ignore tests/browser tests
  title "The quick checks passed; make test runs the rest"
  exit 0
fi
# What a lesson shows is compared with what it showed on the bundled data, not on this machine's MNIST.
lessons() { TEACHCLUST_MNIST=none "$bin/python" -m pytest -q "$@"; }
title "nbval: every lesson"
lessons -p no:cacheprovider --nbval-lax --nbval-current-env -n 2 --dist loadscope notebooks
title "nbval: every learner's copy"
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
"$bin/teachclust" copy -o "$copies/course" >/dev/null
lessons -p no:cacheprovider --nbval-lax --nbval-current-env -n 2 --dist loadscope --rootdir "$copies" "$copies/course"
title "pytest: units and contracts"
"$bin/python" -m pytest -q -n 2 --ignore tests/browser
# one after the other: they share a server and a browser
title "pytest: browser"
lessons tests/browser
title "All passed"
