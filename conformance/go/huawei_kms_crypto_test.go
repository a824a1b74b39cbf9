package conformance

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"
)

func TestKmsDataIsEncryptedAndDecrypted(t *testing.T) {
	kms := ownKms(t)
	id, plain := newHuaweiKey(t, kms, nil), secretValue("中 𝄞")
	encrypted := kms.gets(
		t, "EncryptData", kmsKey(id, fields{"plain_text": plain}), fields{"key_id": id, "cipher_text": base64s},
	)
	cipher := textAt(t, encrypted, "cipher_text")
	again := textAt(t, kms.ok(t, "EncryptData", kmsKey(id, fields{"plain_text": plain})), "cipher_text")
	if cipher == again {
		t.Error("the same plaintext has the same ciphertext")
	}
	decrypt := func(other fields) fields { return fields{"body": with(fields{"cipher_text": cipher}, other)} }
	want := fields{
		"key_id": id, "plain_text": plain, "plain_text_base64": base64.StdEncoding.EncodeToString([]byte(plain)),
	}
	kms.gets(t, "DecryptData", decrypt(nil), want)
	changed := cipher[:40] + string(flipped(cipher[40])) + cipher[41:]
	kms.rejected(t, "DecryptData", decrypt(fields{"cipher_text": changed}), kmsCode("2201"))

	bound := fields{"additional_authenticated_data": "bound"}
	cipher = textAt(t, kms.ok(t, "EncryptData", kmsKey(id, with(bound, fields{"plain_text": plain}))), "cipher_text")
	kms.gets(t, "DecryptData", decrypt(bound), want)
	kms.rejected(t, "DecryptData", decrypt(nil), kmsCode("2201"))

	kms.rejected(t, "EncryptData", kmsKey(randomUUID(), fields{"plain_text": plain}), kmsKeyMissing)
	kms.ok(t, "DisableKey", kmsKey(id, nil))
	kms.rejected(t, "EncryptData", kmsKey(id, fields{"plain_text": plain}), kmsKeyDisabled)
	kms.rejected(t, "DecryptData", decrypt(bound), kmsKeyDisabled)
	kms.ok(t, "DeleteKey", kmsKey(id, fields{"pending_days": "7"}))
	kms.rejected(t, "EncryptData", kmsKey(id, fields{"plain_text": plain}), kmsKeyPending)
}

// flipped is another letter of base64.
func flipped(letter byte) byte {
	if letter == 'A' {
		return 'B'
	}
	return 'A'
}

func TestKmsTheLongestPlaintext(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	plain := sizedValue(4096)
	cipher := textAt(t, kms.ok(t, "EncryptData", kmsKey(id, fields{"plain_text": plain})), "cipher_text")
	same(t, "plain_text", kms.ok(t, "DecryptData", fields{"body": fields{"cipher_text": cipher}})["plain_text"], plain)
	for _, wrong := range []string{sizedValue(4097), ""} {
		kms.rejected(t, "EncryptData", kmsKey(id, fields{"plain_text": wrong}), kmsCode("0308"))
	}
}

func TestKmsAKeyPairEncrypts(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, fields{"key_spec": "RSA_2048", "key_usage": "ENCRYPT_DECRYPT"})
	plain, algorithm := secretValue(""), fields{"encryption_algorithm": "RSAES_OAEP_SHA_256"}
	cipher := kms.ok(t, "EncryptData", kmsKey(id, with(algorithm, fields{"plain_text": plain})))["cipher_text"]
	same(
		t, "plain_text", kms.ok(t, "DecryptData", kmsKey(id, with(algorithm, fields{"cipher_text": cipher})))["plain_text"],
		plain,
	)

	own, err := rsa.EncryptOAEP(sha256.New(), zeros{}, publicKey(t, kms, id).(*rsa.PublicKey), []byte(plain), nil)
	if err != nil {
		t.Fatal(err)
	}
	content := kmsKey(id, with(algorithm, fields{"cipher_text": base64.StdEncoding.EncodeToString(own)}))
	same(t, "plain_text", kms.ok(t, "DecryptData", content)["plain_text"], plain)
}

// zeros stands in for randomness, where none is needed.
type zeros struct{}

func (zeros) Read(target []byte) (int, error) {
	clear(target)
	return len(target), nil
}

func TestKmsDataIsEncryptedAnew(t *testing.T) {
	kms := ownKms(t)
	from, to, plain := newHuaweiKey(t, kms, nil), newHuaweiKey(t, kms, nil), secretValue("")
	cipher := kms.ok(t, "EncryptData", kmsKey(from, fields{"plain_text": plain}))["cipher_text"]
	anew := func(other fields) fields {
		return fields{"body": with(fields{"destination_key_id": to, "cipher_text": cipher}, other)}
	}
	got := kms.gets(t, "ReEncrypt", anew(nil), fields{
		"key_id": to, "source_key_id": from, "cipher_text": base64s,
		"source_encryption_algorithm": "SYMMETRIC_DEFAULT", "destination_encryption_algorithm": "SYMMETRIC_DEFAULT",
	})
	read := kms.ok(t, "DecryptData", fields{"body": fields{"cipher_text": got["cipher_text"]}})
	same(t, "read", read, fields{"key_id": to, "plain_text": plain, "plain_text_base64": base64s})
	kms.rejected(t, "ReEncrypt", anew(fields{"destination_key_id": randomUUID()}), kmsKeyMissing)
	kms.ok(t, "DisableKey", kmsKey(from, nil))
	kms.rejected(t, "ReEncrypt", anew(nil), kmsKeyDisabled)
}

func TestKmsDataKeys(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	for label, test := range map[string]struct {
		other fields
		bytes int
	}{
		"by default": {nil, 32}, "AES-128": {fields{"key_spec": "AES_128"}, 16},
		"shortest": {fields{"datakey_length": "8"}, 1},
		"longest":  {fields{"datakey_length": "8192", "key_spec": "AES_128"}, 1024},
		"bound":    {fields{"additional_authenticated_data": "bound"}, 32},
	} {
		t.Run(label, func(t *testing.T) {
			made := kms.gets(
				t, "CreateDatakey", kmsKey(id, test.other),
				fields{"key_id": id, "plain_text": hexText(2 * test.bytes), "cipher_text": hexes},
			)
			length := fmt.Sprint(test.bytes)
			open := fields{
				"cipher_text": made["cipher_text"], "datakey_cipher_length": length,
				"additional_authenticated_data": test.other["additional_authenticated_data"],
			}
			kms.gets(t, "DecryptDatakey", kmsKey(id, with(nil, open)),
				fields{
					"data_key": sameHex(made["plain_text"]), "datakey_length": length, "datakey_dgst": digestOf(made["plain_text"]),
				})
			hidden := kms.gets(
				t, "CreateDatakeyWithoutPlaintext", kmsKey(id, test.other), fields{"key_id": id, "cipher_text": hexes},
			)
			kms.ok(t, "DecryptDatakey", kmsKey(id, with(open, fields{"cipher_text": hidden["cipher_text"]})))
		})
	}
	for code, other := range map[string]fields{
		"1901": {"datakey_length": "8200"}, "1903": {"datakey_length": "12"}, "1902": {"key_spec": "AES_1"},
	} {
		kms.rejected(t, "CreateDatakey", kmsKey(id, other), kmsCode(code))
		kms.rejected(t, "CreateDatakeyWithoutPlaintext", kmsKey(id, other), kmsCode(code))
	}
	kms.rejected(t, "CreateDatakey", kmsKey(randomUUID(), nil), kmsKeyMissing)
	kms.ok(t, "DisableKey", kmsKey(id, nil))
	kms.rejected(t, "CreateDatakey", kmsKey(id, nil), kmsKeyDisabled)
	kms.rejected(t, "CreateDatakeyWithoutPlaintext", kmsKey(id, nil), kmsKeyDisabled)
}

var hexes = pattern(`([0-9a-fA-F]{2})+`)

func sameHex(other any) matcher {
	return func(got any) bool { return strings.EqualFold(fmt.Sprint(got), fmt.Sprint(other)) }
}

// digestOf is the SHA-256 of what hexadecimal digits stand for, in such digits.
func digestOf(digits any) matcher {
	data, _ := hex.DecodeString(fmt.Sprint(digits))
	sum := sha256.Sum256(data)
	return sameHex(hex.EncodeToString(sum[:]))
}

func TestKmsADataKeyOfOnesOwn(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	key := randomHex(64)
	data, _ := hex.DecodeString(key)
	sum := sha256.Sum256(data)
	digest := hex.EncodeToString(sum[:])
	seal := func(plain, length string) fields {
		return kmsKey(id, fields{"plain_text": plain, "datakey_plain_length": length})
	}
	sealed := kms.gets(
		t, "EncryptDatakey", seal(key+digest, "64"), fields{"key_id": id, "cipher_text": hexes, "datakey_length": "64"},
	)
	kms.gets(t, "DecryptDatakey", kmsKey(id, fields{"cipher_text": sealed["cipher_text"], "datakey_cipher_length": "64"}),
		fields{"data_key": sameHex(key), "datakey_length": "64", "datakey_dgst": sameHex(digest)})
	kms.rejected(t, "EncryptDatakey", seal(key+randomHex(32), "64"), kmsCode("2103"))
	kms.rejected(t, "EncryptDatakey", seal("no digits", "64"), kmsCode("2101"))
	kms.rejected(t, "EncryptDatakey", seal(key+digest, "1025"), kmsCode("2102"))
	kms.rejected(
		t, "DecryptDatakey", kmsKey(id, fields{"cipher_text": randomHex(80), "datakey_cipher_length": "64"}), kmsCode("2201"),
	)
	kms.rejected(
		t, "EncryptDatakey", kmsKey(randomUUID(), fields{"plain_text": key + digest, "datakey_plain_length": "64"}),
		kmsKeyMissing,
	)
}

// publicKey is the public half of a pair, in PEM or in DER.
func publicKey(t *testing.T, kms *client, id string) any {
	t.Helper()
	detail := kms.gets(t, "ShowPublicKey", kmsKey(id, nil), fields{"key_id": id, "public_key": text})
	return parsedPublicKey(t, textAt(t, detail, "public_key"))
}

func parsedPublicKey(t *testing.T, detail string) any {
	t.Helper()
	var der []byte
	if block, _ := pem.Decode([]byte(detail)); block != nil {
		der = block.Bytes
	} else if decoded, err := base64.StdEncoding.DecodeString(detail); err == nil {
		der = decoded
	}
	key, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		t.Fatalf("the public key: %v", err)
	}
	return key
}

func digest(hash crypto.Hash, message []byte) []byte {
	switch hash {
	case crypto.SHA256:
		sum := sha256.Sum256(message)
		return sum[:]
	case crypto.SHA384:
		sum := sha512.Sum384(message)
		return sum[:]
	}
	sum := sha512.Sum512(message)
	return sum[:]
}

func TestKmsSignaturesAreGood(t *testing.T) {
	kms := ownKms(t)
	pair := newHuaweiKey(t, kms, fields{"key_spec": "RSA_2048"})
	curve256, curve384 := newHuaweiKey(
		t, kms, fields{"key_spec": "EC_P256"},
	), newHuaweiKey(t, kms, fields{"key_spec": "EC_P384"})
	for algorithm, test := range map[string]struct {
		id   string
		hash crypto.Hash
	}{
		"RSASSA_PSS_SHA_256": {pair, crypto.SHA256}, "RSASSA_PSS_SHA_384": {pair, crypto.SHA384},
		"RSASSA_PSS_SHA_512":        {pair, crypto.SHA512},
		"RSASSA_PKCS1_V1_5_SHA_256": {pair, crypto.SHA256}, "RSASSA_PKCS1_V1_5_SHA_384": {pair, crypto.SHA384},
		"RSASSA_PKCS1_V1_5_SHA_512": {pair, crypto.SHA512}, "ECDSA_SHA_256": {curve256, crypto.SHA256},
		"ECDSA_SHA_384": {curve384, crypto.SHA384},
	} {
		t.Run(algorithm, func(t *testing.T) {
			message := []byte(secretValue(""))
			sum := digest(test.hash, message)
			for kind, sent := range map[string][]byte{"RAW": message, "DIGEST": sum} {
				body := fields{
					"message": base64.StdEncoding.EncodeToString(sent), "signing_algorithm": algorithm, "message_type": kind,
				}
				signed := kms.gets(t, "Sign", kmsKey(test.id, body), fields{"key_id": test.id, "signature": base64s})
				signature, _ := base64.StdEncoding.DecodeString(textAt(t, signed, "signature"))
				if err := verified(publicKey(t, kms, test.id), algorithm, test.hash, sum, signature); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
				verify := func(text string) fields {
					return kmsKey(test.id, with(body, fields{"signature": signed["signature"], "message": text}))
				}
				kms.gets(
					t, "ValidateSignature", verify(body["message"].(string)), fields{"key_id": test.id, "signature_valid": "true"},
				)
				other := base64.StdEncoding.EncodeToString(digest(test.hash, sum))
				kms.gets(t, "ValidateSignature", verify(other), fields{"key_id": test.id, "signature_valid": "false"})
			}
		})
	}
}

func verified(key any, algorithm string, hash crypto.Hash, sum, signature []byte) error {
	switch key := key.(type) {
	case *rsa.PublicKey:
		if strings.Contains(algorithm, "PSS") {
			return rsa.VerifyPSS(key, hash, sum, signature, nil)
		}
		return rsa.VerifyPKCS1v15(key, hash, sum, signature)
	case *ecdsa.PublicKey:
		if ecdsa.VerifyASN1(key, sum, signature) {
			return nil
		}
	}
	return fmt.Errorf("not a signature of %T", key)
}

func TestKmsSigningThatCannotBe(t *testing.T) {
	kms := ownKms(t)
	id, cipher := newHuaweiKey(t, kms, fields{"key_spec": "EC_P256"}), newHuaweiKey(t, kms, nil)
	body := fields{"message": base64.StdEncoding.EncodeToString(make([]byte, 32)), "signing_algorithm": "ECDSA_SHA_256"}
	verify := with(body, fields{"signature": base64.StdEncoding.EncodeToString(make([]byte, 64))})
	for operation, content := range map[string]fields{"Sign": body, "ValidateSignature": verify} {
		kms.rejected(t, operation, kmsKey(randomUUID(), content), kmsKeyMissing)
		kms.rejected(
			t, operation, kmsKey(id, with(content, fields{"signing_algorithm": "RSASSA_PSS_SHA_256"})), kmsCode("0308"),
		)
		kms.rejected(t, operation, kmsKey(cipher, content), kmsCode("0308"))
	}
	short := base64.StdEncoding.EncodeToString(make([]byte, 31))
	kms.rejected(t, "Sign", kmsKey(id, with(body, fields{"message": short})), kmsCode("0329"))
	kms.rejected(t, "ShowPublicKey", kmsKey(cipher, nil), kmsCode("0308"))
	kms.rejected(t, "ShowPublicKey", kmsKey(randomUUID(), nil), kmsKeyMissing)
	kms.ok(t, "DisableKey", kmsKey(id, nil))
	kms.rejected(t, "Sign", kmsKey(id, body), kmsKeyDisabled)
}

func TestKmsAMessageIsAuthenticated(t *testing.T) {
	kms := ownKms(t)
	// The client's list of specs lacks those of MACs, but takes them.
	id := newHuaweiKey(t, kms, fields{"key_spec": "HMAC_384", "key_usage": "GENERATE_VERIFY_MAC"})
	message := func(text string) fields {
		return fields{"mac_algorithm": "HMAC_SHA_384", "message": base64.StdEncoding.EncodeToString([]byte(text))}
	}
	made := kms.gets(
		t, "GenerateMac", kmsKey(id, message("one")), fields{"key_id": id, "mac_algorithm": "HMAC_SHA_384", "mac": base64s},
	)
	verify := func(text string) fields { return kmsKey(id, with(message(text), fields{"mac": made["mac"]})) }
	kms.gets(t, "VerifyMac", verify("one"), fields{"key_id": id, "mac_algorithm": "HMAC_SHA_384", "mac_valid": true})
	kms.gets(t, "VerifyMac", verify("two"), fields{"key_id": id, "mac_algorithm": "HMAC_SHA_384", "mac_valid": false})
	kms.rejected(t, "GenerateMac", kmsKey(randomUUID(), message("one")), kmsKeyMissing)
	kms.rejected(t, "VerifyMac", kmsKey(randomUUID(), with(message("one"), fields{"mac": made["mac"]})), kmsKeyMissing)
	kms.rejected(
		t, "GenerateMac", kmsKey(id, with(message("one"), fields{"mac_algorithm": "HMAC_SHA_256"})), kmsCode("0308"),
	)
}
