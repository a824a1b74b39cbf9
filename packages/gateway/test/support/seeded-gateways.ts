import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach } from '@jest/globals';

import { controlClient } from '../../src/index.ts';
import { gatewayForTest, type TestGateway } from './gateway.ts';
import { scratchDirectory } from './process.ts';

/** Files of seeds, and gateways over them that are closed after each test of the file. */
export function seededGateways() {
  const directory = scratchDirectory();
  afterAll(() => {
    directory.remove();
  });

  const running: TestGateway[] = [];
  afterEach(async () => {
    for (const gateway of running.splice(0)) await gateway.close();
  });

  let files = 0;
  return {
    directory,
    started: async (flags: Readonly<Record<string, string>>): Promise<TestGateway> => {
      const gateway = await gatewayForTest(flags);
      running.push(gateway);
      return gateway;
    },
    ended: async (gateway: TestGateway): Promise<void> => {
      running.splice(running.indexOf(gateway), 1);
      await gateway.close();
    },
    seedFile: (text: string): string => {
      files += 1;
      const path = join(directory.path, `seeds-${files}.yaml`);
      writeFileSync(path, text);
      return path;
    },
  };
}

/** What the state of a gateway hashes to. */
export async function stateOf(gateway: TestGateway): Promise<string> {
  return (await controlClient({ url: gateway.url }).state.hash()).hash;
}
