"""The examples of the documents run as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import user_environment

HERE = Path(__file__).parent
#: Beside the tests where they run installed, else where they are kept.
DOCUMENTS = {
    "README.md": HERE / "README.md" if (HERE / "README.md").exists() else HERE.parent / "README.md",
    "python.md": HERE / "python.md" if (HERE / "python.md").exists() else HERE.parents[2] / "docs/testing/python.md",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_run(suite, name):
    blocks = re.findall(r"^```python\n(.*?)^```", DOCUMENTS[name].read_text(encoding="utf-8"), re.M | re.S)
    tests = [block for block in blocks if "def test_" in block]
    programs = [block for block in blocks if "def test_" not in block]
    assert tests and programs
    for number, test in enumerate(tests):
        suite.write(f"test_example_{number}.py", test)
    code, output = suite.run("-q")
    assert code == 0, output
    for program in programs:
        suite.write("program.py", program)
        subprocess.run([sys.executable, "program.py"], cwd=suite.folder, env=user_environment(), check=True)
