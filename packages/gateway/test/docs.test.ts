import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { loadSettings } from '../src/index.ts';
import { scratchDirectory } from './support/process.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** For who works on Dragoman; what is for users stands in both languages. */
const ENGLISH_ONLY = /^docs\/(architecture\.md|performance\.md|decisions\/)/;

/** Pages of vendors, whose links lead to pages of theirs. */
const VENDOR_PAGES = /^test\/pages\//;

const PAGES = pagesBelow('.').filter((page) => !VENDOR_PAGES.test(page));
const FOR_USERS = PAGES.filter(
  (page) => page.startsWith('docs/') && !page.startsWith('docs/zh/') && !ENGLISH_ONLY.test(page),
);
const PAIRS = [
  ['README.md', 'README.zh.md'] as const,
  ...FOR_USERS.map((page) => [page, page.replace('docs/', 'docs/zh/')] as const),
];

function pagesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|target|\..*)$/.test(entry.name) ? [] : pagesBelow(path);
    return /\.md$|^llms\.txt$/.test(entry.name) ? [path] : [];
  });
}

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The blocks of code of a page, fenced or indented, and the text without them. */
function partsOf(page: string): { readonly code: readonly string[]; readonly prose: string } {
  const code: string[] = [];
  const keep = (block: string): string => {
    code.push(block.trimEnd());
    return '';
  };
  const prose = textOf(page)
    .replace(/^```[^]*?^```$/gm, keep)
    .replace(/(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+/g, keep);
  return { code, prose };
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...partsOf(page).prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What is wrong with the links of a page. */
function brokenLinks(page: string): string[] {
  const targets = [...partsOf(page).prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
      if (!existsSync(join(ROOT, file))) return true;
      return (
        anchor !== undefined &&
        (statSync(join(ROOT, file)).isDirectory() || !anchorsOf(file).includes(decodeURIComponent(anchor)))
      );
    });
}

it.each(PAGES)('%s has links that lead somewhere', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

it('has no Chinese page without its English one', () => {
  const known = PAIRS.map(([, chinese]) => chinese);
  expect(PAGES.filter((page) => page.startsWith('docs/zh/') && !known.includes(page))).toEqual([]);
});

describe.each(PAIRS)('%s', (english, chinese) => {
  it('stands in Chinese too, with the same code and as many headings', () => {
    expect(partsOf(chinese).code).toEqual(partsOf(english).code);
    expect(anchorsOf(chinese)).toHaveLength(anchorsOf(english).length);
  });

  it('is found from the index for machines', () => {
    expect(textOf('llms.txt')).toContain(`](${english})`);
  });
});

it('has snippets of clients in the quick start that are run elsewhere', () => {
  const tested = [
    textOf('README.md'),
    ...[
      'go-huawei/main.go',
      'go-aliyun/main.go',
      'go-blueking/main.go',
      'node-huawei/index.mjs',
      'java-huawei/src/main/java/Example.java',
      'java-aliyun/src/main/java/Example.java',
    ].map((file) => textOf(`examples/${file}`)),
  ].join('\n');
  const blocks = partsOf('docs/quick-start.md')
    .code.filter((block) => /^```(?!text)/.test(block))
    .map((block) => block.split('\n').slice(1, -1).join('\n'));
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.filter((block) => !tested.includes(block))).toEqual([]);
});

it('shows a file of settings that is taken as it stands', async () => {
  const scratch = scratchDirectory();
  const file = join(scratch.path, 'dragoman.yaml');
  const [block = ''] = partsOf('docs/configuration.md').code.filter((code) => code.startsWith('```yaml'));
  writeFileSync(file, block.split('\n').slice(1, -1).join('\n'));
  expect(await loadSettings({ flags: {}, env: {}, file })).toMatchObject({
    port: 4600,
    log: { requests: 'all' },
    doors: { huawei: { throttle: true } },
  });
  scratch.remove();
});
