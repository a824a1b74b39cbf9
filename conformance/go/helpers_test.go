package conformance

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"
)

// fields is a JSON object: a request as the client's model names its fields, or an answer.
type fields map[string]any

// rejection is an error as a client sees it; an empty message stands for any.
type rejection struct {
	status  int
	code    string
	message string
}

// withoutNulls leaves out what clients take for absent.
func withoutNulls(value any) any {
	switch value := value.(type) {
	case fields:
		return withoutNulls(map[string]any(value))
	case map[string]any:
		kept := fields{}
		for name, content := range value {
			if content != nil {
				kept[name] = withoutNulls(content)
			}
		}
		return kept
	case []any:
		for index := range value {
			value[index] = withoutNulls(value[index])
		}
	}
	return value
}

// Wanted values that are not known beforehand.
type matcher func(got any) bool

// maybe is a field that may be absent.
type maybe struct{ want any }

// more in place of a field's name lets an object have fields beyond those that are named.
const more = "…"

var (
	hex32   = pattern(`[0-9a-f]{32}`)
	uuid    = pattern(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	utcTime = pattern(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)
	text    = pattern(`(?s).+`)
	number  = matcher(func(got any) bool { _, is := got.(json.Number); return is })
	base64s = matcher(func(got any) bool {
		encoded, is := got.(string)
		decoded, err := base64.StdEncoding.DecodeString(encoded)
		return is && err == nil && len(decoded) > 0
	})
	justNow = about(0)
)

// about is a number of milliseconds that lies so far from now, but for the time that a test takes.
func about(distance time.Duration) matcher {
	return func(got any) bool {
		moment, is := got.(json.Number)
		ms, err := moment.Int64()
		return is && err == nil && time.Until(time.UnixMilli(ms).Add(-distance)).Abs() < 2*time.Minute
	}
}

func pattern(expression string) matcher {
	whole := regexp.MustCompile(`^(?:` + expression + `)$`)
	return func(got any) bool {
		text, is := got.(string)
		return is && whole.MatchString(text)
	}
}

func same(t *testing.T, where string, got, want any) {
	t.Helper()
	for _, difference := range differences(where, got, want) {
		t.Error(difference)
	}
}

func differences(where string, got, want any) []string {
	if object, is := got.(map[string]any); is {
		got = fields(object)
	}
	switch want := want.(type) {
	case maybe:
		return differences(where, got, want.want)
	case matcher:
		if want(got) {
			return nil
		}
	case fields:
		if object, is := got.(fields); is {
			return differentFields(where, object, want)
		}
	case []any:
		if list, is := got.([]any); is && len(list) == len(want) {
			var found []string
			for index := range want {
				found = append(found, differences(fmt.Sprintf("%s[%d]", where, index), list[index], want[index])...)
			}
			return found
		}
	case int, int64:
		if got == json.Number(fmt.Sprint(want)) {
			return nil
		}
	default:
		if reflect.DeepEqual(got, want) {
			return nil
		}
	}
	if _, hidden := want.(matcher); hidden {
		want = "another form"
	}
	return []string{fmt.Sprintf("%s: got %#v, wanted %#v", where, got, want)}
}

func differentFields(where string, got, want fields) []string {
	var found []string
	_, open := want[more]
	for name := range got {
		if _, named := want[name]; !named && !open {
			found = append(found, fmt.Sprintf("%s.%s: %#v was not expected", where, name, got[name]))
		}
	}
	for name, wanted := range want {
		value, present := got[name]
		_, optional := wanted.(maybe)
		if name == more || optional && !present {
			continue
		}
		if !present {
			found = append(found, fmt.Sprintf("%s.%s is missing", where, name))
			continue
		}
		found = append(found, differences(where+"."+name, value, wanted)...)
	}
	sort.Strings(found)
	return found
}

// at walks into an answer by the names of fields and the indexes of lists.
func at(t *testing.T, value any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, is := value.(fields)
			if !is {
				t.Fatalf("no object with %q: %#v", step, value)
			}
			value = object[step]
		case int:
			list, is := value.([]any)
			if !is || step >= len(list) {
				t.Fatalf("no item %d: %#v", step, value)
			}
			value = list[step]
		}
	}
	return value
}

func textAt(t *testing.T, value any, path ...any) string {
	t.Helper()
	text, is := at(t, value, path...).(string)
	if !is {
		t.Fatalf("no text at %v of %#v", path, value)
	}
	return text
}

// sorted orders a list of texts whose order means nothing.
func sorted(list any) any {
	items, _ := list.([]any)
	sort.Slice(items, func(one, other int) bool { return fmt.Sprint(items[one]) < fmt.Sprint(items[other]) })
	return list
}

// with is a copy of an object in which other fields replace those of the same name; nil takes a field away.
func with(object, other fields) fields {
	merged := fields{}
	for _, source := range []fields{object, other} {
		for name, value := range source {
			merged[name] = value
			if value == nil {
				delete(merged, name)
			}
		}
	}
	return merged
}

// usedMarkers are in all secret values that were made; none may be seen on the gateway's console.
var usedMarkers []string

// secretValue is a value to keep secret: a marker that no other value has, then rest.
func secretValue(rest string) string {
	marker := "value" + randomHex(16)
	usedMarkers = append(usedMarkers, marker)
	return marker + rest
}

// sizedValue is a secret value of so many bytes, all of ASCII.
func sizedValue(size int) string {
	marker := secretValue("")
	return marker + strings.Repeat("x", size-len(marker))
}

// uniqueName is a name that all doors accept and no other test uses.
func uniqueName(prefix string) string {
	return prefix + "-" + randomHex(6)
}

func randomUUID() string {
	digits := randomHex(16)
	return strings.Join([]string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}, "-")
}

func randomHex(size int) string {
	random := make([]byte, size)
	rand.Read(random)
	return hex.EncodeToString(random)
}
