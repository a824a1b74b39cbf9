/** What a plan may be told about how to move. */
export interface PlanOptions {
  /** Whether names at Huawei may have dots. */
  readonly dots: 'allowed' | 'refused';
  /** What to do where the target has the name with another value. */
  readonly on_existing: 'refuse' | 'new-version';
  /** Whether secrets that wait for their deletion are taken along. */
  readonly include_deleted: boolean;
  /** What becomes of tags that the target does not take: they stay behind, or their characters are mapped. */
  readonly tags: 'drop' | 'slug';
  /** Whether JSON with the keys of a credential becomes its slots at BlueKing, or stays whole. */
  readonly bk_shape: 'typed' | 'whole';
  /** Whether the Alibaba Cloud account must name a KMS instance for new secrets. */
  readonly account_needs_instance: boolean;
}

export const DEFAULT_OPTIONS: PlanOptions = {
  dots: 'allowed',
  on_existing: 'refuse',
  include_deleted: false,
  tags: 'drop',
  bk_shape: 'typed',
  account_needs_instance: false,
};

/** A name that matches becomes another, before the target's own rules. */
export interface RenameRule {
  readonly match: RegExp;
  readonly to: string;
}
