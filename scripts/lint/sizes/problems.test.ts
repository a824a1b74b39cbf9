import { describe, expect, it } from '@jest/globals';

import { MAX_COLUMNS, MAX_SHARE, type SourceFile, largePackages, longLines, packageSizes } from './problems.ts';

const file = (path: string, ...lines: string[]): SourceFile => ({ path, lines });
const lineOf = (columns: number): string => 'a '.repeat(columns).slice(0, columns);
const lines = (count: number): string[] => Array.from({ length: count }, () => '');

describe('npm run sizes', () => {
  it('names lines that are too wide', () => {
    const source = file('packages/core/src/a.ts', lineOf(MAX_COLUMNS), lineOf(MAX_COLUMNS + 1));
    expect(longLines([source])).toEqual([`packages/core/src/a.ts:2 is ${MAX_COLUMNS + 1} columns wide`]);
  });

  it('counts characters, not the units of their code', () => {
    expect(longLines([file('a.ts', '😀 '.repeat(MAX_COLUMNS / 2))])).toEqual([]);
  });

  it('lets a long word be, and the files that are excepted', () => {
    expect(longLines([file('a.ts', `// https://example.com/${'a'.repeat(MAX_COLUMNS)}`)])).toEqual([]);
    expect(longLines([file('packages/cli/scripts/docs/chinese-pages.ts', lineOf(300))])).toEqual([]);
    expect(longLines([file('packages/cli/scripts/docs/pages.ts', lineOf(300))])).toHaveLength(1);
  });

  it('counts the production code of packages alone', () => {
    const sizes = packageSizes([
      file('packages/core/src/a.ts', ...lines(3)),
      file('packages/core/src/deep/b.ts', ...lines(3)),
      file('packages/core/src/a.test.ts', ...lines(50)),
      file('packages/core/src/store-contract/c.ts', ...lines(50)),
      file('packages/core/test/d.ts', ...lines(50)),
      file('packages/seeds/src/e.ts', ...lines(2)),
      file('scripts/f.ts', ...lines(50)),
    ]);
    expect(sizes).toEqual([
      { name: 'core', lines: 6, share: 0.75 },
      { name: 'seeds', lines: 2, share: 0.25 },
    ]);
  });

  it('names packages with too much of it, the composition root sooner', () => {
    const of = (name: string, share: number) => ({ name, lines: 1, share });
    expect(largePackages([of('core', MAX_SHARE), of('gateway', 0.04)])).toEqual([]);
    expect(largePackages([of('core', MAX_SHARE + 0.001), of('gateway', 0.06)])).toEqual([
      'core has 22.1 % of the code, and may have 22.0 %',
      'gateway has 6.0 % of the code, and may have 5.0 %',
    ]);
  });
});
