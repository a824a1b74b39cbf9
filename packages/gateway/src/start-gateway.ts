import { join } from 'node:path';
import type { Duplex } from 'node:stream';

import { CONSOLE_PATH, CONTROL_PREFIX, controlListener, type LoadConsole, Metrics } from '@dragoman/control';
import { AlteredRowError, type Clock, type Ids, newKey } from '@dragoman/core';
import {
  type Counts,
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
  seededEnvironmentIds,
  systemClock,
} from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { SecretRedactor } from '@dragoman/journal';
import { initialData } from '@dragoman/seeds';
import {
  type EventLog,
  frontListener,
  listen,
  OwnHosts,
  ProxyRecord,
  type ProxyRules,
  tlsMaterial,
} from '@dragoman/server';

import type { Settings } from './config/schema.ts';
import { type GuardedEventLog, guardedEventLog } from './log/guarded-event-log.ts';
import { type ReadyScript, scriptsIn } from './ready/scripts.ts';
import { writeAddress } from './state/address-file.ts';
import { DATABASE_FILE, machineProblem } from './state/machine-problem.ts';
import { openState } from './state/open-state.ts';
import { stateLocation } from './state/state-location.ts';
import { storeSecrets } from './state/store-options.ts';
import { Teardown } from './teardown.ts';
import { VERSION } from './version.ts';

/** What a gateway is made of beside its settings; each part can be replaced. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly eventLog: EventLog;
  /** `DRAGOMAN_ROOT_KEY` as it was given. */
  readonly rootKey?: string | undefined;
  /** The machine's clock, which the gateway's own goes by until it is set. */
  readonly clock?: Clock;
  readonly ids?: Ids;
}

/** A gateway that is up. */
export interface Gateway {
  readonly url: string;
  /**
   * A new connection to it for an HTTP client in this process, which takes no socket: nothing between programs and the
   * network sees it.
   */
  connect(): Duplex;
  /**
   * Resolves once the programs of `ready.dir` have run; to `false` where it was closed before. Requests are served
   * before that.
   * @throws ConfigError for the first that fails
   */
  ready(): Promise<boolean>;
  /**
   * The certificate of the authority that https clients are to trust, as PEM; `null` without https or with a
   * certificate of the user's.
   */
  authority(): Promise<string | null>;
  /** Does everything that fell due by now; answers how much of what. */
  runDue(): Promise<Done>;
  /** Lets the process end while nothing but this gateway is left, as `unref` of a Node server does. */
  unref(): void;
  /**
   * Takes no new request, finishes those in flight and what is being done of what fell due, and lets go of the state.
   */
  close(): Promise<void>;
}

/** Starts a gateway. @throws ConfigError when the settings cannot be carried out */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings } = parts;
  const redactor = new SecretRedactor(newKey());
  for (const secret of storeSecrets(settings.store)) redactor.add(secret);
  const metrics = new Metrics();
  const eventLog = guardedEventLog(parts.eventLog, settings, redactor);
  const notice = (line: string): void => {
    eventLog.notice(line);
  };
  const tls = await tlsMaterial(settings, { notice });
  const scripts = settings.ready.dir === undefined ? [] : scriptsIn(settings.ready.dir, notice);
  const shared = { settings, version: VERSION, redactor, ...reportTo(eventLog, metrics.counts) };
  const teardown = new Teardown();
  try {
    const environments = await openEnvironments({ ...parts, ...shared, notice }, teardown);
    const readiness = { isReady: false };
    const authority = async (): Promise<string | null> => (await tls?.authority()) ?? null;
    const proxied = new ProxyRecord();
    const hosts = new OwnHosts(settings.tls.hosts, tls);
    const own = { environments, stateLocation: stateLocation(settings), metrics, proxied, hosts, authority };
    const target = { ...shared, ...own, ...readinessOf(readiness) };
    const control = {
      prefix: CONTROL_PREFIX,
      handle: controlListener(target, loadConsole),
      page: settings.console.enabled ? CONSOLE_PATH : null,
    };
    const front = frontListener(environments, control, eventLog, metrics.counts);
    const listener = await listen(front, { ...settings, tls, proxy: proxyRules(settings, hosts, proxied), eventLog });
    teardown.add(() => listener.close());
    if (!settings.memory) keepAddress(settings, listener.url, notice, teardown);
    // Who follows a journal would keep the listener from closing.
    teardown.add(() => closeJournals(environments));
    const ready = runReadyScripts({ settings, scripts, url: listener.url, notice, readiness }, teardown);
    return {
      url: listener.url,
      ready: () => ready,
      connect: () => listener.connect(),
      authority,
      unref: () => {
        listener.unref();
      },
      runDue: () => environments.root.scheduler.runDue(),
      close: () => teardown.run(),
    };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

/** The files of the console, which take a browser to be of use. */
const loadConsole: LoadConsole = async () => (await import('@dragoman/console/files')).FILES;

/** Lets commands find who holds the data directory. */
function keepAddress(
  { data_dir: dataDir, control }: Settings,
  url: string,
  notice: (line: string) => void,
  teardown: Teardown,
): void {
  try {
    const address = { url, pid: process.pid, control_token: control.token ?? null };
    teardown.add(writeAddress(dataDir, address));
  } catch (error) {
    const problem = machineProblem(error, join(dataDir, DATABASE_FILE));
    if (problem === null) throw error;
    notice(`${problem}. Until then commands find this gateway by --url alone`);
  }
}

/** What the environments of a gateway are opened with. */
type SharedParts = Pick<EnvironmentParts, 'settings' | 'version' | 'redactor' | 'observe' | 'onDone' | 'onError'>;

/** The gateway's own environment, and the sandboxes beside it. @throws ConfigError */
async function openEnvironments(
  parts: GatewayParts & SharedParts & { readonly notice: (line: string) => void },
  teardown: Teardown,
): Promise<Environments> {
  const { settings, clock: machine = systemClock, ids = randomIds, notice } = parts;
  const idsOf = (environment: string): EnvironmentIds =>
    settings.random_seed === undefined
      ? plainEnvironmentIds(ids)
      : seededEnvironmentIds(settings.random_seed, environment);
  const initialize = await initialData(settings, notice);
  const own = { clock: environmentClock(settings, machine), ids: idsOf('root'), initialize };
  const state = await openState(settings, parts.rootKey, notice);
  const root = await openRoot({ ...parts, ...own, state });
  teardown.add(() => root.close());
  const sandboxes = new Sandboxes({ ...parts, root, machine, idsOf });
  teardown.add(() => sandboxes.close());
  return { root, sandboxes };
}

function closeJournals({ root, sandboxes }: Environments): void {
  for (const { journal } of [root, ...sandboxes.list().map(({ environment }) => environment)]) journal.close();
}

function proxyRules({ proxy }: Settings, own: OwnHosts, record: ProxyRecord): ProxyRules | null {
  return proxy.enabled ? { own, unknown_hosts: proxy.unknown_hosts, record } : null;
}

/** Whether the programs of `ready.dir` have run. */
interface Readiness {
  isReady: boolean;
}

function readinessOf(readiness: Readiness): { readonly isReady: () => boolean } {
  return { isReady: () => readiness.isReady };
}

interface ReadyParts {
  readonly settings: Settings;
  readonly scripts: readonly ReadyScript[];
  readonly url: string;
  readonly notice: (line: string) => void;
  readonly readiness: Readiness;
}

/** Runs the programs of `ready.dir`; resolves as {@link Gateway.ready} does. */
function runReadyScripts(
  { settings, scripts, url, notice, readiness }: ReadyParts,
  teardown: Teardown,
): Promise<boolean> {
  const closing = new AbortController();
  const timeoutMs = settings.ready.timeout_seconds * 1_000;
  const run = { url, token: settings.control.token, timeoutMs, signal: closing.signal, tell: notice };
  const done =
    scripts.length === 0
      ? Promise.resolve(true)
      : import('./ready/run-scripts.ts').then(({ runScripts }) => runScripts(scripts, run));
  done.then(
    (all) => {
      readiness.isReady = all;
    },
    () => undefined,
  );
  teardown.add(async () => {
    readiness.isReady = false;
    closing.abort();
    await done.catch(() => undefined);
  });
  return done;
}

/** Waits for a gateway to be ready, and closes one that will not be. Answers whether it is. @throws ConfigError */
export async function whenReady(gateway: Gateway): Promise<boolean> {
  try {
    return await gateway.ready();
  } catch (error) {
    await gateway.close();
    throw error;
  }
}

/** What every environment reports, and to whom. */
function reportTo(eventLog: GuardedEventLog, counts: Counts): Pick<EnvironmentParts, 'observe' | 'onDone' | 'onError'> {
  return {
    observe(outcome, request) {
      counts.count(outcome);
      eventLog.observe(outcome, request);
    },
    onDone: ({ what, count }) => {
      counts.countDone(what, count);
    },
    onError: (where, error) => {
      eventLog.internalError(where, error);
    },
  };
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
