import { lineEventLog, loadSettings, startGateway } from '@dragoman/gateway';

import { probedGateway, type ProbedGateway } from '../../src/probes/probe-sandbox.ts';
import type { ProbeMachine } from '../../src/probes/send-call.ts';

/** This machine, for signatures. */
export const MACHINE: ProbeMachine = { now: () => Date.now(), newNonce: () => crypto.randomUUID() };

/** A gateway in this process. @param flags on top, such as those that all probes need */
export async function probeGateway(
  flags: Readonly<Record<string, string>> = {},
): Promise<ProbedGateway & { readonly close: () => Promise<void> }> {
  const settings = await loadSettings({ flags: { port: '0', memory: 'true', ...flags }, env: {}, file: null });
  const gateway = await startGateway({ settings, eventLog: lineEventLog(() => undefined) });
  return { ...probedGateway(gateway.url), close: () => gateway.close() };
}
