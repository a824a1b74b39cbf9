/** The operations that answer with a value, as the vendors name them. JOB's answer none. */
export const VALUE_READS: ReadonlySet<string> = new Set([
  'ShowSecretVersion',
  'GetSecretValue',
  'BatchGetSecretValue',
  'AdvanceGetSecretValue',
]);

/** Clients name a secret by its name or its ARN, whose last part is the name. */
export const secretNameIn = (name: string): string =>
  name.startsWith('acs:') ? name.slice(name.lastIndexOf('/') + 1) : name;
