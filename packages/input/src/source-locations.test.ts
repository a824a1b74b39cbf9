import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';

import { ConfigError } from './config-error.ts';
import { documentIn } from './source-locations.ts';

const MARKED = 'MARKED-VALUE';

/** The error that a text is refused with; `null` for one that is read. */
async function rejectionOf(text: string): Promise<Error | null> {
  try {
    await documentIn(text, 'seeds.yaml');
    return null;
  } catch (error) {
    return error as Error;
  }
}

describe('a file of YAML', () => {
  it('says what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.object({ maxDepth: 3, values: [fc.string(), fc.integer(), fc.boolean()] }), async (value) => {
        const { value: read } = await documentIn(stringify(value), 'seeds.yaml');
        expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is read, or refused in words that do not quote it', async () => {
    const part = fc.constantFrom(
      ...Array.from('-:{}[]&*!|>%@`"\'#,?\n\t a'),
      '  ',
      '---',
      '&a ',
      '*a',
      '<<: ',
      MARKED,
      '\\x',
      '!!int ',
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: part, maxLength: 40 }), async (text) => {
        const rejection = await rejectionOf(text);
        if (rejection === null) return;
        expect(rejection).toBeInstanceOf(ConfigError);
        expect(rejection.message).not.toContain(MARKED);
      }),
    );
  });

  it.each([
    ['lists within lists', '['.repeat(100_000)],
    ['maps within maps', '{a: '.repeat(20_000)],
    ['blocks within blocks', Array.from({ length: 2_000 }, (_line, at) => `${' '.repeat(at)}- `).join('\n')],
    ['aliases of aliases', `a0: &a0 [x]\n${aliases(40)}`],
    ['an anchor that holds itself', 'a: &a [*a]'],
  ])('is refused with %s, or read, and in bounded time', async (_what, text) => {
    const rejection = await rejectionOf(text);
    expect(rejection === null || rejection instanceof ConfigError).toBe(true);
  });
});

/** Each of the one before, ten times: the last would be 10 to the power of their count. */
function aliases(count: number): string {
  return Array.from({ length: count }, (_line, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(10)}]`).join('\n');
}
