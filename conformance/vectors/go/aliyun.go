package main

import (
	"encoding/hex"
	"net/url"
	"strings"

	"github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/signers"
)

func signAliyun(algorithm string, key key, test test) ([]made, error) {
	params, err := parameters(test.Request)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.HasPrefix(algorithm, "ACS3"):
		authorization := acs3(algorithm, key, test.Request, params)
		return []made{{Client: "darabonba-openapi", Authorization: authorization}}, nil
	case algorithm == "HMAC-SHA1":
		signature := utils.GetRPCSignature(params, &test.Request.Method, &key.SecretAccessKey)
		return []made{{Client: "darabonba-openapi", Signature: *signature}}, nil
	case algorithm == "PRIVATEKEY":
		pair := &credentials.RsaKeyPairCredential{PrivateKey: bare(key.PrivateKey), PublicKeyId: key.ClientKeyID}
		signature := signers.NewSignerV2(pair).Sign(test.StringToSign, "")
		return []made{{Client: "alibaba-cloud-sdk-go", Signature: signature}}, nil
	}
	return nil, nil
}

// parameters are those of the query and, where no header is signed, of the form, but the signature.
func parameters(r wireRequest) (map[string]*string, error) {
	_, query, _ := strings.Cut(r.Target, "?")
	if r.header("Authorization") == "" && r.Body != "" {
		query += "&" + r.Body
	}
	params := map[string]*string{}
	for _, pair := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(name)
		if err != nil {
			return nil, err
		}
		value, err = url.QueryUnescape(value)
		if err != nil {
			return nil, err
		}
		if name != "Signature" && name != "" {
			params[name] = &value
		}
	}
	return params, nil
}

func acs3(algorithm string, key key, r wireRequest, params map[string]*string) string {
	path, _, _ := strings.Cut(r.Target, "?")
	headers := map[string]*string{}
	for name, value := range r.signedHeaders() {
		headers[name] = &value
	}
	sent := &dara.Request{Method: &r.Method, Pathname: &path, Query: params, Headers: headers}
	payload := hex.EncodeToString(utils.Hash([]byte(r.Body), &algorithm))
	return *utils.GetAuthorization(sent, &algorithm, &payload, &key.AccessKeyID, &key.SecretAccessKey)
}

// bare is a key without the lines around it.
func bare(pem string) string {
	lines := strings.Split(strings.TrimSpace(pem), "\n")
	return strings.Join(lines[1:len(lines)-1], "")
}
