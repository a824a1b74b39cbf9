"""Programs under faults."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytest_dragoman import Dragoman, RehearsalError

READS = """
import os, sys, time
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.utils_models import Config

client = Client(Config(
    access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    region_id="cn-hangzhou",
    protocol="http",
))
for attempt in range(int(sys.argv[1])):
    try:
        client.get_secret_value(models.GetSecretValueRequest(secret_name="db"))
        sys.exit(0)
    except Exception:
        time.sleep(0.1 * 2**attempt)
sys.exit(1)
"""


@pytest.fixture(scope="module")
def gateway():
    with Dragoman(seeds={"secrets": [{"name": "db", "value": "s3cr3t"}]}) as dragoman:
        yield dragoman


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "app.py"
    path.write_text(READS, encoding="utf-8")
    return path


def test_tells_what_a_program_did_under_faults(gateway, program):
    rehearsal = gateway.rehearse.retry([sys.executable, program, "4"], cases=["5xx-*"], parallel=2)
    assert rehearsal, rehearsal
    assert [(case.case, case.attempts) for case in rehearsal.cases] == [
        ("5xx-once", 2),
        ("5xx-twice", 3),
        ("5xx-endless", 4),
    ]
    assert rehearsal.first_run["operations"] == [{"door": "aliyun", "operation": "GetSecretValue", "requests": 1}]


def test_tells_what_is_broken(gateway, program):
    rehearsal = gateway.rehearse.retry([sys.executable, program, "1"], cases=["throttle"])
    assert not rehearsal
    assert rehearsal.cases[0].findings == [{"rule": "not-recovered", "failures": 2, "attempts": 1}]


def test_rejects_what_cannot_be_rehearsed(gateway):
    with pytest.raises(RehearsalError, match=r"fails \(exit code 4\)"):
        gateway.rehearse.retry([sys.executable, "-c", "raise SystemExit(4)"])


def test_tells_what_a_program_gave_away(gateway, program):
    printing = READS.replace("client.get_secret", "read = client.get_secret")
    printing = printing.replace("sys.exit(0)", "print(read.body.secret_data)")
    program.write_text(printing, encoding="utf-8")
    rehearsal = gateway.rehearse.leaks([sys.executable, program, "1"])
    assert not rehearsal
    assert {(leak["location"], leak["value"]["name"]) for leak in rehearsal.leaks} == {("stdout", "db")}


def test_tells_whether_a_program_follows_a_rotation(gateway, program):
    program.write_text(READS.replace("sys.exit(0)", "time.sleep(60)"), encoding="utf-8")
    times = {"every": "1s", "grace": "1s", "rotations": 1}
    rehearsal = gateway.rehearse.rotation([sys.executable, program, "1"], users="one", **times)
    assert not rehearsal
    assert "follows" in {finding["criterion"] for finding in rehearsal.findings if finding["verdict"] == "broken"}
