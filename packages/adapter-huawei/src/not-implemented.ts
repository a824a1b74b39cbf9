import type { NotImplemented, RestRoute } from '@dragoman/protocol-kit';

/** An operation that the vendor has and this door refuses, and where clients look for it. */
export interface MissingOperation extends NotImplemented {
  readonly route: RestRoute;
}

/** Each operation as its name, method and path. KMS has names that CSMS has too, so it bears its service's. */
const TABLE = `
KMS:CreatePin POST /v1.0/{project_id}/kms/create-pin
KMS:DeriveSharedSecret POST /v1.0/{project_id}/kms/derive-shared-secret
KMS:ListKeyStores GET /v1.0/{project_id}/keystores
KMS:CreateKeyStore POST /v1.0/{project_id}/keystores
KMS:ShowKeyStore GET /v1.0/{project_id}/keystores/{keystore_id}
KMS:DeleteKeyStore DELETE /v1.0/{project_id}/keystores/{keystore_id}
KMS:EnableKeyStore POST /v1.0/{project_id}/keystores/{keystore_id}/enable
KMS:DisableKeyStore POST /v1.0/{project_id}/keystores/{keystore_id}/disable
KMS:ReplicateKey POST /v2/{project_id}/kms/keys/{key_id}/replicate
KMS:UpdatePrimaryRegion PUT /v2/{project_id}/kms/keys/{key_id}/update-primary-region
KMS:ListSupportRegions GET /v2/{project_id}/kms/regions
KMS:ShowVersions GET /
KMS:ShowVersion GET /{version_id}
IAM:CreateTokenWithIdToken POST /v3.0/OS-AUTH/id-token/tokens
`;

/** What the vendor has and this door lacks. */
export const notImplemented: readonly MissingOperation[] = TABLE.trim().split('\n').map((line) => {
  const [name = '', method = '', path = ''] = line.split(' ');
  return { name, route: { method, path } };
});
