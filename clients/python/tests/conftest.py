"""Runs suites of users in processes of their own, as they are run for real."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Tuple

import pytest


def user_environment(**more: str) -> Dict[str, str]:
    """What a user's suite finds: no Node, no settings of another gateway."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "LC_ALL") if name in os.environ}
    return {**kept, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", **more}


class Suite:
    """A folder with tests of a user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def start(self, *args: str, **variables: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args]
        environment = user_environment(**variables)
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def run(self, *args: str, **variables: str) -> Tuple[int, str]:
        process = self.start(*args, **variables)
        output, _ = process.communicate(timeout=120)
        return process.returncode, output


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    return Suite(tmp_path)
