/** Whether a text is one of those that a policy names. */
export type TextMatcher = (text: string) => boolean;

/**
 * What matches any of the patterns, in which `*` is any run of characters, slashes and colons too, and `?` is one
 * character. Most patterns are a text, a prefix or `*`, which need no expression.
 * https://www.alibabacloud.com/help/en/ram/policy-elements
 */
export function matcherOf(patterns: readonly string[]): TextMatcher {
  if (patterns.includes('*')) return () => true;
  const exact = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const prefixes = patterns.filter(isPrefix).map((pattern) => pattern.slice(0, -1));
  const others = patterns.filter((pattern) => /[*?]/.test(pattern) && !isPrefix(pattern)).map(expressionOf);
  return (text) =>
    exact.has(text) ||
    prefixes.some((prefix) => text.startsWith(prefix)) ||
    others.some((expression) => expression.test(text));
}

function isPrefix(pattern: string): boolean {
  return /^[^*?]*\*$/.test(pattern);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`, 'u');
}
