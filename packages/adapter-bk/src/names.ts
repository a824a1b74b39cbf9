/** The door's name: in addresses, attribute bags and configuration. */
export const DOOR = 'bk';

/** The longest body read, in bytes. The platform's own gateway reads 40 MB. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The longest path and query, in bytes. @NOTE unverified: what the platform's own gateway takes is its operator's. */
export const MAX_URI_BYTES = 256 * 1024;

/** As a secret value in an update: keep what is stored. */
export const KEEP = '******';

/** How the documentation of create and update spells the type that the service calls `APP_ID_SECRET_KEY`. */
export const DOCUMENTED_KEY_TYPE = 'ACCESS_KEY_SECRET_KEY';

/** Longest name of a credential, in characters (`varchar(255)`). */
export const MAX_NAME_LENGTH = 255;

/** Longest description, in bytes (`TEXT`). */
export const MAX_DESCRIPTION_BYTES = 65_535;

export const SCOPE_TYPES = ['biz', 'biz_set', 'tenant_set'] as const;

/** Where a credential lives: a business, a set of businesses, or a set of tenants. */
export interface Scope {
  readonly type: (typeof SCOPE_TYPES)[number];
  readonly id: string;
}

/** The scope's key in addresses and in configuration. */
export function scopeKey(scope: Scope): string {
  return `${scope.type}/${scope.id}`;
}

/** Values of `bk_biz_id` that mean a business set. */
export const BIZ_SET_IDS = { first: 8_000_000n, last: 9_999_999n } as const;

/** Longest app code and app secret that the API gateway looks up, in bytes. */
export const MAX_APP_CODE_BYTES = 32;
export const MAX_APP_SECRET_BYTES = 128;

/**
 * JOB keeps one value and knows no versions: old ones stay for the other doors and never prevent an update. It knows no
 * labels either, but an update makes PREVIOUS one, beside those that other doors gave: at most as many as Huawei's
 * allows, which allows the most.
 */
export const VERSIONING = {
  versionLimit: 20,
  atVersionLimit: 'drop-unlabelled-or-exceed',
  labelLimit: 12,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
} as const;
