// The old RPC requests over the instance: alibabacloud-dkms-transfer-go-sdk, whose ciphertexts the shared
// gateway opens.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"

	"conformance/instance/results"

	"github.com/alibabacloud-go/tea/tea"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/kms"
	openapi "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi"
	transfer "github.com/aliyun/alibabacloud-dkms-transfer-go-sdk/sdk"
)

const (
	keyID     = "DRAGOMANDEV000000001"
	secretKey = "DragomanDevelopmentSecretKeyNotForCloud0"
	context   = `{"b":"2","a":"1"}`
	oaep      = "RSAES_OAEP_SHA_256"
	pkcs1     = "RSA_PKCS1_SHA_256"
)

var (
	aes, rsa, sign = os.Getenv("AES_KEY"), os.Getenv("RSA_KEY"), os.Getenv("SIGN_KEY")
	plaintext      = base64.StdEncoding.EncodeToString([]byte("plain"))
	blob           = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("0", 80)))
	instance       *transfer.KmsTransferClient
	shared         *kms.Client
)

// crypto is what both clients can do.
type crypto interface {
	Encrypt(*kms.EncryptRequest) (*kms.EncryptResponse, error)
	Decrypt(*kms.DecryptRequest) (*kms.DecryptResponse, error)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func codeOf(err error) string {
	var server *sdkerrors.ServerError
	if errors.As(err, &server) {
		return server.ErrorCode()
	}
	return err.Error()
}

func atShared[T interface {
	SetDomain(string)
	SetScheme(string)
}](request T) T {
	request.SetDomain(os.Getenv("SHARED_ENDPOINT"))
	request.SetScheme("http")
	return request
}

func encrypt(client crypto, key, encryptionContext string) (string, error) {
	request := atShared(kms.CreateEncryptRequest())
	request.KeyId, request.Plaintext, request.EncryptionContext = key, plaintext, encryptionContext
	answer, err := client.Encrypt(request)
	if err != nil {
		return "", err
	}
	return answer.CiphertextBlob, nil
}

func decrypt(client crypto, ciphertext, encryptionContext string) (string, error) {
	request := atShared(kms.CreateDecryptRequest())
	request.CiphertextBlob, request.EncryptionContext = ciphertext, encryptionContext
	answer, err := client.Decrypt(request)
	if err != nil {
		return "", err
	}
	return answer.Plaintext, nil
}

// bothWays opens at either gateway what the other made.
func bothWays() (any, error) {
	for _, one := range []string{"", context} {
		for _, pair := range [][2]crypto{{instance, shared}, {shared, instance}, {instance, instance}} {
			made, err := encrypt(pair[0], aes, one)
			if err != nil {
				return nil, err
			}
			back, err := decrypt(pair[1], made, one)
			if err != nil {
				return nil, err
			}
			if back != plaintext {
				return nil, fmt.Errorf("another plaintext came back")
			}
		}
	}
	return "plain", nil
}

func dataKey(plain, ciphertext string) (any, error) {
	back, err := decrypt(shared, ciphertext, "")
	if err == nil && plain != "" && plain != back {
		err = errors.New("another data key came back")
	}
	octets, _ := base64.StdEncoding.DecodeString(back)
	return len(octets), err
}

func versionOf(key string) string {
	request := atShared(kms.CreateListKeyVersionsRequest())
	request.KeyId = key
	return must(shared.ListKeyVersions(request)).KeyVersions.KeyVersion[0].KeyVersionId
}

func main() {
	shared = must(kms.NewClientWithAccessKey("cn-hangzhou", keyID, secretKey))
	instance = must(transfer.NewClientWithAccessKey("cn-hangzhou", keyID, secretKey, &openapi.Config{
		Protocol:      tea.String("https"),
		Endpoint:      tea.String(os.Getenv("ENDPOINT")),
		ClientKeyFile: tea.String(os.Getenv("CLIENT_KEY_FILE")),
		Password:      tea.String(os.Getenv("PASSWORD")),
	}))
	instance.SetVerify(string(must(os.ReadFile(os.Getenv("CA_FILE")))))
	results.Record("Encrypt", bothWays, func() error { _, err := encrypt(instance, "none", ""); return err }, codeOf)
	results.Record("Decrypt", bothWays, func() error { _, err := decrypt(instance, blob, ""); return err }, codeOf)
	dataKeys()
	asymmetric()
	signatures()
	reads()
	results.Show()
}

func dataKeys() {
	made := func(key string) (*kms.GenerateDataKeyResponse, error) {
		request := kms.CreateGenerateDataKeyRequest()
		request.KeyId, request.NumberOfBytes = key, "24"
		return instance.GenerateDataKey(request)
	}
	results.Record("GenerateDataKey", func() (any, error) {
		answer, err := made(aes)
		if err != nil {
			return nil, err
		}
		return dataKey(answer.Plaintext, answer.CiphertextBlob)
	}, func() error { _, err := made("none"); return err }, codeOf)
	without := func(key string) (*kms.GenerateDataKeyWithoutPlaintextResponse, error) {
		request := kms.CreateGenerateDataKeyWithoutPlaintextRequest()
		request.KeyId, request.NumberOfBytes = key, "24"
		return instance.GenerateDataKeyWithoutPlaintext(request)
	}
	results.Record("GenerateDataKeyWithoutPlaintext", func() (any, error) {
		answer, err := without(aes)
		if err != nil {
			return nil, err
		}
		return dataKey("", answer.CiphertextBlob)
	}, func() error { _, err := without("none"); return err }, codeOf)
}

func asymmetric() {
	version := versionOf(rsa)
	encrypted := func(key string) (string, error) {
		request := kms.CreateAsymmetricEncryptRequest()
		request.KeyId, request.KeyVersionId, request.Algorithm, request.Plaintext = key, version, oaep, plaintext
		answer, err := instance.AsymmetricEncrypt(request)
		if err != nil {
			return "", err
		}
		return answer.CiphertextBlob, nil
	}
	decrypted := func(key, ciphertext string) (string, error) {
		request := kms.CreateAsymmetricDecryptRequest()
		request.KeyId, request.KeyVersionId, request.Algorithm, request.CiphertextBlob = key, version, oaep, ciphertext
		answer, err := instance.AsymmetricDecrypt(request)
		if err != nil {
			return "", err
		}
		octets, err := base64.StdEncoding.DecodeString(answer.Plaintext)
		return string(octets), err
	}
	success := func() (any, error) {
		made, err := encrypted(rsa)
		if err != nil {
			return nil, err
		}
		return decrypted(rsa, made)
	}
	results.Record("AsymmetricEncrypt", success, func() error { _, err := encrypted("none"); return err }, codeOf)
	results.Record("AsymmetricDecrypt", success, func() error { _, err := decrypted("none", blob); return err }, codeOf)
}

func signatures() {
	version := versionOf(sign)
	sum := sha256.Sum256([]byte("message"))
	digest := base64.StdEncoding.EncodeToString(sum[:])
	signed := func(key string) (string, error) {
		request := kms.CreateAsymmetricSignRequest()
		request.KeyId, request.KeyVersionId, request.Algorithm, request.Digest = key, version, pkcs1, digest
		answer, err := instance.AsymmetricSign(request)
		if err != nil {
			return "", err
		}
		return answer.Value, nil
	}
	verified := func(key, value string) (bool, error) {
		request := kms.CreateAsymmetricVerifyRequest()
		request.KeyId, request.KeyVersionId, request.Algorithm, request.Digest, request.Value = key, version, pkcs1,
			digest, value
		answer, err := instance.AsymmetricVerify(request)
		if err != nil {
			return false, err
		}
		return answer.Value, nil
	}
	success := func() (any, error) {
		value, err := signed(sign)
		if err != nil {
			return nil, err
		}
		return verified(sign, value)
	}
	results.Record("AsymmetricSign", success, func() error { _, err := signed("none"); return err }, codeOf)
	results.Record("AsymmetricVerify", success, func() error { _, err := verified("none", blob); return err }, codeOf)
	publicKey := func(key string) (any, error) {
		request := kms.CreateGetPublicKeyRequest()
		request.KeyId, request.KeyVersionId = key, version
		answer, err := instance.GetPublicKey(request)
		if err != nil {
			return nil, err
		}
		return strings.SplitN(answer.PublicKey, "\n", 2)[0], nil
	}
	results.Record("GetPublicKey", func() (any, error) { return publicKey(sign) }, func() error {
		_,
			err := publicKey("none")
		return err
	}, codeOf)
}

func reads() {
	read := func(name string) (any, error) {
		request := kms.CreateGetSecretValueRequest()
		request.SecretName = name
		answer, err := instance.GetSecretValue(request)
		if err != nil {
			return nil, err
		}
		return answer.SecretData, nil
	}
	results.Record("GetSecretValue", func() (any, error) { return read("name") }, func() error {
		_,
			err := read("none")
		return err
	}, codeOf)
}
