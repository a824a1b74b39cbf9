import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

/**
 * One sentence of a vendor's page and the tests that hold it, each as `file › title`, the file beside the table. A
 * sentence that no test can hold says why.
 */
export type HeldSentence = readonly [sentence: string, tests: readonly string[] | { readonly untested: string }];

const PAGES = new URL('pages/', import.meta.url);

/**
 * Tests that a table has every sentence of a page in `test/pages`, in its order, and that the tests it names are there.
 * @param folder where the named test files are
 */
export function describeSeedPage(page: string, folder: URL, table: readonly HeldSentence[]): void {
  describe(`the page ${page}`, () => {
    it('is held sentence by sentence', () => {
      expect(table.map(([sentence]) => sentence)).toEqual(sentencesOf(readFileSync(new URL(page, PAGES), 'utf8')));
    });

    it.each(table)('%s', (_sentence, tests) => {
      if ('untested' in tests) expect(tests.untested).not.toBe('');
      else {
        expect(tests).not.toEqual([]);
        expect(tests.filter((test) => !isThere(test, folder))).toEqual([]);
      }
    });
  });
}

function isThere(test: string, folder: URL): boolean {
  const [file = '', title = ''] = test.split(' › ');
  const escaped = title.replaceAll("'", String.raw`\'`);
  const source = readFileSync(new URL(file, folder), 'utf8');
  return [`'${escaped}'`, `"${title}"`, `\`${title}\``].some((quoted) => source.includes(quoted));
}

/**
 * The sentences of a page in Markdown or its HTML tables: of a row of a table its facts together and then its
 * description; an example as one. Headings, captions in bold and the heads of tables are none.
 */
function sentencesOf(page: string): string[] {
  return blocksOf(page)
    .flatMap((block) =>
      block.kind === 'example'
        ? [block.text.replaceAll(/\s+/g, ' ').trim()]
        : block.text.split('\n').flatMap(sentencesIn),
    )
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

interface Block {
  readonly kind: 'prose' | 'example';
  readonly text: string;
}

const EXAMPLE = /```[^\n]*\n([\s\S]*?)```|<pre[^>]*>([\s\S]*?)<\/pre>/g;

function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const match of page.matchAll(EXAMPLE)) {
    blocks.push({ kind: 'prose', text: proseOf(page.slice(end, match.index)) });
    blocks.push({ kind: 'example', text: match[1] ?? withoutTags(match[2] ?? '') });
    end = match.index + match[0].length;
  }
  return [...blocks, { kind: 'prose', text: proseOf(page.slice(end)) }];
}

function proseOf(text: string): string {
  return markdownRows(htmlRows(text)).replaceAll(/^(#|\*\*).*$/gm, '');
}

/** Each row of an HTML table as its facts and its description, on lines of their own. */
function htmlRows(text: string): string {
  const rows = text
    .replaceAll(/<thead[\s\S]*?<\/thead>/g, '')
    .replaceAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g, (_row, inner: string) => {
      const cells = [...inner.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell);
      return rowOf(cells.map(withoutTags));
    });
  return withoutTags(rows);
}

/** The same of Markdown; a row ends with the line that ends with a bar. */
function markdownRows(text: string): string {
  return text
    .replaceAll(/^\|.*\|[ \t]*\n\|[-|: \t]+\|[ \t]*\n/gm, '')
    .replaceAll(/^\|([\s\S]*?)\|[ \t]*$/gm, (_row, inner: string) => rowOf(inner.split('|')));
}

function rowOf(cells: readonly string[]): string {
  const facts = cells.slice(0, -1).map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  return `\n${facts.join(' ')}\n${cells.at(-1) ?? ''}\n`;
}

function withoutTags(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^>]*>/gi, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** A full stop of Chinese ends a sentence, one of English with a blank behind it. */
function sentencesIn(line: string): string[] {
  return withoutLinks(line)
    .split(/(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z])/u)
    .map(plain);
}

function withoutLinks(text: string): string {
  return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

/** A text without marks of Markdown, its blanks as one. */
function plain(text: string): string {
  return text
    .replaceAll(/\*\*|`/g, '')
    .replaceAll(/\\([\\*_{}[\]()#+.!|-])/g, '$1')
    .replace(/^\s*[-*]\s+/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
