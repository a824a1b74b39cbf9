"""The tests of the package, run with what is installed: pytest."""

import json
from importlib.resources import files

import pytest

import dragoman_vectors


def test_the_families_are_sorted_and_none_is_there_twice():
    names = dragoman_vectors.families()
    assert len(names) > 20
    assert names == sorted(set(names))


@pytest.mark.parametrize("family", dragoman_vectors.families())
def test_a_family_counts_its_tests_right_and_explains_their_flags(family):
    vectors = dragoman_vectors.load(family)
    tests = [test for group in vectors["testGroups"] for test in group["tests"]]
    assert [test["tcId"] for test in tests] == list(range(1, vectors["numberOfTests"] + 1))
    assert {flag for test in tests for flag in test["flags"]} == set(vectors["notes"])
    schema = files(dragoman_vectors) / "schemas" / vectors["schema"]
    assert json.loads(schema.read_text(encoding="utf-8"))["properties"]["schema"]["const"] == vectors["schema"]


@pytest.mark.parametrize("name", ["none", "../__init__", ""])
def test_a_family_that_there_is_not_is_a_key_error(name):
    with pytest.raises(KeyError):
        dragoman_vectors.load(name)
