"""The download of MNIST, against a server of this test that breaks in every way it can."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import Any

import numpy as np
import pytest
from mnist_samples import Images, elsewhere, idx_files, little_mnist, pass_for_mnist

from teachclust.datasets import fetch_mnist, load_mnist
from teachclust.datasets.mnist import fetch as mnist_fetch
from teachclust.datasets.mnist.fetch import File
from teachclust.errors import LearnerError

FIRST = "train-images-idx3-ubyte.gz"


class Server(ThreadingMixIn, TCPServer):
    """Serves files; `ways` says, answer by answer, what goes wrong, and then nothing does.

    Not an HTTPServer, which asks the network for its own name.
    """

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.ways: list[str] = []
        self.asked: list[tuple[str, str | None]] = []

    def handle_error(self, *_: object) -> None:
        """Keep quiet: the other side went away."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/mnist/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        name = self.path.rsplit("/", 1)[-1]
        ranged = self.headers.get("Range")
        self.server.asked.append((name, ranged))
        way = self.server.ways.pop(0) if self.server.ways else "well"
        content = self.server.files[name]
        if way == "missing":
            self.send_error(404)
            return
        if way == "stall":
            time.sleep(1.5)
            return
        if way == "wrong":
            content = content[:-1] + bytes([content[-1] ^ 255])
        if way == "page":
            content, ranged = b"<html>log in</html>", None
        if way == "whole":
            ranged = None
        start = int(ranged.split("=")[1].rstrip("-")) if ranged else 0
        self.send_response(206 if ranged else 200)
        if ranged:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if way == "endless":
            content += content
        else:
            self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        rest = content[start:]
        self.wfile.write(rest[: len(rest) // 2] if way == "break" else rest)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def images(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Images:
    elsewhere(monkeypatch, tmp_path)
    made = little_mnist()
    pass_for_mnist(monkeypatch, made)
    return made


@pytest.fixture
def server(images: Images, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    files = {f"{name}.gz": gzip.compress(c, mtime=0) for name, c in idx_files(images).items()}
    sums = tuple(File(n, len(c), hashlib.sha256(c).hexdigest()) for n, c in files.items())
    monkeypatch.setattr(mnist_fetch, "FILES", sums)
    monkeypatch.setattr(mnist_fetch, "_CHUNK", 512)
    running = Server(files)
    monkeypatch.setattr(mnist_fetch, "MIRRORS", (running.address,))
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


def fetch(server: Server, folder: Path, **more: Any) -> Any:
    return fetch_mnist(folder, mirrors=server.address, **{"progress": False} | more)


def assert_whole(folder: Path, server: Server) -> None:
    """The four files are there to the byte, and nothing else."""
    assert sorted(path.name for path in folder.iterdir()) == sorted(server.files)
    for name, content in server.files.items():
        assert (folder / name).read_bytes() == content


def assert_no_half(folder: Path, server: Server) -> None:
    for path in folder.iterdir():
        assert path.suffix == ".part" or path.read_bytes() == server.files[path.name]


def test_it_downloads_checks_and_loads(
    server: Server, images: Images, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "mnist"
    bunch = fetch(server, folder, progress=True)
    np.testing.assert_array_equal(bunch.data[:7], images["train"][0])
    assert bunch.is_mnist
    assert_whole(folder, server)
    told = capsys.readouterr().out
    assert f"{FIRST}: 100 % of 0.0 MB" in told
    assert len(told.split("\r")) > 10
    # a second time nothing is asked for
    server.asked.clear()
    X, y = fetch(server, folder, progress=True, subset="test", return_X_y=True)
    assert server.asked == []
    assert (X.shape, y.shape) == ((3, 784), (3,))
    assert "already there" in capsys.readouterr().out


def test_quiet_when_asked(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(server, tmp_path / "mnist")
    assert capsys.readouterr().out == ""


def test_the_default_folder_is_where_load_mnist_looks(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fetch_mnist(mirrors=server.address, progress=False)
    assert_whole(Path.home() / "teachclust_data" / "mnist", server)
    assert load_mnist().is_mnist
    monkeypatch.setenv("TEACHCLUST_MNIST", str(tmp_path / "elsewhere"))
    fetch_mnist(mirrors=server.address, progress=False)
    assert_whole(tmp_path / "elsewhere", server)
    assert load_mnist().is_mnist


def test_a_connection_that_breaks_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.ways = ["break"]
    fetch(server, tmp_path / "mnist")
    half = len(server.files[FIRST]) // 2
    assert server.asked[:2] == [(FIRST, None), (FIRST, f"bytes={half}-")]
    assert_whole(tmp_path / "mnist", server)


def test_a_download_that_fails_is_taken_up_next_time(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "mnist"
    server.ways = ["well", "break", "missing"]
    with pytest.raises(LearnerError, match="could not be downloaded") as caught:
        fetch(server, folder)
    # the second file broke off, and its one other try was answered by 404
    assert "404" in caught.value.where
    assert "goes on from there" in caught.value.why
    assert "make_mnist_like()" in caught.value.fix
    assert_no_half(folder, server)
    parts = list(folder.glob("*.part"))
    assert [path.name for path in parts] == ["train-labels-idx1-ubyte.gz.part"]
    kept = parts[0].stat().st_size
    server.ways, server.asked = [], []
    fetch(server, folder)
    assert server.asked[0] == ("train-labels-idx1-ubyte.gz", f"bytes={kept}-")
    assert_whole(folder, server)


def test_a_server_without_ranges_sends_all_again(server: Server, tmp_path: Path) -> None:
    server.ways = ["break", "whole"]
    fetch(server, tmp_path / "mnist")
    assert_whole(tmp_path / "mnist", server)


def test_a_wrong_checksum_leaves_nothing(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "mnist"
    server.ways = ["wrong"] * 10
    with pytest.raises(LearnerError, match="wrong checksum"):
        fetch(server, folder)
    assert list(folder.iterdir()) == []
    server.ways = ["wrong"]
    fetch(server, folder)
    assert_whole(folder, server)


def test_a_spoiled_part_mends_itself(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "mnist"
    folder.mkdir()
    size = len(server.files[FIRST])
    for spoiled in (b"x" * 10, b"x" * size, b"x" * (size + 10)):
        (folder / f"{FIRST}.part").write_bytes(spoiled)
        fetch(server, folder)
        assert_whole(folder, server)
        (folder / FIRST).unlink()


@pytest.mark.parametrize("way", ["page", "endless", "missing", "stall"])
def test_other_answers(way: str, server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "mnist"
    server.ways = [way] * 2
    with pytest.raises(LearnerError, match="could not be downloaded"):
        fetch(server, folder, timeout=0.3)
    assert list(folder.iterdir()) == []
    server.ways = [way]
    fetch(server, folder, timeout=0.3)
    assert_whole(folder, server)


def test_a_link_in_place_of_the_part_is_not_followed(server: Server, tmp_path: Path) -> None:
    work = tmp_path / "work.txt"
    work.write_text("my work")
    folder = tmp_path / "mnist"
    folder.mkdir()
    (folder / f"{FIRST}.part").symlink_to(work)
    with pytest.raises(LearnerError, match="can't be written here"):
        fetch(server, folder)
    assert work.read_text() == "my work"


def test_a_login_page_does_not_spoil_the_part(server: Server, tmp_path: Path) -> None:
    server.ways = ["break", "page"]
    folder = tmp_path / "mnist"
    with pytest.raises(LearnerError):
        fetch(server, folder)
    part = (folder / f"{FIRST}.part").read_bytes()
    assert server.files[FIRST].startswith(part)
    assert len(part) == len(server.files[FIRST]) // 2


def test_the_next_mirror_takes_over(server: Server, tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9"  # the port where nothing is served
    fetch_mnist(tmp_path / "mnist", mirrors=[nobody, server.address], progress=False, timeout=2)
    assert_whole(tmp_path / "mnist", server)


def test_interrupted(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mnist"

    def stop(_progress: bool, _file: File, percent: int) -> None:
        if percent >= 40:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mnist_fetch, "_show", stop)
        with pytest.raises(KeyboardInterrupt):
            fetch(server, folder)
    (part,) = folder.iterdir()
    assert part.name == f"{FIRST}.part"
    assert 0 < part.stat().st_size < len(server.files[FIRST])
    size = part.stat().st_size
    server.asked.clear()
    fetch(server, folder)
    assert server.asked[0] == (FIRST, f"bytes={size}-")
    assert_whole(folder, server)


def test_a_file_of_another_data_set_is_left_as_it_is(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "fashion"
    folder.mkdir()
    (folder / FIRST).write_bytes(b"shirts")
    with pytest.raises(LearnerError, match="left as it is"):
        fetch(server, folder)
    assert (folder / FIRST).read_bytes() == b"shirts"
    assert server.asked == []


def test_a_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LearnerError, match="can't be written here"):
        fetch(server, tmp_path / "file")
    (tmp_path / "mnist" / f"{FIRST}.part").mkdir(parents=True)
    with pytest.raises(LearnerError):
        fetch(server, tmp_path / "mnist")


def test_a_full_disk(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        name = str(tmp_path / "part")

        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(LearnerError, match="can't be written") as caught:
        mnist_fetch._copy(_Answer(), Full(), 0, mnist_fetch.FILES[0], False)  # type: ignore[arg-type]
    assert "No space left" in caught.value.why


class _Answer:
    def read(self, _: int) -> bytes:
        return b"something"


@pytest.mark.parametrize("wrong", ["file:///etc", "mnist", [], ["ftp://somewhere/"]])
def test_mirrors_are_web_addresses(wrong: Any, images: Images) -> None:
    with pytest.raises(LearnerError, match="address on the web"):
        fetch_mnist(mirrors=wrong)
