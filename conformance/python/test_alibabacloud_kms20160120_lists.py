"""alibabacloud_kms20160120 (ACS3-HMAC-SHA256): lists of secrets, their filters and pages, and tags."""

import json
from typing import Any

import pytest

from kms_calls import Kms, rejected
from values import unique_name


def names_with(kms: Kms, *filters: dict[str, Any]) -> list[str]:
    listed = kms.list_secrets(filters=json.dumps(list(filters)), page_size=100)
    assert listed.total_count == len(listed.secret_list.secret)
    return [secret.secret_name for secret in listed.secret_list.secret]


def test_tags_are_shown_when_asked_for(kms: Kms) -> None:
    tags = [{"TagKey": "team", "TagValue": "a/b"}, {"TagKey": "env", "TagValue": "test"}]
    name = kms.create(tags=json.dumps(tags)).secret_name
    assert kms.describe(name, fetch_tags="true").to_map()["Tags"] == {"Tag": tags}
    assert kms.describe(name).tags is None
    only = json.dumps([{"Key": "SecretName", "Values": [name]}])
    assert kms.list_secrets(
        filters=only, fetch_tags="true"
    ).to_map()["SecretList"]["Secret"][0]["Tags"] == {"Tag": tags}
    assert kms.list_secrets(filters=only).secret_list.secret[0].tags is None


def test_list_answers_what_every_secret_has(kms: Kms) -> None:
    name = kms.create().secret_name
    listed = kms.list_secrets(filters=json.dumps([{"Key": "SecretName", "Values": [name]}]))
    described = kms.describe(name)
    assert listed.to_map() == {
        "PageNumber": 1,
        "PageSize": 10,
        "TotalCount": 1,
        "RequestId": listed.request_id,
        "SecretList": {"Secret": [{
            "SecretName": name,
            "SecretType": "Generic",
            "CreateTime": described.create_time,
            "UpdateTime": described.update_time,
        }]},
    }


def test_list_filters_by_name_description_and_tags(kms: Kms) -> None:
    mark = unique_name("mark")
    one = kms.create(description=f"one of {mark}", tags=json.dumps([{"TagKey": mark, "TagValue": "1"}])).secret_name
    two = kms.create(description=f"two of {mark}", tags=json.dumps([{"TagKey": mark, "TagValue": "2"}])).secret_name
    assert names_with(kms, {"Key": "SecretName", "Values": [one, two, "no-such"]}) == [one, two]
    assert names_with(kms, {"Key": "Description", "Values": [mark]}) == [one, two]
    assert names_with(kms, {"Key": "TagKey", "Values": [mark]}) == [one, two]
    assert names_with(kms, {"Key": "TagKey", "Values": [mark]}, {"Key": "TagValue", "Values": ["2"]}) == [two]
    assert names_with(
        kms, {"Key": "SecretName", "Values": [one]}, {"Key": "SecretType", "Values": ["Generic"]}
    ) == [one]
    assert names_with(kms, {"Key": "SecretName", "Values": [one]}, {"Key": "SecretType", "Values": ["Rds"]}) == []
    assert names_with(kms, {"Key": "SecretName", "Values": [one[:-1]]}) == []


@pytest.mark.parametrize("filters", ["{", "{}", '[{"Key":"Colour","Values":["red"]}]', '[{"Values":["red"]}]'])
def test_list_rejects_filters_of_another_form(kms: Kms, filters: str) -> None:
    with rejected(400, "InvalidParameter"):
        kms.list_secrets(filters=filters)


def test_list_counts_everything_and_answers_a_page(kms: Kms) -> None:
    mark = unique_name("mark")
    names = [kms.create(description=mark).secret_name for _ in range(5)]
    filters = json.dumps([{"Key": "Description", "Values": [mark]}])
    pages = [kms.list_secrets(filters=filters, page_number=number, page_size=2) for number in (1, 2, 3, 4)]
    assert [[secret.secret_name for secret in page.secret_list.secret] for page in pages] == [
        names[:2], names[2:4], names[4:], []
    ]
    assert {page.total_count for page in pages} == {5}
    assert [(page.page_number, page.page_size) for page in pages] == [(1, 2), (2, 2), (3, 2), (4, 2)]


@pytest.mark.parametrize(
    "fields", [{"page_size": 0}, {"page_size": 101}, {"page_number": 0}, {"page_size": "many"}], ids=str
)
def test_list_rejects_other_pages(kms: Kms, fields: dict[str, Any]) -> None:
    with rejected(400, "InvalidParameter"):
        kms.list_secrets(**fields)
