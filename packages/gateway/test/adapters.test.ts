import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const contributing = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');

/** What CONTRIBUTING says that the three adapters share: the entries of a list, in code quotes. */
function listed(list: RegExp): readonly string[] {
  return (list.exec(contributing)?.[1]?.match(/`[^`]+`/g) ?? []).map((entry) => entry.replaceAll('`', ''));
}

const shared = listed(/^The three adapters have the same entries in `src\/`: (.*?); and each has,/ms);
/** What Huawei's has in the package below it. */
const inFront = listed(/and each has, at Huawei in `packages\/huawei-platform\/src\/`, (.*?)\.$/ms);

function entriesOf(name: string): readonly string[] {
  return readdirSync(`${root}packages/${name}/src`, { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
}

describe('the entries that the three adapters share', () => {
  it('are listed', () => {
    expect(shared.length).toBeGreaterThan(9);
    expect(inFront.length).toBeGreaterThan(5);
  });

  it.each(['huawei', 'aliyun', 'bk'])('are there in adapter-%s', (dialect) => {
    const entries = entriesOf(`adapter-${dialect}`);
    const front = dialect === 'huawei' ? entriesOf('huawei-platform') : entries;
    expect(shared.filter((entry) => !entries.includes(entry))).toEqual([]);
    expect(inFront.filter((entry) => !front.includes(entry))).toEqual([]);
  });
});
