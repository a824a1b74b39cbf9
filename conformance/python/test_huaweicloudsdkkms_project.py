"""huaweicloudsdkkms: what stands around keys: aliases, tags, grants, quotas, regions and versions."""

import identity
from huawei_calls import Operations
from kms_operations import BY_TAGS, GRANT, NO_TAG, PRINCIPAL, TAG, call, empty, new_key
from values import unique_name


def test_further_aliases_name_a_key(call: Operations) -> None:
    one, two = new_key(call), new_key(call)
    alias = f"alias/{unique_name()}"
    made = call.call("create_alias", body={"key_id": one, "alias": alias})
    assert (made.status_code, made.key_id, made.alias) == (201, one, alias)
    [listed] = call("list_aliases", key_id=one)["body"]
    assert [each["alias"] for each in listed["aliases"]] == [alias] and listed["page_info"]["current_count"] == 1
    assert call("associate_alias", body={"alias": alias, "target_key_id": two})["key_id"] == two
    assert call.call("delete_alias", body={"key_id": two, "aliases": [alias]}).status_code == 204
    [listed] = call("list_aliases", key_id=two)["body"]
    assert listed["aliases"] == []


def test_tags_are_set_shown_found_and_taken_away(empty: Operations) -> None:
    key = {"key_id": new_key(empty)}
    assert empty.call("create_kms_tag", **key, body={"tag": TAG}).status_code == 204
    more = [{"key": "env", "value": "test"}]
    assert empty.call("batch_create_kms_tags", **key, body={"action": "create", "tags": more}).status_code == 204
    detail = empty("show_kms_tags", **key)
    assert sorted(tag["key"] for tag in detail["tags"]) == ["env", "team"] and detail["exist_tags_num"] == 2
    assert {"key": "team", "values": ["x"]} in empty("list_kms_tags")["tags"]
    found = empty("list_kms_by_tags", **BY_TAGS, body={"action": "filter", "tags": [{"key": "team", "values": ["x"]}]})
    assert ([resource["resource_id"] for resource in found["resources"]], found["total_count"]) == ([key["key_id"]], 1)
    assert empty.call("delete_tag", **key, key="team").status_code == 204
    assert empty.rejected("delete_tag", **key, key="team") == NO_TAG
    assert empty("show_kms_tags", **key)["tags"] == more


def test_a_grant_is_made_listed_and_withdrawn(call: Operations) -> None:
    key = {"key_id": new_key(call)}
    grants = [call("create_grant", body={**key, **GRANT, "name": f"grant-{number}"})["grant_id"] for number in range(2)]
    listed = call("list_grants", body=key)
    assert sorted(grant["grant_id"] for grant in listed["grants"]) == sorted(grants) and listed["total"] == 2
    assert {grant["grantee_principal"] for grant in listed["grants"]} == {PRINCIPAL}
    call("cancel_grant", body={**key, "grant_id": grants[0]})
    call("cancel_self_grant", body={**key, "grant_id": grants[1]})
    assert call.rejected("cancel_grant", body={**key, "grant_id": grants[0]}) == (400, "KMS.2501")
    assert call("list_grants", body=key)["grants"] == []


def test_a_grant_is_listed_for_who_may_retire_it(empty: Operations) -> None:
    assert empty("list_retirable_grants", body={"limit": "100"})["grants"] == []
    key = {"key_id": new_key(empty)}
    own = empty("create_grant", body={**key, **GRANT})["grant_id"]
    issuer = empty("list_grants", body=key)["grants"][0]["issuing_principal"]
    retirable = empty("create_grant", body={**key, **GRANT, "retiring_principal": issuer})["grant_id"]
    listed = [grant["grant_id"] for grant in empty("list_retirable_grants", body={"limit": "100"})["grants"]]
    assert retirable in listed and own not in listed


def test_the_project_is_counted(empty: Operations) -> None:
    before = empty("show_user_instances")["instance_num"]
    new_key(empty)
    assert empty("show_user_instances")["instance_num"] == before + 1
    quotas = {quota["type"]: quota for quota in empty("show_user_quotas")["quotas"]["resources"]}
    assert set(quotas) == {"CMK", "grant_per_CMK"} and quotas["CMK"]["used"] == before + 1


def test_the_service_tells_its_regions_and_versions(call: Operations) -> None:
    assert identity.HUAWEI_REGION in call("list_support_regions")["regions"]
    assert len(call("list_support_regions", limit=2)["regions"]) == 2
    [version] = call("show_versions")["versions"]
    assert version["id"] == "v1.0" and call("show_version", version_id="v1.0")["version"]["id"] == "v1.0"
