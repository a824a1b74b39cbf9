/** Wrong configuration: one line that names the key, the value and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
