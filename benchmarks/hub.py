"""Ten learners on a JupyterHub of this machine: lesson 01 whole, then their drags.

Needs ``jupyterhub`` in this environment and ``configurable-http-proxy`` (npm) on the path; without
them it says so. The hub listens on 127.0.0.1 alone, takes any name without a password, starts
servers as processes of this user, and is ended with all of them. A part that has to be named:
``python -m benchmarks hub``.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat

from benchmarks.report import Row, percentile

LESSON = Path(__file__).parents[1] / "notebooks" / "01_blobs.ipynb"
LEARNERS, DRAGS = 10, 20
WIDGET = """
from sklearn.cluster import KMeans
from teachclust import watch
from teachclust.datasets import load_blobs
dragged = watch(KMeans(n_clusters=4, random_state=0), load_blobs().data)
dragged
"""
CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cleanup_servers = True
c.Authenticator.allow_all = True
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.Spawner.environment = {{"OMP_NUM_THREADS": "1", "TEACHCLUST_OPEN": "1"}}
c.Spawner.cmd = ["{python}", "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.Spawner.notebook_dir = "{folder}"
c.JupyterHub.concurrent_spawn_limit = 4
c.JupyterHub.services = [{{"name": "load", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [{{
    "name": "load", "services": ["load"],
    "scopes": ["admin:users", "admin:servers", "access:servers"],
}}]
"""


def run(quick: bool) -> list[Row]:
    """Start the hub, let the class work, and end it; quick: three learners."""
    proxy = shutil.which("configurable-http-proxy")
    what = f"JupyterHub, {LEARNERS} learners, lesson 01 whole, OMP_NUM_THREADS=1"
    if find_spec("jupyterhub") is None or proxy is None:
        told = "not measured: pip install jupyterhub; npm install configurable-http-proxy"
        return [Row(what, told, "350 MB, 0.5 s, 0 deaths", False)]
    learners = 3 if quick else LEARNERS
    with tempfile.TemporaryDirectory() as folder:
        port, api, token = _free_port(), _free_port(), secrets.token_hex(16)
        config = Path(folder) / "jupyterhub_config.py"
        config.write_text(
            CONFIG.format(
                port=port, api=api, token=token, proxy=proxy, python=sys.executable, folder=folder
            )
        )
        hub = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16)},
        )  # fmt: skip
        try:
            seen = asyncio.run(_class(f"http://127.0.0.1:{port}", token, learners, hub.pid))
        finally:
            # the hub first, which ends its servers and its proxy
            hub.send_signal(signal.SIGTERM)
            try:
                hub.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(hub.pid, signal.SIGKILL)
    return _rows(seen, learners)


def _rows(seen: dict[str, Any], learners: int) -> list[Row]:
    memory, drag, step = (seen[name] for name in ("memory", "drags", "steps"))
    deaths = seen["deaths"]
    return [
        Row(
            f"JupyterHub, {learners} learners, lesson 01 whole: memory for each",
            f"{memory:.0f} MB (server and kernel, shared pages counted once), {deaths} deaths, "
            f"the lesson's cells p95 {percentile(seen['cells'], 0.95):.2f} s",
            "350 MB, 0 deaths",
            memory <= 350 and deaths == 0,
        ),
        Row(
            f"JupyterHub, {learners} learners drag at once: answer over the websocket",
            f"p95 {percentile(drag, 0.95):.2f} s ({len(drag)} drags); a step that is told to the "
            f"kernel p95 {percentile(step, 0.95):.2f} s",
            "p95 0.5 s",
            percentile(drag, 0.95) <= 0.5,
        ),
    ]


async def _class(address: str, token: str, learners: int, hub: int) -> dict[str, Any]:
    """Let all learners work, and measure memory while their kernels are alive."""
    seen: dict[str, Any] = {"cells": [], "drags": [], "steps": [], "deaths": 0}
    await _answers(f"{address}/hub/api/", token)
    everyone = [_Learner(address, token, f"learner{i}") for i in range(learners)]
    await asyncio.gather(*(one.arrive() for one in everyone))
    await asyncio.gather(*(one.work(seen) for one in everyone))
    await asyncio.gather(*(one.drag(seen) for one in everyone))
    seen["memory"] = _megabytes(hub) / learners
    seen["deaths"] = sum([await one.is_dead() for one in everyone])
    return seen


class _Learner:
    """One learner: a server, a kernel, a websocket."""

    def __init__(self, address: str, token: str, name: str) -> None:
        self.hub = f"{address}/hub/api/users/{name}"
        self.server, self.token = f"{address}/user/{name}/api", token
        self.session = uuid.uuid4().hex
        self.models: dict[str, str] = {}

    async def arrive(self) -> None:
        """Start a server and a kernel, and connect."""
        from tornado.httpclient import HTTPRequest
        from tornado.websocket import websocket_connect

        await _asked("POST", self.hub, self.token)
        await _asked("POST", f"{self.hub}/server", self.token)
        await self._ready()
        self.kernel = json.loads(await _asked("POST", f"{self.server}/kernels", self.token))["id"]
        socket_ = f"{self.server}/kernels/{self.kernel}/channels".replace("http:", "ws:", 1)
        headers = {"Authorization": f"token {self.token}"}
        request = HTTPRequest(socket_, headers=headers, request_timeout=60)
        self.wire = await websocket_connect(request, max_message_size=2**28)

    async def _ready(self) -> None:
        """Wait until the hub says that the server answers."""
        until = time.monotonic() + 180
        while not json.loads(await _asked("GET", self.hub, self.token))["server"]:
            if time.monotonic() > until:
                raise TimeoutError(f"no server for {self.hub}")
            await asyncio.sleep(0.5)

    async def work(self, seen: dict[str, Any]) -> None:
        """Run the lesson, cell by cell."""
        for cell in nbformat.read(LESSON, as_version=4).cells:
            if cell.cell_type == "code":
                start = time.perf_counter()
                await self._run(cell.source)
                seen["cells"].append(time.perf_counter() - start)

    async def drag(self, seen: dict[str, Any]) -> None:
        """Drag a center again and again, and step."""
        self.models.clear()
        await self._run(WIDGET)
        model = next(one for one, kind in self.models.items() if kind == "stepper")
        for turn in range(1, DRAGS + 1):
            edit = {"kind": "center_move", "cluster": 0, "to": [turn / 5, 2.0]}
            request = {"id": turn, "base": 1, "frame": 0, "edit": edit}
            seen["drags"].append(await self._updated(model, {"request": request}))
            seen["steps"].append(await self._updated(model, {"step": turn % 3}))
            await asyncio.sleep(0.4)

    async def is_dead(self) -> bool:
        """Whether the kernel is gone or was started again."""
        told = json.loads(await _asked("GET", f"{self.server}/kernels/{self.kernel}", self.token))
        return told["execution_state"] not in ("idle", "busy") or self.restarted

    restarted = False

    async def _run(self, code: str) -> None:
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": False}  # fmt: skip
        await self._ask("execute_request", content)

    async def _updated(self, model: str, state: dict[str, Any]) -> float:
        """Write a widget's state, and return the seconds until its answer is there."""
        start = time.perf_counter()
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self._ask("comm_msg", {"comm_id": model, "data": data})
        return time.perf_counter() - start

    async def _ask(self, kind: str, content: dict[str, Any]) -> None:
        """Send a message, and wait until the kernel is idle after it."""
        asked = uuid.uuid4().hex
        head = {"msg_id": asked, "msg_type": kind, "username": "", "session": self.session,
                "version": "5.3", "date": ""}  # fmt: skip
        message = {"header": head, "parent_header": {}, "metadata": {}, "content": content,
                   "channel": "shell", "buffers": []}  # fmt: skip
        await self.wire.write_message(json.dumps(message))
        while True:
            told = _message(await self.wire.read_message())
            if told["header"]["msg_type"] == "comm_open":
                opened = told["content"]
                self.models[opened["comm_id"]] = opened["data"]["state"].get("widget", "")
            if told["content"].get("execution_state") in ("restarting", "dead"):
                self.restarted = True
                return
            if (
                told["parent_header"].get("msg_id") == asked
                and told["content"].get("execution_state") == "idle"
            ):
                return


def _message(told: str | bytes | None) -> dict[str, Any]:
    """Read a message, which is bytes where buffers follow its JSON."""
    if told is None:
        raise ConnectionError("the server closed the websocket")
    if isinstance(told, bytes):
        starts = [int.from_bytes(told[4 * i : 4 * i + 4], "big") for i in range(1, 3)]
        n = int.from_bytes(told[:4], "big")
        told = told[starts[0] : starts[1] if n > 1 else None].decode()
    return json.loads(told)


async def _asked(method: str, url: str, token: str) -> bytes:
    """Ask the hub or a server."""
    from tornado.httpclient import AsyncHTTPClient, HTTPRequest

    body = "" if method == "POST" else None
    headers = {"Authorization": f"token {token}"}
    request = HTTPRequest(url, method, headers, body=body, request_timeout=180)
    return (await AsyncHTTPClient().fetch(request)).body


async def _answers(url: str, token: str, seconds: float = 60) -> None:
    """Wait until something answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            await _asked("GET", url, token)
            return
        except Exception:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.3)


def _megabytes(hub: int) -> float:
    """Return the memory of all servers and kernels below the hub, shared pages by their share."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)] = int(fields[1])
        except OSError:
            continue
    total = 0
    for pid in parents:
        line, at = [], pid
        while at in parents and at != hub:
            line.append(at)
            at = parents[at]
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        if at == hub and line and (b"singleuser" in command or b"ipykernel" in command):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += next(int(row.split()[1]) for row in rollup.splitlines() if "Pss:" in row)
    return total / 1024


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
