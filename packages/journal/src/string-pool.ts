/** How many texts are remembered, and up to which length. */
const MAX_COUNT = 1_024;
const MAX_LENGTH = 256;

/**
 * Texts of their own. A piece that was cut out of a request keeps all of it in memory: what outlives the request is
 * copied, and what comes again and again is copied once.
 */
export class StringPool {
  readonly #known = new Map<string, string>();

  /** The same text, cut off at so many characters. */
  of(text: string, maxLength: number): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const own = Buffer.from(text.length > maxLength ? text.slice(0, maxLength) : text).toString();
    if (text.length <= MAX_LENGTH) {
      if (this.#known.size >= MAX_COUNT) this.#known.clear();
      this.#known.set(own, own);
    }
    return own;
  }
}
