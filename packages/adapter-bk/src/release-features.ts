import type { BkSettings } from './settings.ts';

/** What a release of JOB does otherwise than others. */
export interface ReleaseFeatures {
  /** Whether a create that names an id updates that credential. */
  readonly createUpdates: boolean;
  /** Whether create and update answer the name beside the id. */
  readonly answersName: boolean;
  readonly hasDetail: boolean;
  /** Whether detail shows the credentials of the named scope alone. */
  readonly isolatesDetail: boolean;
  /** Whether the platform's API gateway leads to it. */
  readonly isBehindGateway: boolean;
  /** Whether blank fields of file sources are found when the body is bound. */
  readonly validatesFileSources: boolean;
  /** Whether a body without a scope is found when it is bound. */
  readonly validatesMissingScope: boolean;
  /** Whether an unknown type of scope beside an id has an error of its own. */
  readonly namesUnknownScopeType: boolean;
  /** Whether a name can be taken. */
  readonly hasUniqueNames: boolean;
}

const NEWEST: ReleaseFeatures = {
  createUpdates: false,
  answersName: true,
  hasDetail: true,
  isolatesDetail: true,
  isBehindGateway: true,
  validatesFileSources: true,
  validatesMissingScope: true,
  namesUnknownScopeType: true,
  hasUniqueNames: true,
};

const V3_11: ReleaseFeatures = { ...NEWEST, namesUnknownScopeType: false, hasUniqueNames: false };
const V3_10: ReleaseFeatures = { ...V3_11, validatesMissingScope: false };
const V3_9: ReleaseFeatures = { ...V3_10, isolatesDetail: false, isBehindGateway: false, validatesFileSources: false };
const V3_7: ReleaseFeatures = { ...V3_9, hasDetail: false, answersName: false, createUpdates: true };

const FEATURES = {
  '3.7': V3_7,
  '3.9': V3_9,
  '3.10': V3_10,
  '3.11': V3_11,
  '3.12.4': NEWEST,
} as const satisfies Record<BkSettings['job_version'], ReleaseFeatures>;

/** What the release of `doors.bk.job_version` does, with the switches that change it. */
export function releaseFeatures(settings: BkSettings): ReleaseFeatures {
  const features = FEATURES[settings.job_version];
  return settings.allow_duplicate_names ? { ...features, hasUniqueNames: false } : features;
}
