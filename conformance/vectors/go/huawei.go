package main

import (
	"encoding/hex"
	"net/url"
	"reflect"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/signer"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/signer/algorithm"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/request"
)

const huaweiClient = "huaweicloud-sdk-go-v3"

var algorithms = map[string]algorithm.SigningAlgorithm{
	"SDK-HMAC-SHA256":       algorithm.HmacSHA256,
	"SDK-HMAC-SM3":          algorithm.HmacSM3,
	"SDK-ECDSA-P256-SHA256": algorithm.EcdsaP256SHA256,
	"SDK-SM2-SM3":           algorithm.SM2SM3,
}

// keyDeriver is a signer whose signatures are verified by a key that follows from the access key.
type keyDeriver interface {
	GetSigningKey(ak, sk string) (signer.ISigningKey, error)
}

func signHuawei(name string, key key, test test) ([]made, error) {
	request, err := huaweiRequest(test.Request)
	if err != nil {
		return nil, err
	}
	if name == "V11-HMAC-SHA256" {
		headers, err := signer.SignDerived(request, key.AccessKeyID, key.SecretAccessKey, key.Scope.Service, key.Scope.Region)
		return []made{{Client: huaweiClient, Authorization: headers["Authorization"]}}, err
	}
	one, err := signer.GetSigner(algorithms[name])
	if err != nil {
		return nil, err
	}
	headers, err := one.Sign(request, key.AccessKeyID, key.SecretAccessKey)
	if err != nil {
		return nil, err
	}
	verified, err := verified(one, key, test)
	return []made{{Client: huaweiClient, Authorization: headers["Authorization"], Verified: verified}}, err
}

func verified(one signer.IAKSKSigner, key key, test test) (*bool, error) {
	deriver, isDeriver := one.(keyDeriver)
	if !isDeriver {
		return nil, nil
	}
	signingKey, err := deriver.GetSigningKey(key.AccessKeyID, key.SecretAccessKey)
	if err != nil {
		return nil, err
	}
	signature, err := hex.DecodeString(test.Signature)
	if err != nil {
		return nil, err
	}
	is := signingKey.Verify(signature, []byte(test.StringToSign))
	return &is, nil
}

// huaweiRequest is what the SDK's caller gives: the path decoded, a list for each parameter.
func huaweiRequest(r wireRequest) (*sdkRequest, error) {
	target, err := url.ParseRequestURI(r.Target)
	if err != nil {
		return nil, err
	}
	query, err := url.ParseQuery(target.RawQuery)
	if err != nil {
		return nil, err
	}
	builder := request.NewHttpRequestBuilder().WithMethod(r.Method)
	builder.WithEndpoint("https://" + r.header("Host")).WithPath(target.Path)
	for name, values := range query {
		builder.AddQueryParam(name, reflect.ValueOf(values))
	}
	for name, value := range r.signedHeaders() {
		builder.AddHeaderParam(name, value)
	}
	if r.Body != "" {
		builder.WithBody("", r.Body)
	}
	return builder.Build(), nil
}

type sdkRequest = request.DefaultHttpRequest
