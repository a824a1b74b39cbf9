import { glob } from '@dragoman/protocol-kit';

/** Whether a string is one of those that a policy names. */
export type TextMatcher = (text: string) => boolean;

/**
 * What matches any of the patterns, in which `*` is any run of characters, slashes and colons too, and `?` is one
 * character. https://www.alibabacloud.com/help/en/ram/policy-elements
 */
export function matcherOf(patterns: readonly string[]): TextMatcher {
  const exact = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const wild = patterns.filter((pattern) => /[*?]/.test(pattern)).map((pattern) => glob(pattern));
  const [only, ...others] = wild;
  if (only === undefined) return (text) => exact.has(text);
  if (others.length === 0 && exact.size === 0) return only;
  return (text) => exact.has(text) || wild.some((matches) => matches(text));
}
