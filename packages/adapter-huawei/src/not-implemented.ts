import { type MissingOperation, missingOperations, platformNotImplemented } from '@dragoman/huawei-platform';

/**
 * What the vendor has and this door lacks. Services have names of operations in common, so all but those of CSMS bear
 * their service's.
 */
export const notImplemented: readonly MissingOperation[] = [
  ...missingOperations(`
KMS:CreatePin POST /v1.0/{project_id}/kms/create-pin
KMS:DeriveSharedSecret POST /v1.0/{project_id}/kms/derive-shared-secret
KMS:ListAccessPoint GET /v1.0/{project_id}/kms/access-points
KMS:CreateAccessPoint POST /v1.0/{project_id}/kms/access-points
KMS:DeleteAccessPoint DELETE /v1.0/{project_id}/kms/access-points/{access_point_id}
KMS:EnableAccessPoint POST /v1.0/{project_id}/kms/access-points/{access_point_id}/enable
KMS:DisableAccessPoint POST /v1.0/{project_id}/kms/access-points/{access_point_id}/disable
KMS:DownloadAccessPointPrivateKey POST /v1.0/{project_id}/kms/access-points/{access_point_id}/get-privatekey
KMS:CreateDatakeyCapsule POST /v1.0/{project_id}/kms/datakey-capsule/create
KMS:DecryptDatakeyCapsule POST /v1.0/{project_id}/kms/datakey-capsule/decrypt
KMS:ListKeyPolicy GET /v1.0/{project_id}/kms/key-policies
KMS:CreateKeyPolicy POST /v1.0/{project_id}/kms/key-policies
KMS:ShowKeyPolicy GET /v1.0/{project_id}/kms/key-policies/{policy_id}
KMS:UpdateKeyPolicy PUT /v1.0/{project_id}/kms/key-policies/{policy_id}
KMS:DeleteKeyPolicy DELETE /v1.0/{project_id}/kms/key-policies/{policy_id}
KMS:ListKeyStores GET /v1.0/{project_id}/keystores
KMS:CreateKeyStore POST /v1.0/{project_id}/keystores
KMS:ShowKeyStore GET /v1.0/{project_id}/keystores/{keystore_id}
KMS:DeleteKeyStore DELETE /v1.0/{project_id}/keystores/{keystore_id}
KMS:EnableKeyStore POST /v1.0/{project_id}/keystores/{keystore_id}/enable
KMS:DisableKeyStore POST /v1.0/{project_id}/keystores/{keystore_id}/disable
KMS:ReplicateKey POST /v2/{project_id}/kms/keys/{key_id}/replicate
KMS:UpdatePrimaryRegion PUT /v2/{project_id}/kms/keys/{key_id}/update-primary-region
`),
  ...platformNotImplemented,
];
