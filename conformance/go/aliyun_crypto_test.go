package conformance

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"testing"
)

// unableKey is the rejection of an algorithm that other keys have.
var unableKey = rejection{400, "Rejected.UnsupportedOperation", "Unsupported operation."}

var base64Of = base64.StdEncoding.EncodeToString

func decoded64(t *testing.T, value any) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(value.(string))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// boundTo is an encryption context as the client takes it: the newer one makes the text itself.
func boundTo(kms *client, context fields) fields {
	return fields{"EncryptionContext": extended(kms, context)}
}

// changedBlob is a ciphertext in which one byte of its end is another.
func changedBlob(t *testing.T, blob any) string {
	data := decoded64(t, blob)
	data[len(data)-1] ^= 1
	return base64Of(data)
}

func TestAliyunDataAreEncryptedAndDecrypted(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		plain := base64Of([]byte(secretValue("中 𝄞")))
		sealed := fields{"KeyId": id, "KeyVersionId": text, "CiphertextBlob": text, "RequestId": uuid}
		opened := fields{"KeyId": id, "KeyVersionId": text, "Plaintext": plain, "RequestId": uuid}
		got := kms.gets(t, "Encrypt", fields{"KeyId": id, "Plaintext": plain}, sealed)
		version := at(t, describesAliyunKey(t, kms, id, nil), "PrimaryKeyVersion")
		same(t, "KeyVersionId", got["KeyVersionId"], version)
		kms.gets(t, "Decrypt", fields{"CiphertextBlob": got["CiphertextBlob"]}, opened)
		kms.rejected(
			t, "Decrypt", fields{"CiphertextBlob": changedBlob(t, got["CiphertextBlob"])},
			rejection{400, "InvalidParameter", ""},
		)

		bound := boundTo(kms, fields{"for": "the tests", "a": "b"})
		got = kms.gets(t, "Encrypt", with(bound, fields{"KeyId": id, "Plaintext": plain}), sealed)
		blob := fields{"CiphertextBlob": got["CiphertextBlob"]}
		kms.gets(t, "Decrypt", with(blob, boundTo(kms, fields{"a": "b", "for": "the tests"})), opened)
		kms.rejected(t, "Decrypt", blob, rejection{400, "InvalidParameter", ""})
		kms.rejected(
			t, "Decrypt", with(blob, boundTo(kms, fields{"a": "c", "for": "the tests"})), rejection{400, "InvalidParameter", ""},
		)

		alias := "alias/" + uniqueName("a")
		kms.ok(t, "CreateAlias", fields{"KeyId": id, "AliasName": alias})
		kms.gets(t, "Encrypt", fields{"KeyId": alias, "Plaintext": plain}, sealed)
		kms.gets(t, "Encrypt", fields{"KeyId": keyArn(id), "Plaintext": plain}, sealed)
		kms.rejected(t, "Encrypt", fields{"KeyId": randomUUID(), "Plaintext": plain}, aliyunKeyMissing)
		kms.rejected(t, "Encrypt", fields{"KeyId": "alias/" + uniqueName("missing"), "Plaintext": plain}, aliasMissing)
		kms.rejected(t, "Encrypt", fields{"KeyId": id}, missing("Plaintext"))
		kms.ok(t, "Encrypt", fields{"KeyId": id, "Plaintext": base64Of(make([]byte, 6144))})
		kms.rejected(t, "Encrypt", fields{"KeyId": id, "Plaintext": base64Of(make([]byte, 6145))}, invalid("Plaintext"))

		kms.ok(t, "DisableKey", fields{"KeyId": id})
		kms.rejected(t, "Encrypt", fields{"KeyId": id, "Plaintext": plain}, keyIsDisabled)
		kms.rejected(t, "Decrypt", blob, keyIsDisabled)
		kms.ok(t, "ScheduleKeyDeletion", fields{"KeyId": id, "PendingWindowInDays": 7})
		kms.rejected(t, "Decrypt", blob, keyIsPending)
		unready := newAliyunKey(t, kms, fields{"Origin": "EXTERNAL"})
		kms.rejected(t, "Encrypt", fields{"KeyId": unready, "Plaintext": plain}, rejection{409, "Rejected.PendingImport", ""})
	})
}

func TestAliyunADryRunOfCryptography(t *testing.T) {
	kms := acs3Client(t, accessKey, secretKey)
	plain := base64Of([]byte("x"))
	kms.rejected(t, "Encrypt", fields{"KeyId": newAliyunKey(t, kms, nil), "Plaintext": plain, "DryRun": "true"},
		rejection{400, "DryRunOperationError", ""})
	kms.rejected(
		t, "Encrypt", fields{"KeyId": randomUUID(), "Plaintext": plain, "DryRun": "true"},
		rejection{400, "ValidationError", ""},
	)
}

func TestAliyunDataKeys(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		for label, test := range map[string]struct {
			content fields
			bytes   int
		}{
			"by default": {nil, 32}, "AES-128": {fields{"KeySpec": "AES_128"}, 16}, "shortest": {fields{"NumberOfBytes": 1}, 1},
			"longest": {fields{"NumberOfBytes": 1024, "KeySpec": "AES_128"}, 1024},
			"bound":   {boundTo(kms, fields{"a": "b"}), 32},
		} {
			t.Run(label, func(t *testing.T) {
				context := fields{"EncryptionContext": test.content["EncryptionContext"]}
				content := with(test.content, fields{"KeyId": id})
				sealed := fields{"KeyId": id, "KeyVersionId": text, "CiphertextBlob": text, "RequestId": uuid}
				made := kms.gets(t, "GenerateDataKey", content, with(sealed, fields{"Plaintext": base64s}))
				if length := len(decoded64(t, made["Plaintext"])); length != test.bytes {
					t.Errorf("it has %d bytes", length)
				}
				opened := kms.ok(t, "Decrypt", with(fields{"CiphertextBlob": made["CiphertextBlob"]}, context))
				same(t, "Plaintext", opened["Plaintext"], made["Plaintext"])
				hidden := kms.gets(t, "GenerateDataKeyWithoutPlaintext", content, sealed)
				opened = kms.ok(t, "Decrypt", with(fields{"CiphertextBlob": hidden["CiphertextBlob"]}, context))
				if length := len(decoded64(t, opened["Plaintext"])); length != test.bytes {
					t.Errorf("the hidden one has %d bytes", length)
				}
			})
		}
		for _, operation := range []string{"GenerateDataKey", "GenerateDataKeyWithoutPlaintext"} {
			for parameter, value := range map[string]any{"KeySpec": "AES_1", "NumberOfBytes": 1025} {
				kms.rejected(t, operation, fields{"KeyId": id, parameter: value}, invalid(parameter))
			}
			kms.rejected(t, operation, fields{"KeyId": randomUUID()}, aliyunKeyMissing)
		}
		kms.ok(t, "DisableKey", fields{"KeyId": id})
		kms.rejected(t, "GenerateDataKey", fields{"KeyId": id}, keyIsDisabled)
	})
}

func TestAliyunDataAreEncryptedAnew(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		from, to, plain := newAliyunKey(t, kms, nil), newAliyunKey(t, kms, nil), base64Of([]byte(secretValue("")))
		blob := kms.ok(t, "Encrypt", fields{"KeyId": from, "Plaintext": plain})["CiphertextBlob"]
		content := with(
			fields{"CiphertextBlob": blob, "DestinationKeyId": to},
			fields{"DestinationEncryptionContext": extended(kms, fields{"a": "b"})},
		)
		got := kms.gets(
			t, "ReEncrypt", content, fields{"KeyId": to, "KeyVersionId": text, "CiphertextBlob": text, "RequestId": uuid},
		)
		opened := kms.ok(t, "Decrypt", with(boundTo(kms, fields{"a": "b"}), fields{"CiphertextBlob": got["CiphertextBlob"]}))
		same(t, "Plaintext", opened["Plaintext"], plain)
		same(t, "KeyId", opened["KeyId"], to)
		kms.rejected(t, "ReEncrypt", with(content, fields{"DestinationKeyId": randomUUID()}), aliyunKeyMissing)
		kms.rejected(
			t, "ReEncrypt", with(content, fields{"CiphertextBlob": changedBlob(t, blob)}),
			rejection{400, "InvalidParameter", ""},
		)
		kms.ok(t, "DisableKey", fields{"KeyId": from})
		kms.rejected(t, "ReEncrypt", content, keyIsDisabled)
	})
}

func TestAliyunDataKeysAreExported(t *testing.T) {
	own, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, _ := x509.MarshalPKIXPublicKey(&own.PublicKey)
	wrapping := fields{
		"PublicKeyBlob": base64Of(der), "WrappingKeySpec": "RSA_2048", "WrappingAlgorithm": "RSAES_OAEP_SHA_256",
	}
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		made := kms.ok(t, "GenerateDataKey", fields{"KeyId": id})
		opens := func(exported, want any) {
			t.Helper()
			plain, err := rsa.DecryptOAEP(sha256.New(), nil, own, decoded64(t, exported), nil)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "exported", base64Of(plain), want)
		}
		shape := fields{"ExportedDataKey": base64s, "KeyId": id, "KeyVersionId": text, "RequestId": uuid}
		content := with(wrapping, fields{"CiphertextBlob": made["CiphertextBlob"]})
		opens(kms.gets(t, "ExportDataKey", content, shape)["ExportedDataKey"], made["Plaintext"])
		fresh := kms.gets(
			t, "GenerateAndExportDataKey", with(wrapping, fields{"KeyId": id}), with(shape, fields{"CiphertextBlob": text}),
		)
		opens(fresh["ExportedDataKey"], kms.ok(t, "Decrypt", fields{"CiphertextBlob": fresh["CiphertextBlob"]})["Plaintext"])

		kms.rejected(
			t, "ExportDataKey", with(content, fields{"CiphertextBlob": changedBlob(t, made["CiphertextBlob"])}),
			rejection{400, "InvalidParameter", ""},
		)
		kms.rejected(t, "ExportDataKey", with(content, fields{"WrappingAlgorithm": "NONE"}), invalid("WrappingAlgorithm"))
		kms.rejected(
			t, "ExportDataKey", with(content, fields{"PublicKeyBlob": base64Of([]byte("no key"))}), invalid("PublicKeyBlob"),
		)
		kms.rejected(t, "GenerateAndExportDataKey", with(wrapping, fields{"KeyId": randomUUID()}), aliyunKeyMissing)
	})
}

// newAliyunPair creates an asymmetric key and answers the two parameters that name its only version.
func newAliyunPair(t *testing.T, kms *client, spec, usage string) fields {
	t.Helper()
	id := newAliyunKey(t, kms, fields{"KeySpec": spec, "KeyUsage": usage})
	listed := kms.ok(t, "ListKeyVersions", fields{"KeyId": id})
	return fields{"KeyId": id, "KeyVersionId": at(t, listed, "KeyVersions", "KeyVersion", 0, "KeyVersionId")}
}

func aliyunPublicKey(t *testing.T, kms *client, of fields) any {
	t.Helper()
	detail := kms.gets(
		t, "GetPublicKey", of, with(of, fields{"PublicKey": pattern(`(?s)-----BEGIN PUBLIC KEY-----.+`), "RequestId": uuid}),
	)
	return parsedPublicKey(t, textAt(t, detail, "PublicKey"))
}

func TestAliyunAKeyPairEncrypts(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		of := newAliyunPair(t, kms, "RSA_2048", "ENCRYPT/DECRYPT")
		plain := []byte(secretValue(""))
		for algorithm, test := range map[string]struct {
			hash  crypto.Hash
			limit int
		}{"RSAES_OAEP_SHA_256": {crypto.SHA256, 190}, "RSAES_OAEP_SHA_1": {crypto.SHA1, 214}} {
			content := with(of, fields{"Algorithm": algorithm})
			got := kms.gets(
				t, "AsymmetricEncrypt", with(content, fields{"Plaintext": base64Of(plain)}),
				with(of, fields{"CiphertextBlob": base64s, "RequestId": uuid}),
			)
			opened := with(of, fields{"Plaintext": base64Of(plain), "RequestId": uuid})
			kms.gets(t, "AsymmetricDecrypt", with(content, fields{"CiphertextBlob": got["CiphertextBlob"]}), opened)
			hash := sha256.New()
			if test.hash == crypto.SHA1 {
				hash = sha1.New()
			}
			sealed, err := rsa.EncryptOAEP(hash, rand.Reader, aliyunPublicKey(t, kms, of).(*rsa.PublicKey), plain, nil)
			if err != nil {
				t.Fatal(err)
			}
			kms.gets(t, "AsymmetricDecrypt", with(content, fields{"CiphertextBlob": base64Of(sealed)}), opened)
			kms.ok(t, "AsymmetricEncrypt", with(content, fields{"Plaintext": base64Of(make([]byte, test.limit))}))
			kms.rejected(
				t, "AsymmetricEncrypt", with(content, fields{"Plaintext": base64Of(make([]byte, test.limit+1))}),
				invalid("Plaintext"),
			)
		}
		content := with(of, fields{"Algorithm": "RSAES_OAEP_SHA_256"})
		kms.rejected(
			t, "AsymmetricDecrypt", with(content, fields{"CiphertextBlob": base64Of(make([]byte, 256))}),
			rejection{400, "InvalidParameter", ""},
		)
		kms.rejected(
			t, "AsymmetricEncrypt", with(content, fields{"KeyId": randomUUID(), "Plaintext": "eA=="}), aliyunKeyMissing,
		)
		kms.rejected(
			t, "AsymmetricEncrypt", with(content, fields{"KeyVersionId": randomUUID(), "Plaintext": "eA=="}),
			rejection{404, "Forbidden.KeyVersionNotFound", ""},
		)
		kms.rejected(t, "AsymmetricEncrypt", with(content, fields{"Algorithm": "SM2PKE", "Plaintext": "eA=="}), unableKey)
		kms.rejected(
			t, "AsymmetricEncrypt", with(content, fields{"Algorithm": "NONE", "Plaintext": "eA=="}), invalid("Algorithm"),
		)
		kms.ok(t, "DisableKey", fields{"KeyId": of["KeyId"]})
		kms.rejected(
			t, "AsymmetricDecrypt", with(content, fields{"CiphertextBlob": base64Of(make([]byte, 256))}), keyIsDisabled,
		)
	})
}

func TestAliyunSignaturesAreGood(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		pair, curve := newAliyunPair(t, kms, "RSA_2048", "SIGN/VERIFY"), newAliyunPair(t, kms, "EC_P256", "SIGN/VERIFY")
		for algorithm, of := range map[string]fields{
			"RSA_PSS_SHA_256": pair, "RSA_PKCS1_SHA_256": pair, "ECDSA_SHA_256": curve,
		} {
			sum := sha256.Sum256([]byte(algorithm))
			content := with(of, fields{"Algorithm": algorithm, "Digest": base64Of(sum[:])})
			signed := kms.gets(t, "AsymmetricSign", content, with(of, fields{"Value": base64s, "RequestId": uuid}))
			if err := verified(
				aliyunPublicKey(t, kms, of), algorithm, crypto.SHA256, sum[:], decoded64(t, signed["Value"]),
			); err != nil {
				t.Errorf("%s: %v", algorithm, err)
			}
			verify := with(content, fields{"Value": signed["Value"]})
			kms.gets(t, "AsymmetricVerify", verify, with(of, fields{"Value": true, "RequestId": uuid}))
			other := sha256.Sum256(sum[:])
			kms.gets(
				t, "AsymmetricVerify", with(verify, fields{"Digest": base64Of(other[:])}),
				with(of, fields{"Value": false, "RequestId": uuid}),
			)

			for operation, content := range map[string]fields{"AsymmetricSign": content, "AsymmetricVerify": verify} {
				kms.rejected(t, operation, with(content, fields{"KeyId": randomUUID()}), aliyunKeyMissing)
				kms.rejected(t, operation, with(content, fields{"Digest": base64Of(sum[:31])}), invalid("Digest"))
				kms.rejected(t, operation, with(content, fields{"Algorithm": "SM2DSA"}), unableKey)
				kms.rejected(t, operation, with(content, fields{"Algorithm": "NONE"}), invalid("Algorithm"))
			}
		}
		kms.rejected(t, "GetPublicKey", with(pair, fields{"KeyId": randomUUID()}), aliyunKeyMissing)
		kms.rejected(
			t, "GetPublicKey", with(pair, fields{"KeyVersionId": randomUUID()}),
			rejection{404, "Forbidden.KeyVersionNotFound", ""},
		)
	})
}

func TestAliyunKeyMaterialIsImported(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, fields{"Origin": "EXTERNAL"})
		material := make([]byte, 32)
		rand.Read(material)
		importOf := func(material []byte) fields {
			parameters := kms.gets(t, "GetParametersForImport", fields{
				"KeyId": id, "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048",
			},
				fields{"KeyId": id, "ImportToken": text, "PublicKey": text, "TokenExpireTime": daysFrom(1), "RequestId": uuid})
			key := parsedPublicKey(t, textAt(t, parameters, "PublicKey")).(*rsa.PublicKey)
			wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, key, material, nil)
			if err != nil {
				t.Fatal(err)
			}
			return fields{
				"KeyId": id, "EncryptedKeyMaterial": base64Of(wrapped), "ImportToken": parameters["ImportToken"],
				"KeyMaterialExpireUnix": 0,
			}
		}
		content := importOf(material)
		kms.rejected(
			t, "ImportKeyMaterial", with(content, fields{"ImportToken": base64Of([]byte("no token"))}),
			rejection{400, "InvalidImportToken", ""},
		)
		kms.rejected(
			t, "ImportKeyMaterial", with(content, fields{"EncryptedKeyMaterial": base64Of(make([]byte, 256))}),
			rejection{400, "InvalidKeyMaterial", ""},
		)
		kms.gets(t, "ImportKeyMaterial", content, done)
		same(t, "KeyState", at(t, kms.ok(t, "DescribeKey", fields{"KeyId": id}), "KeyMetadata", "KeyState"), "Enabled")
		blob := kms.ok(t, "Encrypt", fields{"KeyId": id, "Plaintext": "eA=="})["CiphertextBlob"]
		kms.gets(t, "DeleteKeyMaterial", fields{"KeyId": id}, done)
		kms.rejected(t, "Decrypt", fields{"CiphertextBlob": blob}, rejection{409, "Rejected.PendingImport", ""})
		kms.rejected(t, "ImportKeyMaterial", importOf(make([]byte, 32)), rejection{400, "InvalidKeyMaterial", ""})
		kms.ok(t, "ImportKeyMaterial", importOf(material))
		same(t, "Plaintext", kms.ok(t, "Decrypt", fields{"CiphertextBlob": blob})["Plaintext"], "eA==")

		own := newAliyunKey(t, kms, nil)
		wrongOrigin := rejection{400, "Unsupported.Origin", ""}
		kms.rejected(
			t, "GetParametersForImport",
			fields{"KeyId": own, "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"}, wrongOrigin,
		)
		kms.rejected(t, "DeleteKeyMaterial", fields{"KeyId": own}, wrongOrigin)
		kms.rejected(t, "DeleteKeyMaterial", fields{"KeyId": randomUUID()}, aliyunKeyMissing)
	})
}
