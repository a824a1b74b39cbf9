import type { LabelNames, VersioningPolicy } from '@dragoman/core';

/** The name of this door, of its addresses and of its attribute bag. */
export const DOOR = 'aliyun';

export const LABEL_NAMES: LabelNames = { current: 'ACSCurrent', previous: 'ACSPrevious' };

/** The type of every secret that is not managed. */
export const GENERIC = 'Generic';

export const SECRET_TYPES = [GENERIC, 'Rds', 'Redis', 'RAMCredentials', 'ECS', 'PolarDB'] as const;

/**
 * At most 10 versions: the oldest one without a stage rolls off, and none is lost that has one; at most 8 stages.
 * Moving ACSCurrent by hand gives ACSPrevious to the version that had it, as the rotation guide takes for granted.
 */
export const VERSIONING: VersioningPolicy = {
  versionLimit: 10,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: 8,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
};

/**
 * Bytes of a request body that are read: all that one call takes is less than half of it, percent-encoded.
 * @NOTE unverified: what the service's own front takes is documented nowhere.
 */
export const MAX_BODY_BYTES = 512 * 1024;
/**
 * Bytes of path and query that are read: a whole secret may be there, percent-encoded, of which 30,720 bytes become
 * 92,160. @NOTE unverified: what the service's own front takes is documented nowhere.
 */
export const MAX_URI_BYTES = 256 * 1024;
/** Bytes of SecretData. */
export const MAX_SECRET_DATA_BYTES = 30_720;
/** Bytes of a policy of a secret or key. */
export const MAX_POLICY_BYTES = 32_768;
/** How far Timestamp may be from the clock, either way. */
export const TIMESTAMP_WINDOW_MS = 15 * 60_000;
/** How many tags a secret or key may carry. */
export const MAX_TAGS = 20;
/** Days until a scheduled deletion when the caller names none. */
export const DEFAULT_RECOVERY_DAYS = 30;

/** The regions of KMS (endpoints of the official metadata, 2024). */
export const REGIONS = [
  'cn-qingdao',
  'cn-beijing',
  'cn-zhangjiakou',
  'cn-zhengzhou-jva',
  'cn-huhehaote',
  'cn-wulanchabu',
  'cn-hangzhou',
  'cn-shanghai',
  'cn-fuzhou',
  'cn-shenzhen',
  'cn-heyuan',
  'cn-guangzhou',
  'cn-chengdu',
  'cn-wuhan-lr',
  'cn-hongkong',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'us-east-1',
  'us-west-1',
  'eu-west-1',
  'eu-central-1',
  'ap-south-1',
  'me-east-1',
  'me-central-1',
  'na-south-1',
  'cn-hangzhou-finance',
  'cn-shanghai-finance-1',
  'cn-shenzhen-finance-1',
  'cn-beijing-finance-1',
  'cn-heyuan-acdr-1',
] as const;
