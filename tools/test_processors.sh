#!/bin/sh
# The lessons and the tests of exactness, as older processors and other numbers of threads run them.
# numpy sorts ties in another order with AVX2 than with AVX-512 or with neither, and sums of
# several threads end in other digits. No checked number may depend on either.
set -eu
bin=$1
if [ "$(uname -m)" != x86_64 ]; then
  echo "== Other processors: skipped, numpy can imitate them on x86_64 alone"
  exit 0
fi
export OMP_WAIT_POLICY=PASSIVE
avx2="X86_V4 AVX512_ICL AVX512_SPR"
older="X86_V3 X86_V4 AVX512_ICL AVX512_SPR"
start=$(date +%s)
for disabled in "$avx2" "$older"; do
  for threads in 1 2; do
    printf '\n== numpy without %s, %s thread(s) (%s s)\n' "$disabled" "$threads" "$(($(date +%s) - start))"
    export NPY_DISABLE_CPU_FEATURES="$disabled" OMP_NUM_THREADS="$threads"
    # numpy warns of a feature that this processor hasn't got anyway
    TEACHCLUST_MNIST=none "$bin/python" -W ignore::ImportWarning -m pytest -q -p no:cacheprovider \
      --nbval-lax --nbval-current-env -n 2 --dist loadscope notebooks
    "$bin/python" -W ignore::ImportWarning -m pytest -q -p no:cacheprovider -n 2 \
      tests/traces tests/contract/test_traces.py tests/datasets/test_shapes.py
  done
done
printf '\n== Other processors: all passed (%s s)\n' "$(($(date +%s) - start))"
