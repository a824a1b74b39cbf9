"""alibabacloud_kms20160120 (ACS3-HMAC-SHA256): versions and stages."""

import json
from typing import Any, Optional

import pytest
from alibabacloud_tea_openapi.exceptions import ClientException

from kms_calls import (
    LIMIT_EXCEEDED,
    NOT_FOUND,
    VALUE_LIMIT,
    VERSION_TAKEN,
    Kms,
    invalid,
    missing,
    rejected,
)
from shapes import UTC_SECONDS
from values import secret_value, sized_value

VERSIONS_LIMIT = 10
STAGES_LIMIT = 8


def stages(*names: str) -> str:
    return json.dumps(names)


def test_a_new_version_takes_acscurrent_and_leaves_acsprevious(kms: Kms) -> None:
    first, second = secret_value(), secret_value()
    name = kms.create(secret_data=first).secret_name
    put = kms.put(name, "second", secret_data=second)
    assert put.to_map() == {
        "SecretName": name,
        "VersionId": "second",
        "VersionStages": {"VersionStage": ["ACSCurrent"]},
        "RequestId": put.request_id,
    }
    assert kms.stages(name) == {"v1": ["ACSPrevious"], "second": ["ACSCurrent"]}
    assert kms.read(name).secret_data == second
    assert kms.read(name, version_stage="ACSPrevious").secret_data == first
    assert kms.read(name, version_id="v1").version_stages.version_stage == ["ACSPrevious"]
    kms.put(name, "third")
    assert kms.stages(name) == {"v1": [], "second": ["ACSPrevious"], "third": ["ACSCurrent"]}


def test_a_version_with_stages_of_its_own_leaves_acscurrent(kms: Kms) -> None:
    name = kms.create().secret_name
    assert kms.put(name, "v2", version_stages=stages("pending")).version_stages.version_stage == ["pending"]
    assert kms.stages(name) == {"v1": ["ACSCurrent"], "v2": ["pending"]}
    assert kms.read(name, version_stage="pending").version_id == "v2"
    kms.put(name, "v3", version_stages=stages("ACSCurrent", "pending"))
    assert kms.stages(name) == {"v1": ["ACSPrevious"], "v2": [], "v3": ["ACSCurrent", "pending"]}


def test_the_same_version_put_again_changes_nothing(kms: Kms) -> None:
    value = secret_value()
    name = kms.create().secret_name
    kms.put(name, "v2", secret_data=value)
    assert kms.put(name, "v2", secret_data=value).version_stages.version_stage == ["ACSCurrent"]
    assert kms.stages(name) == {"v1": ["ACSPrevious"], "v2": ["ACSCurrent"]}
    with rejected(*VERSION_TAKEN):
        kms.put(name, "v2")


def test_the_same_version_put_with_other_stages_takes_them(kms: Kms) -> None:
    """The Terraform provider sets the stages of a new secret so."""
    value = secret_value()
    name = kms.create(secret_data=value).secret_name
    put = kms.put(name, "v1", secret_data=value, version_stages=stages("ACSCurrent", "mine"))
    assert sorted(put.version_stages.version_stage) == ["ACSCurrent", "mine"]
    assert kms.stages(name) == {"v1": ["ACSCurrent", "mine"]}


def test_get_needs_the_version_to_bear_the_stage(kms: Kms) -> None:
    name = kms.create().secret_name
    kms.put(name, "v2")
    assert kms.read(name, version_id="v1", version_stage="ACSPrevious").version_id == "v1"
    with rejected(*NOT_FOUND):
        kms.read(name, version_id="v1", version_stage="ACSCurrent")
    with rejected(*NOT_FOUND):
        kms.read(name, version_id="v3")
    with rejected(*NOT_FOUND):
        kms.read(name, version_stage="nowhere")


@pytest.mark.parametrize("fields", [{"secret_data": sized_value(VALUE_LIMIT)}, {"version_id": "v" * 64}], ids=",".join)
def test_put_takes_what_is_just_within_bounds(kms: Kms, fields: dict[str, Any]) -> None:
    name = kms.create().secret_name
    assert kms.put(**{"name": name, "version_id": "v2", **fields}).secret_name == name


@pytest.mark.parametrize(("fields", "parameter"), [
    ({"secret_data": sized_value(VALUE_LIMIT + 1)}, "SecretData"),
    ({"version_id": "v" * 65}, "VersionId"),
    ({"secret_data_type": "json"}, "SecretDataType"),
    ({"version_stages": '["'}, "VersionStages"),
    ({"version_stages": stages("s" * 65)}, "VersionStages"),
])
def test_put_rejects_what_is_out_of_bounds(kms: Kms, fields: dict[str, Any], parameter: str) -> None:
    name = kms.create().secret_name
    with rejected(*invalid(parameter)):
        kms.put(**{"name": name, "version_id": "v2", **fields})


def test_put_names_a_parameter_that_is_missing(kms: Kms) -> None:
    name = kms.create().secret_name
    with rejected(*missing("SecretData")):
        kms.put(name, "v2", secret_data=None)


def test_the_11th_version_drops_the_oldest_without_a_stage(kms: Kms) -> None:
    name = kms.create().secret_name
    kms.move_stage(name, "kept", to="v1")
    for number in range(2, VERSIONS_LIMIT + 1):
        kms.put(name, f"v{number}")
    assert list(kms.stages(name)) == [f"v{number}" for number in range(1, 11)]
    kms.put(name, "v11")
    assert list(kms.stages(name)) == ["v1"] + [f"v{number}" for number in range(3, 12)]
    with rejected(*NOT_FOUND):
        kms.read(name, version_id="v2")


def test_list_versions_shows_those_without_a_stage_when_asked(kms: Kms) -> None:
    name = kms.create().secret_name
    for number in (2, 3, 4):
        kms.put(name, f"v{number}")
    labelled = kms.list_versions(name)
    assert [version.version_id for version in labelled.version_ids.version_id] == ["v3", "v4"]
    assert (labelled.secret_name, labelled.total_count, labelled.page_number, labelled.page_size) == (name, 2, 1, 20)
    page = kms.list_versions(name, include_deprecated="true", page_number=2, page_size=3)
    assert [version.version_id for version in page.version_ids.version_id] == ["v4"]
    assert (page.total_count, page.page_number, page.page_size) == (4, 2, 3)
    assert UTC_SECONDS.fullmatch(page.version_ids.version_id[0].create_time)


def test_a_stage_is_made_moved_and_taken_off(kms: Kms) -> None:
    name = kms.create().secret_name
    kms.put(name, "v2")
    assert kms.move_stage(name, "mine", to="v1").secret_name == name
    kms.move_stage(name, "mine", to="v2", taken_from="v1")
    assert kms.stages(name) == {"v1": ["ACSPrevious"], "v2": ["ACSCurrent", "mine"]}
    kms.move_stage(name, "mine", taken_from="v2")
    assert kms.stages(name) == {"v1": ["ACSPrevious"], "v2": ["ACSCurrent"]}


def test_acscurrent_moved_by_hand_hands_acsprevious_over(kms: Kms) -> None:
    name = kms.create().secret_name
    kms.put(name, "v2", version_stages=stages("pending"))
    kms.move_stage(name, "ACSCurrent", to="v2")
    assert kms.stages(name) == {"v1": ["ACSPrevious"], "v2": ["ACSCurrent", "pending"]}


@pytest.mark.parametrize(("stage", "to", "taken_from", "rejection"), [
    ("ACSCurrent", None, "v2", (400, "InvalidParameter")),
    ("ACSPrevious", None, "v1", (400, "InvalidParameter")),
    ("mine", "v2", "v2", (400, "Rejected.InvalidRequest", "param mismatch")),
    ("mine", "v3", None, NOT_FOUND),
    ("s" * 65, "v1", None, invalid("VersionStage")),
    (None, "v1", None, missing("VersionStage")),
])
def test_other_moves_are_rejected(
    kms: Kms, stage: Optional[str], to: Optional[str], taken_from: Optional[str], rejection: tuple[Any, ...]
) -> None:
    name = kms.create().secret_name
    kms.put(name, "v2")
    kms.move_stage(name, "mine", to="v1")
    with rejected(*rejection):
        kms.move_stage(name, stage, to, taken_from)


def test_a_move_to_and_from_nowhere_is_rejected(kms: Kms) -> None:
    """The documents name the rule but not which of the two codes it has."""
    name = kms.create().secret_name
    with pytest.raises(ClientException) as caught:
        kms.move_stage(name, "mine")
    assert caught.value.code in {"InvalidParameter", "MissingParameter"}


def test_a_secret_holds_8_stages(kms: Kms) -> None:
    name = kms.create().secret_name
    for number in range(STAGES_LIMIT - 1):
        kms.move_stage(name, f"stage-{number}", to="v1")
    with rejected(*LIMIT_EXCEEDED):
        kms.move_stage(name, "one-too-many", to="v1")
    with rejected(*LIMIT_EXCEEDED):
        kms.put(name, "v2", version_stages=stages("one-too-many"))
    assert len(kms.stages(name)["v1"]) == STAGES_LIMIT
