/** Whether a string is one that a pattern stands for. */
export type TextMatcher = (text: string) => boolean;

/**
 * A pattern in which `*` stands for any run of characters, an empty one too, and `?`, where it is given as a wildcard,
 * for one character. However often `*` stands in it, matching takes no more than the product of both lengths.
 */
export function glob(pattern: string, wildcards: '*' | '*?' = '*?'): TextMatcher {
  const single = wildcards === '*?' && pattern.includes('?');
  const star = pattern.indexOf('*');
  if (!single && star === -1) return (text) => text === pattern;
  if (pattern === '*') return () => true;
  if (!single && star === pattern.length - 1) {
    const prefix = pattern.slice(0, -1);
    return (text) => text.startsWith(prefix);
  }
  return single ? (text) => isMatch(pattern, text, single) : piecesMatcher(pattern.split('*'));
}

/** The pieces between the stars, each at the first place behind the one before. */
function piecesMatcher(pieces: readonly string[]): TextMatcher {
  const [first = '', ...rest] = pieces;
  const last = rest.pop() ?? '';
  // Most texts lack what is told of the thing itself, which is mostly the longest piece.
  const longest = pieces.toSorted((left, right) => right.length - left.length)[0] ?? '';
  return (text) => {
    if (!text.includes(longest) || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

/** Goes back to the latest `*` alone, so that many of them cost no more than one does at every place. */
function isMatch(pattern: string, text: string, single: boolean): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let read = 0; read < text.length;) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      resume = read;
    } else if (at < pattern.length && (pattern[at] === text[read] || (single && pattern[at] === '?'))) {
      at += 1;
      read += 1;
    } else if (star === -1) {
      return false;
    } else {
      at = star + 1;
      resume += 1;
      read = resume;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
