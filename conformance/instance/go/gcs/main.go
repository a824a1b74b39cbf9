// Every operation of alibabacloud-dkms-gcs-go-sdk, with one success and one error each.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	"conformance/instance/results"

	"github.com/alibabacloud-go/tea/tea"
	openapi "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi"
	dkms "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
)

type fields map[string]any

var (
	aes    = os.Getenv("AES_KEY")
	rsa    = os.Getenv("RSA_KEY")
	sign   = os.Getenv("SIGN_KEY")
	client *dkms.Client
)

// call calls an operation by its name; the SDK has a method and a request type for each.
func call(name string, given fields) (reflect.Value, error) {
	method := reflect.ValueOf(client).MethodByName(name)
	request := reflect.New(method.Type().In(0).Elem())
	for field, value := range given {
		slot := request.Elem().FieldByName(field)
		if slot.Kind() == reflect.Pointer {
			pointer := reflect.New(slot.Type().Elem())
			pointer.Elem().Set(reflect.ValueOf(value).Convert(slot.Type().Elem()))
			slot.Set(pointer)
		} else {
			slot.Set(reflect.ValueOf(value))
		}
	}
	out := method.Call([]reflect.Value{request})
	if err, ok := out[1].Interface().(error); ok && err != nil {
		return reflect.Value{}, err
	}
	return out[0].Elem(), nil
}

func text(answer reflect.Value, field string) string {
	return fmt.Sprint(reflect.Indirect(answer.FieldByName(field)).Interface())
}

func octets(answer reflect.Value, field string) []byte { return answer.FieldByName(field).Bytes() }

// opened encrypts something by name, and opens it again.
func opened(name, decrypt, blob string, given, also fields) (reflect.Value, []byte, error) {
	made, err := call(name, given)
	if err != nil {
		return made, nil, err
	}
	wanted := fields{"KeyId": given["KeyId"], "CiphertextBlob": octets(made, blob), "Iv": octets(made, "Iv")}
	for field, value := range also {
		wanted[field] = value
	}
	answer, err := call(decrypt, wanted)
	if err != nil {
		return made, nil, err
	}
	return made, octets(answer, "Plaintext"), nil
}

func codeOf(err error) string {
	var sdk *tea.SDKError
	if errors.As(err, &sdk) {
		return tea.StringValue(sdk.Code)
	}
	return err.Error()
}

func record(name string, wrong fields, success func() (any, error)) {
	fails := func() error { _, err := call(name, wrong); return err }
	results.Record(name, success, fails, codeOf)
}

func main() {
	var err error
	client, err = dkms.NewClient(&openapi.Config{
		Protocol:      tea.String("https"),
		Endpoint:      tea.String(os.Getenv("ENDPOINT")),
		ClientKeyFile: tea.String(os.Getenv("CLIENT_KEY_FILE")),
		Password:      tea.String(os.Getenv("PASSWORD")),
		CaFilePath:    tea.String(os.Getenv("CA_FILE")),
	})
	if err != nil {
		panic(err)
	}
	encryption()
	dataKeys()
	signatures()
	record("GetSecretValue", fields{"SecretName": "none"}, func() (any, error) {
		answer, err := call("GetSecretValue", fields{"SecretName": "name"})
		if err != nil {
			return nil, err
		}
		return text(answer, "SecretData"), nil
	})
	record("GenerateRandom", fields{"Length": int32(65)}, func() (any, error) {
		answer, err := call("GenerateRandom", fields{"Length": int32(16)})
		if err != nil {
			return nil, err
		}
		return len(octets(answer, "Random")), nil
	})
	results.Show()
}

func encryption() {
	plain, aad := []byte("plain"), []byte("aad")
	bound := fields{"Aad": aad}
	for _, names := range [][2]string{{"Encrypt", "Decrypt"}, {"AdvanceEncrypt", "AdvanceDecrypt"}} {
		success := func() (any, error) {
			_, back, err := opened(names[0], names[1], "CiphertextBlob", fields{"KeyId": aes, "Plaintext": plain,
				"Aad": aad}, bound)
			return string(back), err
		}
		record(names[0], fields{"KeyId": "none", "Plaintext": plain}, success)
		record(names[1], fields{"KeyId": "none", "CiphertextBlob": plain, "Iv": make([]byte, 12)}, success)
	}
	pair := fields{"KeyId": rsa, "Plaintext": plain, "Algorithm": "RSAES_OAEP_SHA_256"}
	_, back, err := opened("Encrypt", "Decrypt", "CiphertextBlob", pair, fields{"Algorithm": "RSAES_OAEP_SHA_256"})
	if err != nil || !bytes.Equal(back, plain) {
		panic(fmt.Sprint("a key pair does not encrypt: ", err))
	}
}

func dataKeys() {
	for name, decrypt := range map[string]string{"GenerateDataKey": "Decrypt",
		"AdvanceGenerateDataKey": "AdvanceDecrypt"} {
		record(name, fields{"KeyId": "none", "NumberOfBytes": int32(16)}, func() (any, error) {
			made, back, err := opened(name, decrypt, "CiphertextBlob", fields{"KeyId": aes, "NumberOfBytes": int32(24)},
				nil)
			if err == nil && !bytes.Equal(back, octets(made, "Plaintext")) {
				err = errors.New("another data key came back")
			}
			return len(back), err
		})
	}
	for _, name := range []string{"GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext"} {
		for prefix, decrypt := range map[string]string{"": "Decrypt", "Advance": "AdvanceDecrypt"} {
			given := fields{"KeyPairSpec": "EC_P256", "KeyFormat": "PEM"}
			wrong := fields{"KeyId": "none", "KeyPairSpec": "EC_P256", "KeyFormat": "PEM"}
			given["KeyId"] = aes
			record(prefix+name, wrong, func() (any, error) {
				made, back, err := opened(prefix+name, decrypt, "PrivateKeyCiphertextBlob", given, nil)
				if err != nil {
					return nil, err
				}
				return firstLine(string(back)) + firstLine(string(octets(made, "PublicKey"))), nil
			})
		}
	}
}

func signatures() {
	message := fields{"KeyId": sign, "Message": []byte("message"), "MessageType": "RAW",
		"Algorithm": "RSA_PKCS1_SHA_256"}
	signed := func() ([]byte, error) {
		answer, err := call("Sign", message)
		if err != nil {
			return nil, err
		}
		return octets(answer, "Signature"), nil
	}
	wrong := fields{"KeyId": "none", "Message": []byte("message"), "MessageType": "RAW"}
	record("Sign", wrong, func() (any, error) { made, err := signed(); return len(made), err })
	wrong["Signature"] = []byte("none")
	record("Verify", wrong, func() (any, error) {
		signature, err := signed()
		if err != nil {
			return nil, err
		}
		message["Signature"] = signature
		answer, err := call("Verify", message)
		if err != nil {
			return nil, err
		}
		return text(answer, "Value"), nil
	})
	record("GetPublicKey", fields{"KeyId": "none"}, func() (any, error) {
		answer, err := call("GetPublicKey", fields{"KeyId": sign})
		if err != nil {
			return nil, err
		}
		return firstLine(text(answer, "PublicKey")), nil
	})
}

func firstLine(pem string) string { return strings.SplitN(pem, "\n", 2)[0] }
