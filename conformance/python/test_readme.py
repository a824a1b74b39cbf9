"""The Python snippets of the README, each pasted into an interpreter of its own."""

import re
import subprocess
import sys

import pytest

from gateway import ROOT, Gateway

SNIPPETS = re.findall(
    r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


# What each prints, by the module that it imports first.
PRINTS = {
    "huaweicloudsdkcore": "s3cr3t",
    "alibabacloud_kms20160120": "s3cr3t",
    "aliyunsdkcore": '"SecretList"',
    "bkapi_client_core": "'result': True",
}


def first_module(snippet: str) -> str:
    return re.findall(r"^from (\w+)", snippet)[0]


def test_the_readme_has_a_snippet_per_client() -> None:
    assert {first_module(snippet) for snippet in SNIPPETS} == set(PRINTS)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=first_module)
def test_works_when_pasted(gateway: Gateway, snippet: str) -> None:
    pointed_here = snippet.replace("127.0.0.1:4600", gateway.host)
    done = subprocess.run([sys.executable, "-c", pointed_here], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert PRINTS[first_module(snippet)] in done.stdout
