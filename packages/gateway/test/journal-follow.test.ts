import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { type CliProcess, runCli, scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  gateway = await gatewayForTest();
  scratch = scratchDirectory();
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

/** The lines once there are so many; requests are sent until then, as nobody tells when a follower listens. */
async function linesOf(cli: CliProcess, count: number): Promise<string[]> {
  for (;;) {
    const lines = cli.stdout().split('\n').slice(0, -1);
    if (lines.length >= count) return lines;
    await huaweiClient(gateway.url).call('GET', 'secrets');
  }
}

it.each<[string, string[], RegExp[]]>([
  [
    'a table',
    [],
    [/^UTC +DOOR +OPERATION /, /^\d\d:\d\d:\d\d +huawei +ListSecrets +- +development +success +- +\d+\.\d$/],
  ],
  ['everything', ['--output', 'wide'], [/ REQUEST ID$/, / ListSecrets .* 200 +\d+\.\d +[0-9a-f]{32}$/]],
  ['an object a line', ['--json'], [/^\{"entry":\{"sequence":\d+,/]],
])('journal follow prints requests as they come: %s', async (_what, flags, expected) => {
  const cli = runCli(['journal', 'follow', ...flags], { cwd: scratch.path, env: { DRAGOMAN_URL: gateway.url } });
  try {
    const lines = await linesOf(cli, expected.length);
    for (const [at, pattern] of expected.entries()) expect(lines[at]).toMatch(pattern);
  } finally {
    cli.child.kill('SIGINT');
    await cli.exit();
  }
});
