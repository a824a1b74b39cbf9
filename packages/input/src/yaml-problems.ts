import type { ErrorCode } from 'yaml';

/**
 * What keeps a text from being YAML, by the parser's code, and what helps. None quotes the text: secrets may be in it.
 */
const PROBLEMS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (*name) has an anchor or a tag: take that away',
  BAD_ALIAS: 'an alias (*name) stands for no anchor (&name): put a text that begins with * in quotes',
  BAD_COLLECTION_TYPE: 'a tag does not fit the map or list that follows: take the tag away',
  BAD_DIRECTIVE: 'a line that begins with % is no directive of YAML: put a text that begins with % in quotes',
  BAD_DQ_ESCAPE: 'a \\ in double quotes begins no escape: write \\\\, or take single quotes',
  BAD_INDENT: 'it is not indented as what it belongs to, or a bracket or brace is not closed',
  BAD_PROP_ORDER: 'an anchor or a tag stands behind what it belongs to: put it in front',
  BAD_SCALAR_START: 'a text begins with a character that YAML keeps for itself: put it in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a second "key: value" stands in one line: begin a new line, or put a text with ": " in quotes',
  BLOCK_IN_FLOW: 'a block stands within brackets or braces: write it within them too',
  DUPLICATE_KEY: 'a key stands there twice: keep one',
  IMPOSSIBLE: 'it is no YAML',
  KEY_OVER_1024_CHARS: 'a key has more than 1,024 characters: is a colon or a quote missing or too much?',
  MISSING_CHAR: 'a quote, bracket, brace, comma or colon is missing',
  MULTIPLE_ANCHORS: 'something has two anchors (&name): keep one',
  MULTIPLE_DOCS: 'a second document begins (---): keep one',
  MULTIPLE_TAGS: 'something has two tags (!name): keep one',
  MULTILINE_IMPLICIT_KEY: 'a line has no "key: ", or a text over several lines is not in quotes',
  NON_STRING_KEY: 'a key is no text: put it in quotes',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'it is indented by a tab: take spaces',
  TAG_RESOLVE_FAILED: 'a tag (!name) is not known: put a text that begins with ! in quotes',
  UNEXPECTED_TOKEN: 'something stands where nothing may: is a text to be in quotes?',
};

/** What is wrong, in words, and what helps. */
export function yamlProblem(code: ErrorCode): string {
  return PROBLEMS[code];
}
