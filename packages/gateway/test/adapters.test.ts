import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What CONTRIBUTING says that the three adapters share: the entries of its table, in code quotes. */
const shared = (
  /^The three adapters have the same entries in `src\/`: (.*?)\.$/ms
    .exec(readFileSync(`${root}CONTRIBUTING.md`, 'utf8'))?.[1]
    ?.match(/`[^`]+`/g) ?? []
).map((entry) => entry.replaceAll('`', ''));

describe('the entries that the three adapters share', () => {
  it('are listed', () => {
    expect(shared.length).toBeGreaterThan(10);
  });

  it.each(['huawei', 'aliyun', 'bk'])('are there in adapter-%s', (dialect) => {
    const entries = readdirSync(`${root}packages/adapter-${dialect}/src`, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
    expect(shared.filter((entry) => !entries.includes(entry))).toEqual([]);
  });
});
