package conformance

import "testing"

var resourceIDMissing = rejection{404, "InvalidResourceId.NotFound", "The specified ResourceId is not found."}

func aliyunTags(pairs ...string) []fields {
	var tags []fields
	for index := 0; index < len(pairs); index += 2 {
		tags = append(tags, fields{"TagKey": pairs[index], "TagValue": pairs[index+1]})
	}
	return tags
}

func TestAliyunTagsOfOneSecret(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		of := fields{"SecretName": newAliyunSecret(t, kms, nil)}
		shows := func(want any) {
			t.Helper()
			same(t, "Tags", kms.ok(t, "DescribeSecret", with(of, fields{"FetchTags": "true"}))["Tags"], fields{"Tag": want})
		}
		done := fields{"RequestId": uuid}
		kms.gets(t, "TagResource", with(of, fields{"Tags": jsonText(aliyunTags("team", "a/b", "env", "test"))}), done)
		kms.gets(t, "TagResource", with(of, fields{"Tags": jsonText(aliyunTags("team", "c"))}), done)
		shows([]any{fields{"TagKey": "team", "TagValue": "c"}, fields{"TagKey": "env", "TagValue": "test"}})
		kms.gets(t, "UntagResource", with(of, fields{"TagKeys": `["team","absent"]`}), done)
		shows([]any{fields{"TagKey": "env", "TagValue": "test"}})
		kms.gets(t, "UntagResource", with(of, fields{"TagKeys": `["env"]`}), done)
		shows([]any{})

		missingSecret := fields{"SecretName": uniqueName("missing")}
		kms.rejected(t, "TagResource", with(missingSecret, fields{"Tags": jsonText(aliyunTags("k", "v"))}), notFoundAnyText)
		kms.rejected(t, "UntagResource", with(missingSecret, fields{"TagKeys": `["k"]`}), notFoundAnyText)
		kms.rejected(t, "TagResource", with(of, fields{"Tags": "not json"}), invalid("Tags"))
		kms.rejected(t, "TagResource", of, missing("Tags"))
		kms.rejected(t, "UntagResource", of, missing("TagKeys"))
	})
}

func TestAliyunTagsOfManyResources(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		key := uniqueName("key")
		names := []any{newAliyunSecret(t, kms, nil), newAliyunSecret(t, kms, nil)}
		secrets := fields{"RegionId": aliyunRegion, "ResourceType": "secret"}
		of := with(secrets, fields{"ResourceId": names})
		tag := []any{fields{"Key": key, "Value": "a/b"}, fields{"Key": "env", "Value": "test"}}
		row := func(name any, key, value string) fields {
			return fields{"ResourceId": name, "ResourceType": "secret", "TagKey": key, "TagValue": value}
		}
		lists := func(content fields, rows ...any) {
			t.Helper()
			kms.gets(t, "ListTagResources", content, fields{
				"TagResources": fields{"TagResource": append([]any{}, rows...)}, "RequestId": uuid, "NextToken": maybe{""},
			})
		}
		kms.gets(t, "TagResources", with(of, fields{"Tag": tag}), fields{"RequestId": uuid})
		lists(
			of, row(names[0], key, "a/b"), row(names[0], "env", "test"), row(names[1], key, "a/b"), row(names[1], "env", "test"),
		)
		kms.gets(t, "UntagResources", with(of, fields{"TagKey": []any{"env"}}), fields{"RequestId": uuid})
		lists(
			with(secrets, fields{"Tag": []any{fields{"Key": key, "Value": "a/b"}}}), row(names[0], key, "a/b"),
			row(names[1], key, "a/b"),
		)
		kms.gets(t, "UntagResources", with(of, fields{"All": true}), fields{"RequestId": uuid})
		lists(of)

		unknown := with(secrets, fields{"ResourceId": []any{uniqueName("missing")}})
		kms.rejected(t, "TagResources", with(unknown, fields{"Tag": tag}), resourceIDMissing)
		kms.rejected(t, "UntagResources", with(unknown, fields{"TagKey": []any{"env"}}), resourceIDMissing)
		kms.rejected(t, "ListTagResources", unknown, resourceIDMissing)
		twice := []any{fields{"Key": key, "Value": "1"}, fields{"Key": key, "Value": "2"}}
		kms.rejected(t, "TagResources", with(of, fields{"Tag": twice}),
			rejection{400, "Duplicate.TagKey", "The specified tagKey is duplicate."})
		kms.rejected(t, "ListTagResources", with(of, fields{"ResourceType": "house"}), rejection{400, "InvalidParameter", ""})
	})
}
