"""What a run rested on: of a sandbox, and of a whole run of a user's suite with official clients."""

from __future__ import annotations

import json

import pytest
from alibabacloud_kms20160120 import models
from pytest_dragoman import ControlError

SUITE = """
import pytest
from alibabacloud_kms20160120 import models

@pytest.mark.parametrize("number", range(6))
def test_makes_and_reads(aliyun_kms, dragoman_sandbox, number):
    aliyun_kms.create_secret(models.CreateSecretRequest(secret_name="own", version_id="v1", secret_data="s"))
    if number == 0:
        dragoman_sandbox.reset()
        return
    answer = aliyun_kms.get_secret_value(models.GetSecretValueRequest(secret_name="own"))
    assert answer.body.secret_data == "s"
"""


def read(kms, name):
    return kms.get_secret_value(models.GetSecretValueRequest(secret_name=name)).body.secret_data


@pytest.mark.dragoman(seeds={"secrets": [{"name": "db", "value": "s3cr3t"}]})
def test_a_sandbox_says_what_it_rested_on(aliyun_kms, dragoman_receipt):
    assert read(aliyun_kms, "db") == "s3cr3t"
    with pytest.raises(Exception, match="Forbidden.ResourceNotFound"):
        read(aliyun_kms, "none")
    receipt = dragoman_receipt(min_grade="official-sdk-seen")
    assert receipt and receipt.requests == 2 and receipt.not_served == ()
    operation, error = receipt.used
    assert (operation.operation, operation.code, operation.requests) == ("GetSecretValue", None, 2)
    assert (error.code, error.strongest) == ("Forbidden.ResourceNotFound", "official-sdk-seen")
    assert "aliyun/GetSecretValue/200/answer" in operation.facts["official-sdk-seen"]
    assert "CreateSecret" in receipt.not_called["aliyun"]
    assert not dragoman_receipt(min_grade="live-capture")
    with pytest.raises(ControlError, match="vendor-document"):
        dragoman_receipt(min_grade="vendor-dokument")


def test_a_sandbox_writes_its_receipt(aliyun_kms, dragoman_sandbox, tmp_path):
    aliyun_kms.list_secrets(models.ListSecretsRequest())
    for name, start in [("a.md", "# "), ("a.json", "{"), ("a.xml", "<?xml"), ("a.html", "<!doctype html>")]:
        dragoman_sandbox.write_receipt(tmp_path / "new" / name)
        assert (tmp_path / "new" / name).read_text(encoding="utf-8").startswith(start)
    with pytest.raises(ValueError, match="'a.txt' ends otherwise"):
        dragoman_sandbox.write_receipt(tmp_path / "a.txt")


@pytest.mark.parametrize("workers", [[], ["-n", "3"]], ids=["alone", "workers"])
def test_a_run_writes_one_receipt_of_all_its_sandboxes(suite, workers):
    suite.write("test_reads.py", SUITE)
    code, output = suite.run("-q", *workers, "--dragoman-receipt", "out/receipt.json")
    assert code == 0, output
    assert "Dragoman: receipt of 11 requests" in output
    document = json.loads((suite.folder / "out" / "receipt.json").read_text(encoding="utf-8"))
    counts = {item["operation"]: item["requests"] for item in document["used"] if item["code"] is None}
    assert counts == {"CreateSecret": 6, "GetSecretValue": 5}


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "workers"])
def test_a_gateway_that_runs_counts_from_the_beginning_of_the_run(suite, dragoman, aliyun_kms, workers):
    aliyun_kms.list_secrets(models.ListSecretsRequest())
    suite.write("test_reads.py", SUITE)
    suite.write("pytest.ini", "[pytest]\ndragoman_receipt = receipt.xml\n")
    code, output = suite.run("-q", *workers, DRAGOMAN_URL=dragoman.url)
    assert code == 0, output
    assert "Dragoman: receipt of 11 requests" in output
    assert 'name="CreateSecret"' in (suite.folder / "receipt.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "workers"])
def test_a_run_fails_below_the_grade_that_it_asks_for(suite, workers):
    suite.write("test_reads.py", SUITE)
    code, output = suite.run("-q", *workers, DRAGOMAN_MIN_GRADE="live-capture")
    assert code == 1
    assert "6 passed" in output
    assert "2 without a fact of live-capture or a stronger grade" in output
    code, output = suite.run("-q", *workers, "--dragoman-min-grade", "official-sdk-seen")
    assert code == 0, output


def test_options_that_cannot_be_are_told_before_the_run(suite):
    suite.write("test_reads.py", SUITE)
    for option in [("--dragoman-receipt", "receipt.txt"), ("--dragoman-min-grade", "best")]:
        code, output = suite.run("-q", *option)
        assert code == pytest.ExitCode.USAGE_ERROR, output
        assert option[1] in output


def test_a_run_without_the_options_keeps_nothing(suite):
    suite.write("test_reads.py", SUITE)
    code, output = suite.run("-q")
    assert code == 0 and "receipt" not in output
