package dragomanvectors_test

import (
	"encoding/json"
	"slices"
	"testing"

	"dragoman.test/dragomanvectors"
)

func TestTheFamiliesAreSorted(t *testing.T) {
	names := dragomanvectors.Families()
	if len(names) <= 20 || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("Families() = %v", names)
	}
}

func TestEachFamilyCountsItsTestsAndExplainsTheirFlags(t *testing.T) {
	for _, family := range dragomanvectors.Families() {
		t.Run(family, func(t *testing.T) {
			vectors, err := dragomanvectors.Load(family)
			if err != nil {
				t.Fatal(err)
			}
			count := 0
			for _, group := range vectors.TestGroups {
				for _, test := range group.Tests {
					count++
					checkTest(t, vectors, test, count)
				}
			}
			if count != vectors.NumberOfTests {
				t.Errorf("%d tests, %d are stated", count, vectors.NumberOfTests)
			}
		})
	}
}

func checkTest(t *testing.T, vectors *dragomanvectors.Vectors, test dragomanvectors.Test, id int) {
	t.Helper()
	if test.ID != id {
		t.Errorf("the test with the number %d is number %d", test.ID, id)
	}
	for _, flag := range test.Flags {
		if _, isExplained := vectors.Notes[flag]; !isExplained {
			t.Errorf("%d: nothing explains %s", id, flag)
		}
	}
	if vectors.Schema == "error_schema.json" && (test.Error == nil || test.Response.Status == 0) {
		t.Errorf("%d has no error or no response", id)
	}
	if vectors.Schema == "body_schema.json" && (test.Result == "invalid") != (test.Value == nil) {
		t.Errorf("%d is %s and its value is %s", id, test.Result, test.Value)
	}
}

func TestAFamilyThatThereIsNot(t *testing.T) {
	for _, name := range []string{"none", "../schemas/body_schema", ""} {
		if _, err := dragomanvectors.Load(name); err == nil {
			t.Errorf("%q was loaded", name)
		}
	}
}

func TestRawIsTheFile(t *testing.T) {
	text, err := dragomanvectors.Raw("blueking-jwt")
	if err != nil || !json.Valid(text) {
		t.Errorf("Raw() = %.20q, %v", text, err)
	}
}
