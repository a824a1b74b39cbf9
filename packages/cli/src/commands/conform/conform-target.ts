import { readFileSync } from 'node:fs';

import type { ConformOptions, DoorName, Probe, ProbedGateway, ProbeMachine } from '@dragoman/conform';
import { randomIds, systemClock } from '@dragoman/environment';
import { lineEventLog, loadSettings, startGateway } from '@dragoman/gateway/command-line';
import { ConfigError, isLoopback } from '@dragoman/input';

import { gatewayClient } from '../../gateway-client.ts';
import { connectionFrom } from '../connection-options.ts';
import type { ConformFlags } from './conform-flags.ts';
import { conformModule } from './conform-module.ts';
import { projectOf, serviceKeys } from './service-keys.ts';
import { spelledServices } from './upstreams.ts';

/** What is asked, where, and the end of it. */
export interface ConformTarget {
  readonly probes: readonly Probe[];
  readonly options: ConformOptions;
  readonly close: () => Promise<void>;
}

/** What signatures take from this machine. */
const MACHINE: ProbeMachine = { now: () => systemClock.now(), newNonce: () => randomIds.uuid() };

/**
 * A gateway that is started for it, one that runs, or a real service, which is asked less.
 * @throws ConfigError for a service that may not be asked, or a key that is missing
 */
export async function openConformTarget(probes: readonly Probe[], flags: ConformFlags): Promise<ConformTarget> {
  if (flags.target === undefined) return startedGateway(probes);
  const running = await runningGatewayAt(flags.target, flags);
  return running === null ? realService(probes, flags.target, flags) : gatewayTarget(probes, running, false);
}

async function startedGateway(probes: readonly Probe[]): Promise<ConformTarget> {
  const { PROBE_SETTINGS } = await conformModule();
  const flags = { port: '0', memory: 'true', 'log-requests': 'none', ...PROBE_SETTINGS };
  const settings = await loadSettings({ flags, env: {}, file: null });
  const gateway = await startGateway({ settings, eventLog: lineEventLog(() => undefined) });
  const { options } = await gatewayTarget(probes, probedAt(gateway.url, settings.control.token), true);
  return { probes, options, close: () => gateway.close() };
}

function probedAt(url: string, token: string | undefined): ProbedGateway {
  return {
    url,
    control: gatewayClient({ url, token }),
    inSandbox: (sandbox) => gatewayClient({ url, token, sandbox }),
  };
}

async function gatewayTarget(
  probes: readonly Probe[],
  gateway: ProbedGateway,
  hasSettings: boolean,
): Promise<ConformTarget> {
  const { openSandbox } = await conformModule();
  const open = (door: DoorName) => openSandbox(gateway, door, MACHINE);
  return { probes, options: { open, hasSameState: true, hasSettings }, close: () => Promise.resolve() };
}

/** The gateway at an address of this machine; `null` where what is there is none. */
async function runningGatewayAt(url: string, flags: ConformFlags): Promise<ProbedGateway | null> {
  if (!URL.canParse(url) || !isLoopback(new URL(url).hostname)) return null;
  const found = await connectionFrom({ ...flags, url });
  const gateway = probedAt(found.url, found.token);
  return gateway.control.version().then(
    () => gateway,
    () => null,
  );
}

async function realService(probes: readonly Probe[], url: string, flags: ConformFlags): Promise<ConformTarget> {
  const { openService, probesForService } = await conformModule();
  const { door, services } = await spelledServices('--target', [url], flags);
  if (door === 'aliyun-instance')
    throw new ConfigError(
      '--target: a KMS instance is asked with client keys, which conform does not read: record a program there with ' +
        'dragoman record --pass-through, and give --recording',
    );
  const isLocal = services.every((service) => service.isLocal);
  const keys = await serviceKeys(door, flags.credentials, isLocal);
  const project = await projectOf(flags.credentials, isLocal);
  const ca = flags.targetCa === undefined ? undefined : authorityIn(flags.targetCa);
  const prefix = `dragoman-${Buffer.from(randomIds.bytes(4)).toString('hex')}-`;
  const chosen = probesForService(
    probes.filter((probe) => probe.door === door),
    { host: services[0]?.host ?? '', writes: flags.writes === true, prefix, project },
  );
  const where = services.map((service) => service.url).join(', ');
  const what = flags.writes === true ? `secrets named ${prefix}… are made and deleted` : 'nothing is written';
  process.stderr.write(`dragoman: ${chosen.length} operations are asked of ${where} with your key; ${what}\n`);
  const open = () => Promise.resolve(openService(url, { keys, machine: MACHINE, ...(ca !== undefined && { ca }) }));
  return { probes: chosen, options: { open, hasSameState: false, hasSettings: true }, close: () => Promise.resolve() };
}

function authorityIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`--target-ca: ${path} cannot be read: give a file of PEM`, { cause: error });
  }
}
