/** What stands in the place of a value that may be a secret. Encoding leaves it as it is. */
export const MASK = '~masked~';

/** What names of parameters and headers look like; anything else may be a value in the wrong place. */
const NAME = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;

/** The value, if the name is one of those whose values are no secrets. @param open names in lower case */
export function maskedValue(name: string, value: string, open: ReadonlySet<string>): string {
  return value === '' || open.has(name.toLowerCase()) ? value : MASK;
}

export function maskedName(name: string): string {
  return NAME.test(name) ? name : MASK;
}
