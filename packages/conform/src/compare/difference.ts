/** In what way an answer is not as expected. */
export const DIFFERENCE_KINDS = [
  'status',
  'code',
  'message',
  'format',
  'missing-header',
  'additional-header',
  'header',
  'header-order',
  'missing-field',
  'additional-field',
  'field-name',
  'null-for-absent',
  'absent-for-null',
  'empty-for-absent',
  'absent-for-empty',
  'empty-list',
  'type',
  'form',
  'spelling',
  'time-format',
  'field-order',
] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One thing that is not as expected. It holds shapes alone. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Where, such as `body.SecretList.Secret[].CreateTime`, `status` or `header content-type`. */
  readonly at: string;
  readonly expected: string;
  readonly found: string;
}
