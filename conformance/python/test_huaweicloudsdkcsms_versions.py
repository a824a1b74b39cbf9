"""huaweicloudsdkcsms: versions and stages."""

from typing import Any

import pytest

from csms_calls import INVALID_PARAMETER, RESOURCE_MISSING, VALUE_LIMIT, Csms, rejected
from shapes import UUID, is_just_now, now_ms
from values import secret_value, sized_value

VERSIONS_LIMIT = 20
STAGES_LIMIT = 12


def test_a_new_version_takes_syscurrent_and_leaves_sysprevious(csms: Csms) -> None:
    first, second = secret_value(), secret_value()
    secret = csms.create(secret_string=first)
    version = csms.put(secret.name, secret_string=second)
    assert (version.id, version.secret_name, version.version_stages) == ("v2", secret.name, ["SYSCURRENT"])
    assert UUID.fullmatch(version.kms_key_id) and version.expire_time is None
    assert is_just_now(version.create_time) and version.create_time > secret.create_time
    assert csms.stages(secret.name) == {"v1": ["SYSPREVIOUS"], "v2": ["SYSCURRENT"]}
    assert csms.read(secret.name, "v1").secret_string == first
    assert csms.read(secret.name, "v2").to_dict() == csms.read(secret.name).to_dict()
    csms.put(secret.name)
    assert csms.stages(secret.name) == {"v1": [], "v2": ["SYSPREVIOUS"], "v3": ["SYSCURRENT"]}


def test_a_version_with_stages_of_its_own_leaves_syscurrent(csms: Csms) -> None:
    name = csms.create().name
    value = secret_value()
    assert sorted(
        csms.put(name, secret_string=value, version_stages=["green", "blue"]).version_stages
    ) == ["blue", "green"]
    assert csms.stages(name) == {"v1": ["SYSCURRENT"], "v2": ["blue", "green"]}
    assert csms.read(name, "latest").secret_string == value
    assert csms.put(name, version_stages=["blue"]).version_stages == ["blue"]
    assert csms.stages(name) == {"v1": ["SYSCURRENT"], "v2": ["green"], "v3": ["blue"]}


def test_a_version_that_asks_for_syscurrent_hands_sysprevious_over(csms: Csms) -> None:
    name = csms.create().name
    csms.put(name, version_stages=["SYSCURRENT", "blue"])
    assert csms.stages(name) == {"v1": ["SYSPREVIOUS"], "v2": ["SYSCURRENT", "blue"]}
    csms.put(name, version_stages=[])
    assert csms.stages(name) == {"v1": [], "v2": ["SYSPREVIOUS", "blue"], "v3": ["SYSCURRENT"]}


def test_expire_time_is_kept_in_whole_seconds(csms: Csms) -> None:
    name = csms.create().name
    expiry = now_ms() // 1000 * 1000 + 3_600_000
    assert csms.put(name, expire_time=expiry + 999).expire_time == expiry
    assert csms.read(name).version_metadata.expire_time == expiry


@pytest.mark.parametrize("body", [
    {"secret_string": sized_value(VALUE_LIMIT)},
    {"secret_binary": sized_value(VALUE_LIMIT)},
    {"expire_time": 9_999_999_999_999},
    {"version_stages": ["s" * 64]},
], ids=lambda body: ",".join(body))
def test_put_takes_what_is_just_within_bounds(csms: Csms, body: dict[str, Any]) -> None:
    assert csms.put(csms.create().name, **body).id == "v2"


@pytest.mark.parametrize("body", [
    {"secret_string": None},
    {"secret_string": "one", "secret_binary": "dHdv"},
    {"secret_string": sized_value(VALUE_LIMIT + 1)},
    {"secret_binary": sized_value(VALUE_LIMIT + 1)},
    {"expire_time": 10_000_000_000_000},
    {"expire_time": -1},
    {"version_stages": ["s" * 65]},
    {"version_stages": [""]},
], ids=lambda body: ",".join(body))
def test_put_rejects_what_is_out_of_bounds(csms: Csms, body: dict[str, Any]) -> None:
    name = csms.create().name
    with rejected(*INVALID_PARAMETER):
        csms.put(name, **body)


def test_the_21st_version_drops_the_oldest_without_a_stage(csms: Csms) -> None:
    name = csms.create().name
    csms.move_stage(name, "kept", "v1")
    for _ in range(VERSIONS_LIMIT - 1):
        csms.put(name)
    assert list(csms.stages(name)) == [f"v{number}" for number in range(1, 21)]
    assert csms.put(name).id == "v21"
    assert list(csms.stages(name)) == ["v1"] + [f"v{number}" for number in range(3, 22)]
    with rejected(*RESOURCE_MISSING):
        csms.read(name, "v2")


def test_versions_are_listed_in_pages_and_get_later_and_later(csms: Csms) -> None:
    name = csms.create().name
    for _ in range(4):
        csms.put(name)
    everything = csms.list_versions(name)
    times = [version.create_time for version in everything.version_metadatas]
    assert times == sorted(set(times))
    assert everything.page_info.next_marker is None
    first = csms.list_versions(name, limit=2)
    assert [version.id for version in first.version_metadatas] == ["v1", "v2"]
    assert (
        first.page_info.next_marker, first.page_info.previous_marker, first.page_info.current_count
    ) == ("v2", "v1", 2)
    last = csms.list_versions(name, limit=2, marker="v4")
    assert [version.id for version in last.version_metadatas] == ["v5"]
    assert last.page_info.next_marker is None
    assert csms.list_versions(name, marker="v5").version_metadatas == []


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 1001}, {"marker": "five"}], ids=str)
def test_list_versions_rejects_other_queries(csms: Csms, query: dict[str, Any]) -> None:
    name = csms.create().name
    with rejected(*INVALID_PARAMETER):
        csms.list_versions(name, **query)


def test_a_version_that_does_not_exist_is_rejected(csms: Csms) -> None:
    name = csms.create().name
    with rejected(*RESOURCE_MISSING):
        csms.read(name, "v2")


def test_a_version_of_another_form_is_rejected(csms: Csms) -> None:
    name = csms.create().name
    with rejected(*INVALID_PARAMETER):
        csms.read(name, "v 1")


def test_a_stage_is_made_moved_shown_and_deleted(csms: Csms) -> None:
    name = csms.create().name
    csms.put(name)
    made = csms.move_stage(name, "blue", "v1")
    assert (made.name, made.secret_name, made.version_id) == ("blue", name, "v1")
    assert is_just_now(made.update_time)
    assert csms.move_stage(name, "blue", "v2").version_id == "v2"
    assert csms.show_stage(name, "blue").version_id == "v2"
    assert csms.stages(name) == {"v1": ["SYSPREVIOUS"], "v2": ["SYSCURRENT", "blue"]}
    deleted = csms.delete_stage(name, "blue")
    assert (deleted.status_code, deleted.raw_content or b"") == (204, b"")
    with rejected(*RESOURCE_MISSING):
        csms.show_stage(name, "blue")
    with rejected(*RESOURCE_MISSING):
        csms.delete_stage(name, "blue")


def test_syscurrent_moved_by_hand_hands_nothing_over(csms: Csms) -> None:
    name = csms.create().name
    csms.put(name, version_stages=["blue"])
    csms.move_stage(name, "SYSCURRENT", "v2")
    assert csms.stages(name) == {"v1": [], "v2": ["SYSCURRENT", "blue"]}


@pytest.mark.parametrize("stage", ["SYSCURRENT", "SYSPREVIOUS"])
def test_stages_of_the_service_are_not_deleted(csms: Csms, stage: str) -> None:
    name = csms.create().name
    csms.put(name)
    with rejected(400, "CSMS.0105", "Can not delete the system internal stage."):
        csms.delete_stage(name, stage)


def test_a_stage_needs_a_version_that_exists(csms: Csms) -> None:
    name = csms.create().name
    with rejected(*RESOURCE_MISSING):
        csms.move_stage(name, "blue", "v2")


@pytest.mark.parametrize(("stage", "version_id"), [("s" * 65, "v1"), ("a.dot", "v1"), ("blue", "one"), ("blue", None)])
def test_a_stage_of_another_form_is_rejected(csms: Csms, stage: str, version_id: str) -> None:
    name = csms.create().name
    with rejected(*INVALID_PARAMETER):
        csms.move_stage(name, stage, version_id)


def test_a_secret_holds_12_stages(csms: Csms) -> None:
    name = csms.create().name
    for number in range(STAGES_LIMIT - 1):
        csms.move_stage(name, f"stage-{number}", "v1")
    with rejected(400, "CSMS.0203", "The number of stage has reached the upper limit."):
        csms.move_stage(name, "one-too-many", "v1")
    assert len(csms.stages(name)["v1"]) == STAGES_LIMIT
    csms.move_stage(name, "stage-0", "v1")


def test_a_request_names_12_stages_at_most(csms: Csms) -> None:
    name = csms.create().name
    with rejected(400, "CSMS.0204", "number of stages is greater than the quota limit"):
        csms.put(name, version_stages=[f"stage-{number}" for number in range(STAGES_LIMIT + 1)])
