"""Clients that `make test` does not install; `make test-clients` does, and lets nothing skip."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def needs_client(package: str) -> pytest.MarkDecorator:
    """Skip where a client is not installed, unless everything has to run."""
    absent = importlib.util.find_spec(package) is None
    skip = absent and not os.environ.get("TEACHCLUST_REQUIRE_CLIENTS")
    return pytest.mark.skipif(skip, reason=f"{package} is not installed: make test-clients")


@contextmanager
def serving(folder: Path, *command: str) -> Iterator[str]:
    """Run a server that takes ``{port}`` in its command line; give its address, end it after."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "XDG_CONFIG_HOME": str(folder / "xdg"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [part.format(port=port) for part in command],
            cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait(server, address)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(20)


def check_that_it_steps(page: Any, index: int) -> None:
    """Look at one of the Steppers of a page: it has its room, and a press of "next" is one step."""
    widget = page.locator('.teachclust[data-widget="stepper"]').nth(index)
    widget.locator("canvas").first.wait_for(timeout=60_000)
    assert widget.bounding_box()["width"] > 200
    step = int(widget.get_attribute("data-step"))
    widget.locator('[data-act="transport.next"]').click()
    page.wait_for_function(
        "([w, step]) => w.dataset.step === String(step + 1)",
        arg=[widget.element_handle(), step],
    )


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{server.args} did not start")
