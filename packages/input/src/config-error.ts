import { type Message, verbatim } from '@dragoman/messages';

/** Wrong configuration: one line that names the key, the value and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** The same for pages; in English alone where none shows it. */
  readonly text: Message;

  constructor(text: string | Message, options?: ErrorOptions) {
    super(typeof text === 'string' ? text : text.en, options);
    this.text = typeof text === 'string' ? verbatim(text) : text;
  }
}
