/** Longer values are known as a whole alone. */
const MAX_LENGTH = 64 * 1024;
/** How deep, and how many texts, at most: a value may be made to be neither small nor shallow. */
const MAX_DEPTH = 16;
const MAX_COUNT = 200;

/** Members of a value whose texts are no secrets: the type of a credential, the make of a database. */
const PUBLIC_MEMBERS = new Set(['type', 'engine']);

/** The texts within a string that is a JSON object or list; none within any other. */
export function innerTexts(text: string): string[] {
  const parsed = jsonIn(text);
  const found: string[] = [];
  if (parsed !== null) collect(parsed, found, 0);
  return found;
}

/** The object or list that a string is in JSON; `null` when it is none. */
export function jsonIn(text: string): object | null {
  const first = text.trimStart()[0];
  if (text.length > MAX_LENGTH || (first !== '{' && first !== '[')) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

function collect(node: unknown, found: string[], depth: number): void {
  if (found.length >= MAX_COUNT || depth > MAX_DEPTH) return;
  if (typeof node === 'string') found.push(node);
  else if (typeof node === 'object' && node !== null) {
    for (const [name, child] of Object.entries(node))
      if (Array.isArray(node) || !PUBLIC_MEMBERS.has(name)) collect(child, found, depth + 1);
  }
}
