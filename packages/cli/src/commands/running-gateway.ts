import type { ControlClient } from '@dragoman/control';
import { lineEventLog, loadSettings, startGateway, whenReady } from '@dragoman/gateway/command-line';
import { ConfigError } from '@dragoman/input';

import { gatewayClient } from '../gateway-client.ts';
import { announce, type ConnectionOptions, connectionFrom, isGiven } from './connection-options.ts';

interface RunningGatewayFlags extends ConnectionOptions {
  /** Whether one that is started keeps its state in memory. */
  readonly memory?: true;
  /** Whether one that is started keeps to itself which requests it rejects. */
  readonly isQuiet?: boolean;
}

/** A gateway that answers, found or started. */
export interface RunningGateway {
  readonly url: string;
  readonly control: ControlClient;
  /** Ends it if it was started here. */
  close(): Promise<void>;
}

/**
 * The gateway that runs, or one that is started. @throws ConfigError when the one that was asked for does not answer
 */
export async function runningGateway(flags: RunningGatewayFlags): Promise<RunningGateway> {
  const found = await connectionFrom(flags);
  const { url, token } = found;
  const control = gatewayClient({ url, token });
  const isThere = await control.version().then(
    () => true,
    () => false,
  );
  if (isThere) {
    announce(found);
    return { url, control, close: () => Promise.resolve() };
  }
  if (isGiven(flags.url))
    throw new ConfigError(
      `no gateway answers at ${url}: start it, or leave --url and DRAGOMAN_URL out to have one started`,
    );
  const settings = await loadSettings({
    flags: {
      ...(flags.memory === true && { memory: 'true' }),
      ...(flags.isQuiet === true && { 'log-requests': 'none' }),
    },
    env: process.env,
    file: null,
  });
  const eventLog = lineEventLog((line) => {
    process.stderr.write(`${line}\n`);
  });
  const started = await startGateway({ settings, eventLog, rootKey: process.env['DRAGOMAN_ROOT_KEY'] });
  await whenReady(started);
  return {
    url: started.url,
    control: gatewayClient({ url: started.url, token: settings.control.token }),
    close: () => started.close(),
  };
}
