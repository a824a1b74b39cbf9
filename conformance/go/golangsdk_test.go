package conformance

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
)

// A client by the rules of github.com/chnsz/golangsdk (83ad1d2, 2026-05-14), with which the Terraform provider
// (huaweicloud/terraform-provider-huaweicloud a0345b8, 2026-08-21) asks all services; the Go module proxy does not have
// it. Its rules are in provider_client.go (which statuses are a success, when a body is decoded), results.go (a body
// becomes a structure by way of a map) and auth/core/signer (which headers are signed, and what is added afterwards).
type golangsdk struct {
	project, domain string
	// The development identity's where they are empty.
	access, secret string
}

// sdkCall is one request: a path below the host of a service, and what of golangsdk.RequestOpts it is sent with.
type sdkCall struct {
	service, method, path string
	body                  any
	headers               map[string]string
	okCodes               []int
}

// defaultOkCodes are the statuses that are taken for a success where a request names none.
var defaultOkCodes = map[string][]int{
	"GET": {200}, "POST": {200, 201, 202}, "PUT": {200, 201, 202}, "DELETE": {200, 202, 204},
}

var sdkHTTP = &http.Client{Transport: direct, Timeout: callTime}

// send makes the request and answers whatever comes back.
func (sdk golangsdk) send(t *testing.T, call sdkCall) *answer {
	t.Helper()
	var body []byte
	if call.body != nil {
		var encoded bytes.Buffer
		encoder := json.NewEncoder(&encoded)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(call.body); err != nil {
			t.Fatal(err)
		}
		body = encoded.Bytes()
	}
	request, err := http.NewRequest(call.method, gateway.url+call.path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Host = call.service + "." + huaweiRegion + ".myhuaweicloud.com"
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "terraform-provider-iac golangsdk/2.0.0")
	for name, value := range call.headers {
		request.Header.Set(name, value)
	}
	if sdk.access == "" {
		sdk.access, sdk.secret = accessKey, secretKey
	}
	sdk.sign(request, body)
	if sdk.project != "" {
		request.Header.Set("X-Project-Id", sdk.project)
	}
	if sdk.domain != "" {
		request.Header.Set("X-Domain-Id", sdk.domain)
	}
	response, err := sdkHTTP.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return &answer{response.StatusCode, response.Header, got}
}

// sign signs every header that is there, and no host.
func (sdk golangsdk) sign(request *http.Request, body []byte) {
	date := time.Now().UTC().Format("20060102T150405Z")
	request.Header.Set("X-Sdk-Date", date)
	var names []string
	for name := range request.Header {
		names = append(names, strings.ToLower(name))
	}
	sort.Strings(names)
	var headers strings.Builder
	for _, name := range names {
		fmt.Fprintf(&headers, "%s:%s\n", name, strings.TrimSpace(request.Header.Get(name)))
	}
	var segments []string
	for _, segment := range strings.Split(request.URL.Path, "/") {
		segments = append(segments, sdkEscape(segment))
	}
	path := strings.Join(segments, "/")
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	var query []string
	for name, values := range request.URL.Query() {
		for _, value := range values {
			query = append(query, sdkEscape(name)+"="+sdkEscape(value))
		}
	}
	sort.Strings(query)
	// The signer sends the query as it signs it.
	request.URL.RawQuery = strings.Join(query, "&")
	canonical := strings.Join([]string{
		request.Method, path, request.URL.RawQuery, headers.String(), strings.Join(names, ";"), sdkDigest(body),
	}, "\n")
	mac := hmac.New(sha256.New, []byte(sdk.secret))
	mac.Write([]byte("SDK-HMAC-SHA256\n" + date + "\n" + sdkDigest([]byte(canonical))))
	request.Header.Set("Authorization", fmt.Sprintf("SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s",
		sdk.access, strings.Join(names, ";"), hex.EncodeToString(mac.Sum(nil))))
}

func sdkDigest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sdkEscape leaves letters, digits and -_.~ as they are.
func sdkEscape(text string) string {
	var escaped strings.Builder
	for _, letter := range []byte(text) {
		if letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' ||
			strings.IndexByte("-_.~", letter) >= 0 {
			escaped.WriteByte(letter)
		} else {
			fmt.Fprintf(&escaped, "%%%02X", letter)
		}
	}
	return escaped.String()
}

// does makes a request that must succeed, and whose body nobody decodes.
func (sdk golangsdk) does(t *testing.T, call sdkCall) *answer {
	t.Helper()
	got := sdk.send(t, call)
	codes := call.okCodes
	if codes == nil {
		codes = defaultOkCodes[call.method]
	}
	if !slices.Contains(codes, got.status) {
		t.Fatalf("%s %s: status %d is none of %v: %s", call.method, call.path, got.status, codes, got.body)
	}
	return got
}

// into makes a request that must succeed, and fills a structure from its body, unless the answer is a 204. The
// structure has the fields that the provider reads; one of another JSON type is an error, as is a body that is empty.
func (sdk golangsdk) into(t *testing.T, call sdkCall, target any) {
	t.Helper()
	got := sdk.does(t, call)
	if got.status == http.StatusNoContent {
		return
	}
	var decoded any
	if err := json.NewDecoder(bytes.NewReader(got.body)).Decode(&decoded); err != nil {
		t.Fatalf("%s %s: %v in %q", call.method, call.path, err, got.body)
	}
	again, err := json.Marshal(decoded)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(again, target); err != nil {
		t.Fatalf("%s %s: %v in %s", call.method, call.path, err, got.body)
	}
}

// isGone makes a request that must end in 404, which the provider takes for a resource that somebody else deleted.
func (sdk golangsdk) isGone(t *testing.T, call sdkCall) {
	t.Helper()
	if got := sdk.send(t, call); got.status != http.StatusNotFound {
		t.Fatalf("%s %s: status %d is not 404: %s", call.method, call.path, got.status, got.body)
	}
}

// sdkTag is a tag as golangsdk's common/tags sends and reads it.
type sdkTag struct {
	Key   string `json:"key"`
	Value string `json:"value,omitempty"`
}

func sdkTags(tags map[string]string) []sdkTag {
	var list []sdkTag
	for key, value := range tags {
		list = append(list, sdkTag{key, value})
	}
	return list
}

// changeTags creates or deletes the tags of a resource; path is that of its tags.
func (sdk golangsdk) changeTags(t *testing.T, of sdkCall, action string, tags map[string]string) {
	t.Helper()
	of.method, of.path, of.okCodes = "POST", of.path+"/action", []int{200, 204}
	of.body = map[string]any{"action": action, "tags": sdkTags(tags)}
	sdk.does(t, of)
}

// tags reads the tags of a resource; path is that of its tags.
func (sdk golangsdk) tags(t *testing.T, of sdkCall) map[string]string {
	t.Helper()
	of.method, of.okCodes = "GET", []int{202, 200}
	headers := map[string]string{"Content-Type": "application/json", "X-Language": "en-us"}
	for name, value := range of.headers {
		headers[name] = value
	}
	of.headers = headers
	var got struct{ Tags []sdkTag }
	sdk.into(t, of, &got)
	read := map[string]string{}
	for _, tag := range got.Tags {
		read[tag.Key] = tag.Value
	}
	return read
}
