"""One JupyterLab server and one Chromium for a whole test run, and how tests talk to them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import nbformat

READY = """() => {
  const app = window.jupyterapp, panel = app?.shell?.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  return !!(panel?.context?.isReady && panel.sessionContext.isReady && panel.content?.widgets?.length
    && kernel && kernel.connectionStatus === 'connected' && kernel.status === 'idle'
    && app.commands.hasCommand('notebook:run-all-cells')
    && app.commands.isEnabled('notebook:run-all-cells'));
}"""
IDLE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel.sessionContext.session?.kernel;
  const cells = panel.content.widgets.filter(c => c.model.type === 'code' && c.model.value !== undefined
    ? c.model.sharedModel.getSource().trim() : false);
  return kernel?.status === 'idle' && cells.every(c => c.model.executionCount !== null);
}"""

RUN_CELL = """async (index) => {
  jupyterapp.shell.currentWidget.content.activeCellIndex = index;
  await jupyterapp.commands.execute('notebook:run-cell');
}"""


def find_chromium() -> str | None:
    """Path of a Chromium: the one named by the environment, else the first on the path."""
    named = os.environ.get("TEACHCLUST_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return named or next((p for p in map(shutil.which, names) if p), None)


class Lab:
    """A JupyterLab or Notebook 7 server in a folder of its own, with its own settings."""

    def __init__(self, folder: Path, app: str = "lab") -> None:
        self.app = app
        self.root = folder / "work"
        self.root.mkdir()
        config = folder / "config" / "labconfig"
        config.mkdir(parents=True)
        news = {"@jupyterlab/apputils-extension:announcements": True}
        (config / "page_config.json").write_text(json.dumps({"disabledExtensions": news}))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        env = os.environ | {
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self.log = (folder / "server.log").open("w")
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter", app, "--no-browser", "--allow-root",
                f"--port={self.port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
                f"--ServerApp.root_dir={self.root}", "--LabApp.expose_app_in_browser=True",
                "--JupyterNotebookApp.expose_app_in_browser=True",
                "--ServerApp.disable_check_xsrf=True",
            ],
            env=env, stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._wait()

    def address(self, name: str) -> str:
        """Where a notebook opens, with nothing else open beside it."""
        if self.app == "notebook":
            return f"{self.url}/notebooks/{name}"
        return f"{self.url}/lab/workspaces/{Path(name).stem}/tree/{name}?reset"

    def _wait(self) -> None:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/api/status", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"The server did not start: see {self.log.name}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)
        self.log.close()

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells and return its name."""
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        book.metadata["kernelspec"] = {
            "name": "python3", "display_name": "Python 3", "language": "python"
        }  # fmt: skip
        nbformat.write(book, self.root / name)
        return name

    def shutdown_kernels(self) -> None:
        """End all kernels: they are what costs memory."""
        with urllib.request.urlopen(f"{self.url}/api/sessions") as answer:
            sessions = json.load(answer)
        for session in sessions:
            request = urllib.request.Request(
                f"{self.url}/api/sessions/{session['id']}", method="DELETE"
            )
            urllib.request.urlopen(request)


class Notebook:
    """A notebook open in a page of JupyterLab or Notebook 7."""

    def __init__(self, page: Any, lab: Lab, name: str, *, run: bool = True) -> None:
        self.page, self.lab, self.name = page, lab, name
        self.trouble: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(lab.address(name))
        page.wait_for_function(READY, timeout=60_000)
        if run:
            self.run_all()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.trouble.append(f"{message.text} {message.location.get('url', '')}")

    @property
    def foreign(self) -> list[str]:
        """Requests to another host."""
        own = (self.lab.url, f"ws://127.0.0.1:{self.lab.port}", "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def run_all(self, timeout: float = 90_000) -> None:
        self.page.evaluate(
            "async () => { await jupyterapp.commands.execute('notebook:run-all-cells') }"
        )
        self.page.wait_for_function(IDLE, timeout=timeout)

    def run_cell(self, index: int) -> None:
        """Run one cell and wait for its end."""
        self.page.evaluate(RUN_CELL, index)

    def python(self, code: str, timeout: float = 30) -> str:
        """Run code in the notebook's kernel and return what it printed."""
        script = """async (code) => {
          const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
          const future = kernel.requestExecute({code, store_history: false});
          let text = '';
          future.onIOPub = m => {
            if (m.header.msg_type === 'stream') text += m.content.text;
            if (m.header.msg_type === 'error') text += 'ERROR ' + m.content.evalue;
          };
          await future.done;
          return text;
        }"""
        return self.page.evaluate(script, code).strip()

    def stepper(self, index: int = 0) -> Any:
        """The Stepper number `index` on the page, once it is drawn."""
        found = self.page.locator('.teachclust[data-widget="stepper"]').nth(index)
        found.locator("canvas").first.wait_for(timeout=60_000)
        return found
