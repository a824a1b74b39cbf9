import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { runToEnd, scratchDirectory } from './support/process.ts';

const scratch = scratchDirectory();
afterAll(() => {
  scratch.remove();
});

/**
 * Prints what the process used at the most, and for how long, when it ends. Linux counts what the parent of a process
 * used into `resourceUsage()`, and what it used itself alone here.
 */
const METER = `import { readFileSync } from 'node:fs';
process.on('exit', () => {
  const own = process.platform === 'linux' && /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  const kilobytes = own ? own[1] : process.resourceUsage().maxRSS;
  process.stderr.write(JSON.stringify({ megabytes: kilobytes / 1024, seconds: performance.now() / 1000 }) + '\\n');
});`;

/** Lines as the CLI of Alibaba Cloud prints them: each secret with its versions and their values. */
function estate(secrets: number, versions: number): string {
  const lines: string[] = [];
  for (let at = 0; at < secrets; at += 1) {
    const SecretName = `team-${at % 50}/app-${at}`;
    const ids = Array.from({ length: versions }, (_, age) => ({
      VersionId: `v${age + 1}`,
      CreateTime: new Date(1_700_000_000_000 + age * 1_000).toISOString(),
      VersionStages: {
        VersionStage: age === versions - 1 ? ['ACSCurrent'] : age === versions - 2 ? ['ACSPrevious'] : [],
      },
    }));
    lines.push(JSON.stringify({ SecretName, VersionIds: { VersionId: ids } }));
    for (const { VersionId } of ids)
      lines.push(JSON.stringify({ SecretName, VersionId, SecretData: `kept-${at}-${VersionId}` }));
  }
  return lines.join('\n');
}

/** The bars of the specification; twice the time is let pass, as the machine may have other work to do. */
test.each([
  [1_000, 2, 150],
  [10_000, 10, 300],
])(
  '%i secrets with 5 versions are planned in %i s and %i MB',
  async (secrets, seconds, megabytes) => {
    const name = `estate-${secrets}.jsonl`;
    writeFileSync(join(scratch.path, name), estate(secrets, 5));
    writeFileSync(join(scratch.path, 'meter.mjs'), METER);
    const { code, err } = await runToEnd(
      [
        'migrate',
        'plan',
        name,
        '--to',
        'huawei',
        '--assume',
        'huawei.quota=100000',
        '--with-values',
        '--out',
        `${name}.plan.json`,
      ],
      {
        cwd: scratch.path,
        url: 'http://127.0.0.1:9',
        env: { NODE_OPTIONS: `--import ${join(scratch.path, 'meter.mjs')}` },
      },
    );
    expect(code).toBe(2);
    const used = JSON.parse(err) as { readonly megabytes: number; readonly seconds: number };
    expect(used.megabytes).toBeLessThan(megabytes);
    expect(used.seconds).toBeLessThan(seconds * 2);
  },
  60_000,
);
