// Command vectors signs what the vectors say with official SDKs for Go, or reads it: vectors
// sign|read <folder of vectors>.
// It prints a line of JSON for each test and each client: what it made or read, or how it failed.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

type vectorFile struct {
	Algorithm  string
	TestGroups []group
}

type group struct {
	Service string
	Now     string
	Key     key
	Tests   []test
}

type key struct {
	AccessKeyID     string `json:"accessKeyId"`
	SecretAccessKey string `json:"secretAccessKey"`
	PrivateKey      string `json:"privateKey"`
	PublicKey       string `json:"publicKey"`
	ClientKeyID     string `json:"clientKeyId"`
	Scope           struct{ Region, Service string }
	// Of the group.
	now string
}

type test struct {
	ID           int `json:"tcId"`
	Request      wireRequest
	StringToSign string
	Signature    string
	Result       string
}

type wireRequest struct {
	Method  string
	Target  string
	Headers [][2]string
	Body    string
}

// made is what a client made of a test.
type made struct {
	Family        string `json:"family"`
	ID            int    `json:"tcId"`
	Client        string `json:"client,omitempty"`
	Authorization string `json:"authorization,omitempty"`
	Signature     string `json:"signature,omitempty"`
	StringToSign  string `json:"stringToSign,omitempty"`
	Verified      *bool  `json:"verified,omitempty"`
	Cannot        string `json:"cannot,omitempty"`
	Failure       string `json:"failure,omitempty"`
}

type signFunc func(algorithm string, key key, test test) ([]made, error)

var services = map[string]signFunc{
	"huawei": signHuawei, "aliyun": signAliyun, "aliyun-instance": signInstance, "blueking": signBlueKing,
}

func main() {
	paths, _ := filepath.Glob(filepath.Join(os.Args[2], "*.json"))
	sort.Strings(paths)
	out := json.NewEncoder(os.Stdout)
	run := map[string]func(string, *json.Encoder) error{"sign": signFile, "read": readFile}[os.Args[1]]
	for _, path := range paths {
		if err := run(path, out); err != nil {
			fmt.Fprintln(os.Stderr, path, err)
			os.Exit(1)
		}
	}
}

func signFile(path string, out *json.Encoder) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var file vectorFile
	if err := json.Unmarshal(text, &file); err != nil {
		return err
	}
	family := strings.TrimSuffix(filepath.Base(path), ".json")
	for _, group := range file.TestGroups {
		sign, isSigned := services[group.Service]
		group.Key.now = group.Now
		for _, test := range group.Tests {
			if !isSigned || test.Result == "invalid" {
				continue
			}
			if err := report(out, family, test, sign, file.Algorithm, group.Key); err != nil {
				return err
			}
		}
	}
	return nil
}

func report(out *json.Encoder, family string, test test, sign signFunc, algorithm string, key key) error {
	all, err := sign(algorithm, key, test)
	if err != nil {
		all = []made{{Failure: err.Error()}}
	}
	for _, one := range all {
		one.Family, one.ID = family, test.ID
		if err := out.Encode(one); err != nil {
			return err
		}
	}
	return nil
}

// header answers the value of a header of a request, and the names of those that its Authorization lists as signed.
func (r wireRequest) header(name string) string {
	for _, pair := range r.Headers {
		if strings.EqualFold(pair[0], name) {
			return pair[1]
		}
	}
	return ""
}

func (r wireRequest) signedHeaders() map[string]string {
	_, list, _ := strings.Cut(r.header("Authorization"), "SignedHeaders=")
	list, _, _ = strings.Cut(list, ",")
	signed := map[string]string{}
	for _, name := range strings.Split(list, ";") {
		for _, pair := range r.Headers {
			if strings.EqualFold(pair[0], name) {
				signed[pair[0]] = pair[1]
			}
		}
	}
	return signed
}
