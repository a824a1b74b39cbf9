package conformance

import (
	"flag"
	"slices"
	"strings"
	"testing"
)

// unserved are, by client, the operations that the doors refuse by name, or that no test calls for another reason.
var unserved = map[string]string{
	"csms": `
		CheckSecrets CreateAgency CreateGrants CreateSecretEvent DeleteGrant DeleteSecretEvent
		GenerateRandomPassword ListGrants ListNotificationRecords ListSecretEvents ListSecretTask ListUsers
		RotateSecret ShowAgency ShowSecretEvent ShowSecretFunctionTemplates ShowSecretsConfig ShowUserDetail UpdateGrant
		UpdateSecretEvent UpdateSecretsConfig UpdateUserPassword UpdateVersion`,
	"huawei-kms": `
		AssociateAlias BatchCreateKmsTags CancelGrant CancelKeyDeletion CancelSelfGrant CreateAlias CreateDatakey
		CreateDatakeyWithoutPlaintext CreateEcDatakeyPair CreateGrant CreateKey CreateKeyStore CreateKmsTag
		CreateParametersForImport CreatePin CreateRandom CreateRsaDatakeyPair DecryptData DecryptDatakey DeleteAlias
		DeleteImportedKeyMaterial DeleteKey DeleteKeyStore DeleteTag DeriveSharedSecret DisableKey DisableKeyRotation
		DisableKeyStore EnableKey EnableKeyRotation EnableKeyStore EncryptData EncryptDatakey GenerateMac ImportKeyMaterial
		ListAliases ListGrants ListKeyDetail ListKeyStores ListKeys ListKmsByTags ListKmsTags ListRetirableGrants
		ListSupportRegions ReEncrypt ReplicateKey ShowKeyRotationStatus ShowKeyStore ShowKmsTags ShowPublicKey
		ShowUserInstances ShowUserQuotas ShowVersion ShowVersions Sign UpdateKeyAlias UpdateKeyDescription
		UpdateKeyRotationInterval UpdatePrimaryRegion ValidateSignature VerifyMac`,
	"acs3": aliyunUnserved,
	"rpc":  aliyunUnserved + " AdvanceEncrypt",
}

const aliyunUnserved = `
	AsymmetricDecrypt AsymmetricEncrypt AsymmetricSign AsymmetricVerify CancelKeyDeletion CertificatePrivateKeyDecrypt
	CertificatePrivateKeySign CertificatePublicKeyEncrypt CertificatePublicKeyVerify ConnectKmsInstance CreateAlias
	CreateApplicationAccessPoint CreateCertificate CreateClientKey CreateKey CreateKeyVersion CreateNetworkRule
	CreatePolicy Decrypt DeleteAlias DeleteApplicationAccessPoint DeleteCertificate DeleteClientKey DeleteKeyMaterial
	DeleteNetworkRule DeletePolicy DescribeApplicationAccessPoint DescribeCertificate DescribeKey DescribeKeyVersion
	DescribeNetworkRule DescribePolicy DisableKey EnableKey Encrypt ExportDataKey GenerateAndExportDataKey GenerateDataKey
	GenerateDataKeyWithoutPlaintext GetCertificate GetClientKey GetKeyPolicy GetKmsInstance GetParametersForImport
	GetPublicKey ImportKeyMaterial ListAliases ListAliasesByKeyId ListApplicationAccessPoints ListClientKeys
	ListKeyVersions ListKeys ListKmsInstances ListNetworkRules ListPolicies ListResourceTags ReEncrypt RotateSecret
	ScheduleKeyDeletion SetDeletionProtection SetKeyPolicy UpdateAlias UpdateApplicationAccessPoint
	UpdateCertificateStatus UpdateKeyDescription UpdateKmsInstanceBindVpc UpdateNetworkRule UpdatePolicy
	UpdateRotationPolicy UpdateSecretRotationPolicy UploadCertificate`

// neverSucceed are operations whose only answer is a refusal.
var neverSucceed = []string{"OpenKmsService"}

// Go runs the tests of a package in the order of their files: this is the last.
func TestUnservedAreOnlyTheOperationsThatSaySo(t *testing.T) {
	if flag.Lookup("test.run").Value.String() != "" {
		t.Skip("not all tests run")
	}
	clients := append(aliyunClients(t), csmsClient(t), huaweiKmsClient(t))
	for _, client := range clients {
		listed := strings.Fields(unserved[client.name])
		for _, operation := range client.operations() {
			seen := outcomes[client.name+"."+operation]
			called := seen["refusal"] && (seen["success"] || slices.Contains(neverSucceed, operation))
			if called == slices.Contains(listed, operation) {
				t.Errorf("%s.%s: seen %v; it must be seen to succeed and to be refused, or be listed here", client.name, operation, seen)
			}
		}
	}
}
