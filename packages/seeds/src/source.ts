import type { SeedDocument } from './schema.ts';

/** A way into a document. */
export type SeedPath = readonly (string | number)[];

/** A document, checked by its schema, and where it comes from. */
export interface SeedSource {
  readonly document: SeedDocument;
  /** Where the part stands, as `seeds.yaml:12: `; empty where there is no file. */
  readonly locationOf: (path: SeedPath) => string;
}

/**
 * An entry that cannot be made. The message is one line with the place, the key and the remedy, and holds no secret.
 */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  /** The path, its parts joined by dots. */
  readonly field: string;

  /** @param what follows the path: what is wrong there, and what would help */
  constructor(source: Pick<SeedSource, 'locationOf'>, path: SeedPath, what: string, options?: ErrorOptions) {
    const field = path.join('.');
    super(`${source.locationOf(path)}${field === '' ? 'the document' : field} ${what}`, options);
    this.field = field;
  }
}
