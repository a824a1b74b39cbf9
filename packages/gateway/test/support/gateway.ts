import type { Services } from '@dragoman/core';
import { buildDoors } from '@dragoman/environment';
import { NO_INTERCEPTION } from '@dragoman/protocol-kit';

import { type Gateway, type GatewayParts, lineEventLog, loadSettings, startGateway } from '../../src/index.ts';
import { guard } from './guard.ts';

export { DEVELOPMENT } from './development.ts';

/** A gateway in this process, on a port of its own. */
export interface TestGateway extends Gateway {
  /** Host and port, as Aliyun's clients want them. */
  readonly host: string;
  /** The lines that it printed for its operator. */
  readonly lines: readonly string[];
}

/** Starts a gateway in memory on a free port; flags come on top. */
export async function gatewayForTest(
  flags: Readonly<Record<string, string>> = {},
  parts: Pick<GatewayParts, 'clock'> = {},
): Promise<TestGateway> {
  const settings = await loadSettings({ flags: { port: '0', memory: 'true', ...flags }, env: {}, file: null });
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(line);
    guard.printed(line);
  };
  const gateway = await startGateway({ settings, eventLog: lineEventLog(print), ...parts });
  guard.watch(gateway.url);
  return { ...gateway, host: new URL(gateway.url).host, lines };
}

/** The operations in a door's own table. */
export async function servedByDoor(
  name: string,
): Promise<{ readonly served: readonly string[]; readonly rejected: readonly string[] }> {
  const settings = await loadSettings({ flags: {}, env: {}, file: null });
  // Building doors touches no service; only serving does.
  const door = buildDoors({
    settings,
    bindings: new Map(),
    services: {} as Services,
    interceptor: NO_INTERCEPTION,
    observe: () => undefined,
  }).find((candidate) => candidate.name === name);
  return { served: door?.operations ?? [], rejected: door?.notImplemented ?? [] };
}
