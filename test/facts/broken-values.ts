type Limit = Readonly<Record<string, unknown>>;

/** For each rule of a field, a value that breaks it and nothing before it. */
export function brokenValues(limit: Limit): readonly (readonly [rule: string, value: unknown])[] {
  return Object.entries(limit).flatMap(([rule, bound]) => {
    const value = BREAKING[rule]?.(bound as never, limit);
    return value === undefined ? [] : [[rule, value] as const];
  });
}

const BREAKING: Readonly<Record<string, (bound: never, limit: Limit) => unknown>> = {
  type: (types: string | readonly string[]) =>
    VALUES.find(([type]) => ![types].flat().some((one) => isOf(type, one)))?.[1],
  enum: () => 'none of them',
  minLength: (length: number) => (length > 0 ? 'x'.repeat(length - 1) : undefined),
  maxLength: (length: number) => 'x'.repeat(length + 1),
  maxBytes: (length: number) => 'x'.repeat(length + 1),
  minimum: (least: number) => least - 1,
  maximum: (most: number) => most + 1,
  minItems: (length: number) => (length > 0 ? [] : undefined),
  pattern: (pattern: string) =>
    ['\u0000', ' ', 'ä ö', '-'.repeat(5000)].find((text) => !new RegExp(pattern, 'u').test(text)),
};

const VALUES: readonly (readonly [type: string, value: unknown])[] = [
  ['object', {}],
  ['array', []],
  ['boolean', true],
  ['string', 'x'],
  ['number', 1.5],
];

function isOf(type: string, expected: string): boolean {
  return type === expected || (type === 'number' && expected === 'integer');
}
