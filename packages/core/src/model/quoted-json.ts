/**
 * A string in double quotes, or one in single quotes with its inside. One that does not end reaches to the end of the
 * text: each further quotation mark would have to be tried as a beginning otherwise.
 */
const STRINGS = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|'((?:[^'\\]|\\[^])*)'|'(?:[^'\\]|\\[^])*\\?$/g;

/**
 * Reads JSON, and JSON whose strings stand in single quotes, as a vendor's pages print values: `{'name':'root'}`.
 * @returns `undefined` for a string that is neither
 */
export function parseQuotedJson(text: string): unknown {
  return parse(text) ?? parse(text.replaceAll(STRINGS, requote));
}

function requote(whole: string, inside: string | undefined): string {
  return inside === undefined ? whole : `"${inside.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/g, '\\"')}"`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
