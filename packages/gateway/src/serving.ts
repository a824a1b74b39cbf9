import type { IncomingMessage, RequestListener } from 'node:http';
import { join } from 'node:path';

import {
  CONSOLE_PATH,
  CONTROL_PREFIX,
  controlListener,
  type ControlTarget,
  type LoadConsole,
} from '@dragoman/control/server';
import { AlteredRowError, type Clock, type Ids } from '@dragoman/core';
import {
  type Done,
  type Environment,
  environmentClock,
  type EnvironmentIds,
  type EnvironmentParts,
  type Environments,
  openEnvironment,
  plainEnvironmentIds,
  randomIds,
  Sandboxes,
  type SandboxesParts,
  seededEnvironmentIds,
  type State,
  systemClock,
} from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import type { Peer } from '@dragoman/protocol-kit';
import { initialData } from '@dragoman/seeds';
import { type EventLog, frontListener } from '@dragoman/server';

import type { Settings } from './config/schema.ts';
import { DATABASE_FILE, machineProblem } from './state/machine-problem.ts';
import { stateLocation } from './state/state-location.ts';

/** What answers requests over a state. */
export interface Serving {
  readonly handle: RequestListener;
  readonly environments: Environments;
  /** Does everything that fell due by now; answers how much of what. */
  runDue(): Promise<Done>;
  /** Lets go of those who follow a journal. */
  closeJournals(): void;
  /** Finishes what is being done of what fell due, and lets go of the state. */
  close(): Promise<void>;
}

/** What every environment of a gateway is opened with. */
type SharedParts = Pick<EnvironmentParts, 'settings' | 'version' | 'redactor' | 'observe' | 'onDone' | 'onError'>;

/** What of the gateway its control API works on. */
type ControlParts = Pick<ControlTarget, 'metrics' | 'proxied' | 'hosts' | 'authority' | 'isReady'> &
  Partial<Pick<ControlTarget, 'gateways'>>;

export interface ServingParts extends SharedParts, ControlParts {
  readonly settings: Settings;
  readonly openState: () => State | Promise<State>;
  /** Keeps how the gateway's own environment is set; absent where that ends with it. */
  readonly controlStore?: EnvironmentParts['controlStore'];
  /** Keeps the sandboxes; absent where they end with the gateway. */
  readonly sandboxStore?: SandboxesParts['sandboxStore'];
  /** Counts nonces and calls for all gateways over the state; absent where there is one. */
  readonly usage?: EnvironmentParts['usage'];
  /** The machine's. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly eventLog: EventLog;
  /** Who is on the other side of a request, where that is not its connection's. */
  readonly peerOf?: (request: IncomingMessage) => Peer;
}

/** The files of the console, which take a browser to be of use. */
const loadConsole: LoadConsole = async () => (await import('@dragoman/console/files')).FILES;

/** Opens the environments over a state, and what answers for them. @throws ConfigError */
export async function openServing(parts: ServingParts): Promise<Serving> {
  const { settings, eventLog, metrics } = parts;
  const { root, sandboxes } = await openEnvironments(parts);
  const close = async (): Promise<void> => {
    await sandboxes.close();
    await root.close();
  };
  try {
    const environments = { root, sandboxes };
    const target = { ...parts, environments, stateLocation: stateLocation(settings) };
    const route = {
      prefix: CONTROL_PREFIX,
      handle: controlListener(target, loadConsole),
      page: settings.console.enabled ? CONSOLE_PATH : null,
    };
    return {
      handle: frontListener(environments, route, eventLog, metrics.counts, parts.peerOf),
      environments,
      runDue: () => root.scheduler.runDue(),
      closeJournals() {
        for (const { journal } of [root, ...sandboxes.list().map(({ environment }) => environment)]) journal.close();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The gateway's own environment, and the sandboxes beside it. @throws ConfigError */
async function openEnvironments(parts: ServingParts): Promise<Environments> {
  const { settings, openState, eventLog, clock: machine = systemClock, ids = randomIds } = parts;
  const idsOf = (environment: string): EnvironmentIds =>
    settings.random_seed === undefined
      ? plainEnvironmentIds(ids)
      : seededEnvironmentIds(settings.random_seed, environment);
  const initialize = await initialData(settings, (line) => {
    eventLog.notice(line);
  });
  const own = { clock: environmentClock(settings, machine), ids: idsOf('root'), initialize };
  const root = await openRoot({ ...parts, ...own, state: await openState() });
  const sandboxes = new Sandboxes({ ...parts, root, machine, idsOf });
  await root.control.changing(() => sandboxes.restore());
  return { root, sandboxes };
}

async function openRoot(parts: EnvironmentParts & { readonly settings: Settings }): Promise<Environment> {
  try {
    return await openEnvironment(parts);
  } catch (error) {
    await parts.state.close();
    throw stateError(parts.settings, error);
  }
}

function stateError(settings: Settings, cause: unknown): unknown {
  if (cause instanceof ConfigError || settings.memory) return cause;
  const file = join(settings.data_dir, DATABASE_FILE);
  const [where, other] =
    settings.store.url === undefined ? [`"${file}"`, '--data-dir'] : [stateLocation(settings), 'store.schema'];
  const message =
    cause instanceof AlteredRowError
      ? `${where} was changed by hand or is damaged (${cause.table}): restore it from a copy`
      : (machineProblem(cause, file) ??
        `${where} cannot be made sense of: restore it from a copy, or give another ${other}; log.level = debug ` +
          'tells more');
  return new ConfigError(message, { cause });
}
