/** A policy document that its vendor would not take. Holds nothing that may be secret. */
export class PolicyDocumentError extends Error {
  override readonly name = 'PolicyDocumentError';
  /** A way into the document. */
  readonly path: readonly (string | number)[];

  /** @param message what is wrong there, and what would help */
  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}
