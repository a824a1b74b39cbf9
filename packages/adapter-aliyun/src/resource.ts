/** Where inputs name what they are about, the likeliest first. */
const NAMES = ['SecretName', 'KeyId', 'AliasName', 'KmsInstanceId'];

/** The secret or key that an input is about, as the client named it. */
export function resourceOf(input: unknown): string | null {
  for (const name of NAMES) {
    const value = (input as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'string') return value;
  }
  return null;
}
