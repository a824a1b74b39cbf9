import { ConfigError, didYouMean } from '@dragoman/gateway';

/**
 * Rejects an option that is not known, which JavaScript would take silently.
 * @param call the function that was given the options, for the message
 * @throws ConfigError with the nearest known name
 */
export function checkOptions(call: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const remedy = didYouMean(name, known, `it takes ${known.join(', ')}`);
    throw new ConfigError(`${call}: unknown option ${name}: ${remedy}`);
  }
}
