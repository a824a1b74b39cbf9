import type { Message } from '@dragoman/messages';

/** A policy document that its vendor would not take. Holds nothing that may be secret. */
export class PolicyDocumentError extends Error {
  override readonly name = 'PolicyDocumentError';
  /** A way into the document. */
  readonly path: readonly (string | number)[];
  /** What is wrong there, and what would help. */
  readonly text: Message;

  constructor(path: readonly (string | number)[], text: Message) {
    super(text.en);
    this.path = path;
    this.text = text;
  }
}
