import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { CLI, runToEnd, scratchDirectory } from './support/process.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../../docs/migration.md', import.meta.url)), 'utf8');
const GUIDE = PAGE.slice(PAGE.indexOf('## Moving secrets'));
const LINES = blocksOf('bash').flatMap((block) => block.trim().split('\n'));

/** What a line exits with, where that is not 0; the checksum of the guide's plan is its own. */
const EXIT_CODES: Readonly<Record<string, number>> = {
  'dragoman migrate plan terraform.tfstate --config move.yaml --with-values --out move.plan.json': 2,
};

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  scratch = scratchDirectory();
  gateway = await gatewayForTest();
  const instances = [1, 2, 3].map((at) => ({
    attributes: {
      secret_name: `app/db-${at}`,
      arn: `acs:kms:cn-hangzhou:1000000000000001:secret/app/db-${at}`,
      secret_data: `planted-value-${at}`,
      secret_type: 'Generic',
      version_id: 'v1',
      version_stages: ['ACSCurrent'],
      tags: { team: 'pay' },
    },
  }));
  const resources = [{ mode: 'managed', type: 'alicloud_kms_secret', instances }];
  write('terraform.tfstate', JSON.stringify({ version: 4, terraform_version: '1.8.5', resources }));
  write('move.yaml', blocksOf('yaml')[0] ?? '');
  mkdirSync(join(scratch.path, 'bin'));
  write('bin/dragoman', `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(CLI)} "$@"\n`);
  write('bin/terraform', '#!/bin/sh\ntest "$1" = plan && test -n "$TF_VAR_values"\n');
  // The application of the estate, at the service that it is to leave.
  const call = openApiCaller(gateway.host);
  await call('CreateSecret', { SecretName: 'app/db-1', VersionId: 'v1', SecretData: 'planted-value-1' });
  await call('GetSecretValue', { SecretName: 'app/db-1' });
  await runToEnd(['vaults', 'bind', 'old', '--addresses', 'aliyun:1000000000000001/cn-hangzhou'], {
    cwd: scratch.path,
    url: gateway.url,
  });
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

function blocksOf(language: string): string[] {
  return [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, block = '']) => block);
}

function write(name: string, text: string): void {
  writeFileSync(join(scratch.path, name), text, { mode: 0o755 });
}

describe('the guide to a move', () => {
  it('has commands', () => {
    expect(LINES.length).toBeGreaterThan(15);
  });

  it.each(LINES)('%s', async (line) => {
    const env = { PATH: `${join(scratch.path, 'bin')}:${process.env['PATH'] ?? ''}`, DRAGOMAN_URL: gateway.url };
    const ended = await new Promise<{ code: number | string | null | undefined; out: string; err: string }>(
      (resolve) => {
        execFile('sh', ['-c', line], { cwd: scratch.path, env }, (error, out, err) => {
          resolve({ code: error === null ? 0 : error.code, out, err });
        });
      },
    );
    expect(ended).toMatchObject({ code: EXIT_CODES[line] ?? 0, err: '' });
    expect(ended.out).not.toContain('planted');
  });

  it('leaves files without a value', () => {
    for (const file of ['move.plan.json', 'move.md', 'move.html', 'move.xml', 'move.sarif', 'move.tf', 'load.json'])
      expect(readFileSync(join(scratch.path, file), 'utf8')).not.toContain('planted');
  });
});
