"""A gateway process: started, waited for within bounds, and ended by its id."""

import json
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import identity
import values

ROOT = Path(__file__).resolve().parents[2]
NODE = ROOT / "node_modules" / "node" / "bin" / "node"
CLI = ROOT / "packages" / "gateway" / "dist" / "cli.js"

START_SECONDS = 20
STOP_SECONDS = 20


@dataclass
class Gateway:
    url: str
    process: "subprocess.Popen[bytes]"
    stderr_file: Path

    @property
    def host(self) -> str:
        """host:port, for the clients that take the scheme apart from it."""
        return urlsplit(self.url).netloc

    def console(self) -> str:
        """All that the gateway wrote on stderr."""
        return self.stderr_file.read_text(encoding="utf-8")


# Those that run now.
running: "list[Gateway]" = []


@contextmanager
def running_gateway(directory: Path, *flags: str) -> Iterator[Gateway]:
    """
    A gateway that keeps its state in memory; `directory` is empty, so no configuration file is found there.
    At the end it must stop in order, and its console must not have shown a secret.
    """
    gateway = _start(directory, flags)
    running.append(gateway)
    try:
        yield gateway
    finally:
        running.remove(gateway)
        _stop(gateway)
    console = gateway.console()
    assert [secret for secret in (*identity.SECRETS, *values.used_markers()) if secret in console] == []


def _start(directory: Path, flags: Sequence[str]) -> Gateway:
    stderr_file = directory / "stderr"
    with stderr_file.open("wb") as stderr:
        process = subprocess.Popen(
            [str(NODE), str(CLI), "start", "--port", "0", "--memory", "--json", *flags],
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            bufsize=0,
        )
    gateway = Gateway("", process, stderr_file)
    try:
        ready = json.loads(_first_line(gateway))
        assert (ready["event"], ready["pid"]) == ("ready", process.pid)
        gateway.url = ready["url"]
    except BaseException:
        process.kill()
        process.wait()
        raise
    return gateway


def _stop(gateway: Gateway) -> None:
    """Ends the gateway as an operator would: it must go in order, and have said on stdout only that it is ready."""
    process = gateway.process
    process.send_signal(signal.SIGTERM)
    try:
        rest, _ = process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
    assert process.returncode == 0
    assert rest == b""


def _first_line(gateway: Gateway) -> bytes:
    stdout = gateway.process.stdout
    assert stdout is not None
    line = b""
    deadline = time.monotonic() + START_SECONDS
    while not line.endswith(b"\n"):
        byte = _read_byte(stdout, deadline - time.monotonic())
        if byte == b"":
            raise RuntimeError(f"the gateway was not ready: {line!r} on stdout, on stderr:\n{gateway.console()}")
        line += byte
    return line


def _read_byte(stream: "IO[bytes]", seconds: float) -> bytes:
    """Nothing at the end of the stream or of the time."""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        return stream.read(1) if seconds > 0 and selector.select(seconds) else b""
