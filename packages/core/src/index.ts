export { type Awaitable, andThen, attempt } from './awaitable.ts';
export { DomainError, type DomainErrorCode } from './errors.ts';
export { once, onceThere } from './once.ts';
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
  rejectNotEnabled,
  rejectPendingDeletion,
  versionById,
} from './model/secret.ts';
export {
  type Omission,
  omittedByValues,
  type VisiblePart,
  visiblePart,
  type SecretLimits,
  type LimitRule,
  withOmitted,
} from './model/secret-limits.ts';
export { CURRENT, PREVIOUS, type LabelNames, isBuiltIn, labelFromName, nameOfLabel } from './model/labels.ts';
export { type VersionSelector, labelPlacement, selectVersion } from './model/versioning.ts';
export type { VersioningPolicy } from './model/versioning-policy.ts';
export type { DialectRecord } from './model/dialect-record.ts';
export { countedRevision, loadedRevision } from './model/revision.ts';
export { nextDueAt } from './model/due.ts';
export { ROTATION_ATTEMPTS, type RotationChange, rotationDueAt } from './model/rotation.ts';
export type { Rotation, RotationPlan } from './model/rotation-plan.ts';
export type { FailureReason, Happening, SecretEvent } from './model/secret-event.ts';
export {
  CHARACTERS,
  type CharacterClass,
  type PasswordRules,
  type RandomBytes,
  generatePassword,
} from './model/password.ts';
export { parseQuotedJson } from './model/quoted-json.ts';
export { type Tag, withTags } from './model/tags.ts';
export { DAY_MS } from './model/deletion.ts';
export { type TenantAddress, type VaultBindings, type VaultId, addressText, vaultOf } from './model/vault.ts';
export {
  type CustomerKey,
  type KeyAlias,
  type KeyOrigin,
  type KeyRotation,
  type KeyState,
  type KeyVersion,
  hasMaterial,
  keyVersionById,
  primaryVersion,
  rejectUnusable,
} from './model/key.ts';
export {
  type EncryptionAlgorithm,
  KEY_SPECS,
  type KeySpec,
  type KeyUsage,
  type MacAlgorithm,
  type SignatureAlgorithm,
  isKeyPair,
  isSymmetric,
} from './model/key-spec.ts';
export { loadSm2 } from './crypto/asymmetric.ts';
export { readCiphertext } from './crypto/ciphertext.ts';
export type { KeyAction, KeyPolicy } from './model/key-states.ts';
export { isRotationDue } from './model/key-rotation.ts';
export {
  type Check,
  type DecidedCheck,
  type DecidingStatement,
  type Decision,
  decideInOrder,
  isDenied,
  type PermissionMode,
  type DeniedCheck,
  type DenialKind,
  type NearStatement,
  type StatementMismatch,
} from './model/permissions.ts';
export { type Identity, type AccessCredentialKind, type AccessCredential, mayUse } from './model/identity.ts';
export {
  type Credential,
  type CredentialSlots,
  type CredentialType,
  SLOTS_OF,
  credentialFromText,
  credentialToText,
  isCredentialType,
} from './model/credential.ts';

export type { Authorizer } from './ports/authorizer.ts';
export { type Clock, callerTimesOf } from './ports/clock.ts';
export { type Ids, hexId, uuidDigits } from './ports/ids.ts';
export type { IdentityStore } from './ports/identity-store.ts';
export type { KeyInsert, KeyPage, KeyStore } from './ports/key-store.ts';
export type { StoredRecordPage, DialectRecordStore } from './ports/dialect-record-store.ts';
export { RotationFailedError, type RotationRequest, type RotationTarget } from './ports/rotation-target.ts';
export { NO_LISTENERS, type SecretEvents } from './ports/secret-events.ts';
export type {
  InsertGiven,
  InsertLimits,
  SealedValue,
  SealingKey,
  SecretCommit,
  SecretMove,
  SecretPage,
  SecretStore,
} from './ports/secret-store.ts';
export { StoreUnavailableError } from './ports/store-unavailable.ts';
export { memoryUsageCounts, SINCE_EVER, type UsageCounts, type UsageWindow } from './ports/usage-counts.ts';
export {
  EMPTY_STATE,
  type IdentityImage,
  imageOf,
  InvalidStateImageError,
  recordsOf,
  type SecretImage,
  type StateImage,
  type StateRecord,
  type StateStore,
  stateStore,
} from './ports/state-store.ts';

export { KEY_BYTES, newKey, UnsealError } from './sealing/aead.ts';
export { sameText } from './sealing/compare.ts';
export {
  AlteredRowError,
  type ColumnValue,
  RowAuthenticator,
  type RowSigner,
  UNSIGNED_ROWS,
} from './sealing/row-authenticator.ts';
export type { EncryptionContext } from './crypto/ciphertext.ts';
export { Sealer } from './sealing/sealer.ts';
export { resealRecord } from './state/reseal.ts';
export { StateHash, stateHash } from './state/state-hash.ts';

export { changeSecret } from './commands/change-secret.ts';
export { createSecret } from './commands/create-secret.ts';
export { deleteSecret, restoreSecret, scheduleSecretDeletion } from './commands/deletion.ts';
export { OUTBOX_KIND, eventIn } from './commands/outbox.ts';
export {
  type FoundAccessCredential,
  type KnownAccessCredential,
  type NewAccessCredential,
  findAccessCredential,
  grantAccessCredential,
  knownAccessCredentials,
  lookupOf,
  registerIdentity,
} from './commands/identities.ts';
export { type CreateKey, createCustomerKey, createKey, defaultKey } from './commands/keys.ts';
export { type KeyRef, loadKey } from './commands/load-key.ts';
export { type KeyStateChange, type UpdateKey, changeKey, changeKeyState, updateKey } from './commands/change-key.ts';
export { listKeys } from './commands/list-keys.ts';
export {
  type AliasTarget,
  createKeyAlias,
  deleteKeyAlias,
  listKeyAliases,
  moveKeyAlias,
} from './commands/key-aliases.ts';
export { rotateKey, setKeyRotation, runDueKeys } from './commands/rotate-key.ts';
export {
  type ImportMaterial,
  type ImportParameters,
  type Wrapping,
  importKeyMaterial,
  importParameters,
} from './commands/import-material.ts';
export type { KeyUse, OpenedBy } from './commands/open-key.ts';
export {
  type DataKeyPair,
  type DecryptData,
  type Decrypted,
  type Encrypted,
  decryptData,
  encryptData,
  generateDataKey,
  generateDataKeyPair,
  newKeyPair,
  reEncryptData,
  wrapToPublicKey,
} from './commands/encrypt-data.ts';
export {
  type BlockUse,
  decryptInMode,
  encryptInMode,
  type VersionChoice,
  versionOf,
} from './commands/encrypt-blocks.ts';
export { loadKeyOfVersion } from './commands/find-key-version.ts';
export { IV_BYTES } from './crypto/block-cipher.ts';
export { pemOf } from './crypto/key-pair.ts';
export {
  type AsymmetricUse,
  type MacData,
  type PublicKey,
  type SignData,
  type SignInput,
  decryptAsymmetric,
  encryptAsymmetric,
  macData,
  publicKeyOf,
  signData,
  verifyData,
  verifyMac,
} from './commands/sign-data.ts';
export { changeSecretLabels, moveSecretLabel, removeSecretLabel } from './commands/labels.ts';
export { listSecretsByCreation, listSecretsByName } from './commands/list-secrets.ts';
export { type ExportedSecret, exportSecret, importSecret, openExportedSecret } from './commands/export-secret.ts';
export { type SecretRef, loadSecret } from './commands/load-secret.ts';
export { type MoveSecret, moveSecret } from './commands/move-secret.ts';
export { putSecretVersion } from './commands/put-version.ts';
export { openVersion, type OpenedVersion, readSecretValue } from './commands/read-value.ts';
export { type SlotChange, updateCredential } from './commands/update-credential.ts';
export {
  type DialectRecordPage,
  type DialectRecordQuery,
  type DialectRecordRef,
  changeDialectRecord,
  createDialectRecord,
  deleteDialectRecord,
  listDialectRecords,
  loadDialectRecord,
} from './commands/dialect-records.ts';
export { requestRotation } from './commands/request-rotation.ts';
export { rotateSecret } from './commands/rotate-secret.ts';
export { setVersionExpiry } from './commands/set-version-expiry.ts';
export { type DueSummary, runDue } from './commands/run-due.ts';
export { sweepDeletions } from './commands/sweep.ts';
export { updateSecret } from './commands/update-secret.ts';
