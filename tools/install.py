"""Install packages with pip and say what happens: a line a package, not silence for minutes.

Usage: python tools/install.py -c constraints.txt -e ".[lab]"
"""

from __future__ import annotations

import re
import subprocess
import sys

_FETCHED = re.compile(r"\s*(?:Downloading|Using cached) ([A-Za-z0-9_.]+)-\d.*?\(([^)]+)\)")
_STEPS = {
    "Installing build dependencies": "preparing the build of teachclust",
    "Preparing editable metadata": "building teachclust and its browser bundle",
    "Installing collected packages": "unpacking (the longest part)",
}
_KEPT = 40  # lines of pip's own words that are shown where it fails


def install(arguments: list[str]) -> int:
    """Run ``pip install`` with these arguments and return its exit code."""
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
    process = subprocess.Popen(
        [*pip, "--progress-bar", "off", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    assert process.stdout is not None
    heard: list[str] = []
    packages, steps = 0, dict(_STEPS)
    for line in process.stdout:
        heard = [*heard[1 - _KEPT :], line]
        if fetched := _FETCHED.match(line):
            packages += 1
            print(f"   {packages:3}  {fetched[1].replace('_', '-')} ({fetched[2]})", flush=True)
        for begins in [step for step in steps if line.strip().startswith(step)]:
            print(f"   ...  {steps.pop(begins)}", flush=True)
    code = process.wait()
    if code:
        print("".join(heard), end="", file=sys.stderr)
        print("== The installation failed; pip's last words are above.", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(install(sys.argv[1:]))
