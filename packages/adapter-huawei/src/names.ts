import type { LabelNames, VersioningPolicy } from '@dragoman/core';

export const LABEL_NAMES: LabelNames = { current: 'SYSCURRENT', previous: 'SYSPREVIOUS' };

/** How many stages a secret may hold, and a new version may be given at once. */
export const MAX_STAGES = 12;

/**
 * At most 20 versions and 12 stages (CreateSecretVersion, constraints). A version without a stage is deprecated and may
 * be removed by the service; what the 21st put does is documented nowhere.
 * @NOTE unverified: the oldest deprecated version goes, and without one the put is rejected; moving SYSCURRENT by hand
 * leaves SYSPREVIOUS where it is.
 */
export function versioning({ at_label_limit }: { readonly at_label_limit: 'reject' | 'reserve' }): VersioningPolicy {
  return {
    versionLimit: 20,
    atVersionLimit: 'drop-unlabelled-or-refuse',
    labelLimit: MAX_STAGES,
    atLabelLimit: at_label_limit,
    moveHandsOverPrevious: false,
  };
}

/** The longest secret value, in bytes, by the setting that says which of the documents' limits holds. */
export const MAX_VALUE_BYTES = { '32KB': 32_768, '64KB': 65_536 } as const;

/** The longest description, in bytes. */
export const MAX_DESCRIPTION_BYTES = 2_048;

/** What every backup begins with, and how long one may be, in characters. */
export const BLOB_PREFIX = ')CloudSecretManagementBackupV1.com';
export const MAX_BLOB_CHARACTERS = 5_242_880;

/** The page size of lists that are asked for none. */
export const DEFAULT_PAGE = '50';

/** A secret's name; the 2023 generation of the documents dropped the dot (see `strict_names`). */
export const NAME_PATTERN = '^[a-zA-Z0-9._-]{1,64}$';
export const VERSION_ID_PATTERN = '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$';
/** The narrower form of version ids that UpdateSecretStage documents: those that the service makes. */
export const NUMBERED_VERSION_PATTERN = '^v[0-9]{0,63}$';
export const STAGE_PATTERN = '^[a-zA-Z0-9_-]{1,64}$';

/** In place of a version id: the latest version. */
export const LATEST = 'latest';
