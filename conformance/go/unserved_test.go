package conformance

import (
	"flag"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// unserved are, by client, the operations that the doors reject by name.
var unserved = map[string]string{
	"huawei-kms": `
		CreateKeyStore CreatePin DeleteKeyStore DeriveSharedSecret DisableKeyStore EnableKeyStore ListKeyStores
		ReplicateKey ShowKeyStore UpdatePrimaryRegion`,
	"acs3": aliyunUnserved,
	"rpc":  aliyunUnserved + " AdvanceEncrypt",
}

// iamServed are the operations of IAM that CSMS and its clients need.
const iamServed = `
	CreateTemporaryAccessKeyByAgency CreateTemporaryAccessKeyByToken CreateUser KeystoneCreateAgencyToken
	KeystoneCreateProject KeystoneDeleteUser KeystoneListUsers KeystoneShowUser ShowUser ShowUserLoginProtect
	UpdateLoginProtect UpdateUser
	KeystoneCreateScopedToken KeystoneCreateUserTokenByPassword KeystoneCreateUserTokenByPasswordAndMfa
	KeystoneListAuthDomains KeystoneListAuthProjects KeystoneListProjects KeystoneListRegions KeystoneListVersions
	KeystoneShowVersion
	KeystoneValidateToken`

const aliyunUnserved = `
	CertificatePrivateKeyDecrypt CertificatePrivateKeySign CertificatePublicKeyEncrypt CertificatePublicKeyVerify
	CreateCertificate DeleteCertificate DescribeCertificate GetCertificate UpdateCertificateStatus UploadCertificate`

// untested are, by client, the operations that are served and that no test calls, or none to the end.
var untested = map[string]string{}

// neverSucceed are operations whose only answer is a rejection, or one that these clients cannot read.
var neverSucceed = []string{"OpenKmsService", "GetKmsInstance", "ConnectKmsInstance"}

// neverRejected are operations that ask for nothing, not even for a caller.
var neverRejected = []string{"ShowVersions", "KeystoneListVersions", "KeystoneShowVersion"}

// unsupported is how a door rejects an operation that it does not serve.
func unsupported(client *client) rejection {
	if slices.Contains([]string{"acs3", "rpc"}, client.name) {
		return rejection{400, "UnsupportedOperation", "This action is not supported."}
	}
	return rejection{404, "APIGW.0101", "The API does not exist or has not been published in the environment"}
}

// Go runs the tests of a package in the order of their files: this is the last.
func TestUnservedAreOnlyTheOperationsThatSaySo(t *testing.T) {
	if flag.Lookup("test.run").Value.String() != "" {
		t.Skip("not all tests run")
	}
	for _, client := range append(aliyunClients(t), csmsClient(t), huaweiKmsClient(t), iamClient(t)) {
		listed, untested := client.unserved(), strings.Fields(untested[client.name])
		for _, operation := range client.operations() {
			if slices.Contains(listed, operation) {
				client.isUnsupported(t, operation)
				continue
			}
			seen := outcomes[client.name+"."+operation]
			called := (seen["rejection"] || slices.Contains(
				neverRejected, operation,
			)) && (seen["success"] || slices.Contains(neverSucceed, operation))
			if called == slices.Contains(untested, operation) {
				const rule = "it must be seen to succeed and to be rejected, or be listed here"
				t.Errorf("%s.%s: seen %v; %s", client.name, operation, seen, rule)
			}
		}
		for _, operation := range append(listed, untested...) {
			if !slices.Contains(client.operations(), operation) {
				t.Errorf("%s has no %s", client.name, operation)
			}
		}
	}
}

// unserved are the operations of this client that are listed; of IAM all are, but for the few that the service needs.
func (c *client) unserved() []string {
	if c.name != "iam" {
		return strings.Fields(unserved[c.name])
	}
	return slices.DeleteFunc(
		c.operations(),
		func(name string) bool { return slices.Contains(strings.Fields(iamServed+" "+untested["iam"]), name) },
	)
}

// isUnsupported fails when an operation that is listed here is served after all.
func (c *client) isUnsupported(t *testing.T, operation string) {
	t.Helper()
	response, err := c.call(t, operation, c.pathFields(operation))
	if err == nil {
		t.Errorf("%s.%s is served: %v", c.name, operation, response)
	} else if c.wire.last.status == http.StatusNotFound && len(c.wire.last.body) == 0 {
		// An answer to HEAD.
		return
	} else if got := c.rejection(t, operation, err, c.wire.last); got != unsupported(c) {
		t.Errorf("%s.%s is not rejected by name, but with %v", c.name, operation, got)
	}
}

// pathFields fill what an operation's path is made of, where the client's model tells.
func (c *client) pathFields(operation string) fields {
	method := c.sdk.MethodByName(operation).Type()
	filled := fields{}
	if method.NumIn() == 0 || c.name == "acs3" || c.name == "rpc" {
		return filled
	}
	model := method.In(0).Elem()
	for index := range model.NumField() {
		name, _, optional := strings.Cut(model.Field(index).Tag.Get("json"), ",")
		switch {
		case optional || model.Field(index).Type.Kind() != reflect.String:
		case name == "resource_instances":
			filled[name] = name
		default:
			filled[name] = randomHex(16)
		}
	}
	return filled
}
