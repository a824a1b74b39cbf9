export { DomainError, type DomainErrorCode } from './errors.ts';
export type { Services } from './services.ts';

export {
  type Attributes,
  type DataType,
  type Json,
  type LabelPlacement,
  type Secret,
  type SecretState,
  type SecretValue,
  type Version,
  labelsOf,
  refuseNotEnabled,
  refusePendingDeletion,
  versionById,
} from './model/secret.ts';
export { CURRENT, PREVIOUS, type LabelNames, isBuiltIn, labelFromName, nameOfLabel } from './model/labels.ts';
export { type VersionSelector, type VersioningPolicy, labelPlacement } from './model/versioning.ts';
export type { Resource } from './model/resource.ts';
export { CHARACTERS, type CharacterClass, type PasswordRules, type RandomBytes, generatePassword } from './model/password.ts';
export { type Tag, withTags } from './model/tags.ts';
export { DAY_MS } from './model/deletion.ts';
export { type Address, type VaultBindings, type VaultId, addressText, vaultOf } from './model/vault.ts';
export type { CustomerKey, KeyState } from './model/key.ts';
export { type Identity, type ProofKind, type StoredProof, mayUse } from './model/identity.ts';
export {
  type Credential,
  type CredentialSlots,
  type CredentialType,
  SLOTS_OF,
  credentialFromText,
  credentialToText,
  isCredentialType,
} from './model/credential.ts';

export type { Clock } from './ports/clock.ts';
export { type Ids, hexId } from './ports/ids.ts';
export type { IdentityStore } from './ports/identity-store.ts';
export type { KeyStore } from './ports/key-store.ts';
export type { ResourcePage, ResourceStore } from './ports/resource-store.ts';
export type { InsertLimits, SealedValue, SecretCommit, SecretPage, SecretStore } from './ports/secret-store.ts';

export { KEY_BYTES, newKey } from './sealing/aead.ts';
export { sameText } from './sealing/compare.ts';
export { Sealer } from './sealing/sealer.ts';

export { changeSecret } from './commands/change-secret.ts';
export { createSecret } from './commands/create-secret.ts';
export { deleteSecret, restoreSecret, scheduleSecretDeletion } from './commands/deletion.ts';
export { type FoundProof, type NewProof, findProof, grantProof, registerIdentity } from './commands/identities.ts';
export { createKey, defaultKey } from './commands/keys.ts';
export { moveSecretLabel, removeSecretLabel } from './commands/labels.ts';
export { listSecretsByCreation, listSecretsByName } from './commands/list-secrets.ts';
export { type ExportedSecret, exportSecret, importSecret, openExportedSecret } from './commands/export-secret.ts';
export { type SecretRef, loadSecret } from './commands/load-secret.ts';
export { putSecretVersion } from './commands/put-version.ts';
export { type OpenedVersion, readSecretValue } from './commands/read-value.ts';
export { type SlotChange, updateCredential } from './commands/update-credential.ts';
export {
  type ListedResources,
  type ResourceList,
  type ResourceRef,
  changeResource,
  createResource,
  deleteResource,
  listResources,
  loadResource,
} from './commands/resources.ts';
export { updateSecret } from './commands/update-secret.ts';
