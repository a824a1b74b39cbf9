package main

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"

	util "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi-util"
)

func signInstance(_ string, key key, test test) ([]made, error) {
	headers := map[string]*string{}
	for _, pair := range test.Request.Headers {
		headers[strings.ToLower(pair[0])] = &pair[1]
	}
	path := "/"
	text, err := util.GetStringToSign(&test.Request.Method, &path, headers, nil)
	if err != nil {
		return nil, err
	}
	private, err := pkcs1(key.PrivateKey)
	if err != nil {
		return nil, err
	}
	signature, err := util.SignString(text, &private)
	if err != nil {
		return nil, err
	}
	return []made{{Client: "alibabacloud-dkms-gcs-go-sdk", Signature: strings.TrimPrefix(*signature, "Bearer ")}}, nil
}

// pkcs1 is a private key as the SDK takes it from a client key's file.
func pkcs1(pkcs8 string) (string, error) {
	block, _ := pem.Decode([]byte(pkcs8))
	if block == nil {
		return "", errors.New("the private key is no PEM")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return "", err
	}
	private, isRSA := parsed.(*rsa.PrivateKey)
	if !isRSA {
		return "", errors.New("the private key is none of RSA")
	}
	bytes := x509.MarshalPKCS1PrivateKey(private)
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: bytes})), nil
}
