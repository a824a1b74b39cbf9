import { lineEventLog, loadSettings, startGateway } from '@dragoman/gateway';

import { probedGateway, type ProbedGateway } from '../../src/probes/probe-sandbox.ts';
import type { ProbeMachine } from '../../src/probes/send-call.ts';
import { SETTINGS } from './make-probes.ts';

/** This machine, for signatures. */
export const MACHINE: ProbeMachine = { now: () => Date.now(), newNonce: () => crypto.randomUUID() };

/** A gateway in this process that answers every probe. @param flags on top */
export async function probeGateway(
  flags: Readonly<Record<string, string>> = {},
): Promise<ProbedGateway & { close(): Promise<void> }> {
  const all = { port: '0', memory: 'true', ...SETTINGS, ...flags };
  const settings = await loadSettings({ flags: all, env: {}, file: null });
  const gateway = await startGateway({ settings, eventLog: lineEventLog(() => undefined) });
  return { ...probedGateway(gateway.url), close: () => gateway.close() };
}
