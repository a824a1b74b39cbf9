/** How deep objects and lists may lie in each other: as Jackson and Python have it, which read for vendors. */
const MAX_DEPTH = 1_000;
/** How many members and items a text may have in all. The longest lists of the services have some thousands. */
const MAX_MEMBERS = 50_000;

/** A shorter text can be neither too deep nor have too many members. */
const SHORT = 2 * MAX_DEPTH;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Reads JSON that a client sent. A text that is deeper than 1,000 or has more than 50,000 members is not read, as if it
 * were no JSON: its length alone does not bound the work that it makes. @throws SyntaxError
 */
export function parseBoundedJson(text: string): unknown {
  if (text.length > SHORT && isTooMuch(text)) throw new SyntaxError('the JSON is too deep, or has too many members');
  return JSON.parse(text);
}

/** Text that is no JSON is counted as far as it goes. */
function isTooMuch(text: string): boolean {
  let [depth, members] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case COMMA:
        members += 1;
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        members += 1;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
    }
    if (depth > MAX_DEPTH || members > MAX_MEMBERS) return true;
  }
  return false;
}

/** Where the quotation mark is that ends the text which begins at `start`; the end, where none does. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let first = at;
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((at - first) % 2 === 0) return at;
  }
  return text.length;
}
