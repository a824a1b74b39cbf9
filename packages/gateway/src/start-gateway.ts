import { join } from 'node:path';
import type { Duplex } from 'node:stream';

import { Metrics } from '@dragoman/control/server';
import { type Clock, type Ids, newKey } from '@dragoman/core';
import type { Counts, Done, EnvironmentParts } from '@dragoman/environment';
import { SecretRedactor } from '@dragoman/journal';
import { type EventLog, listen, OwnHosts, ProxyRecord, type ProxyRules, tlsMaterial } from '@dragoman/server';

import type { Settings } from './config/schema.ts';
import { type GuardedEventLog, guardedEventLog } from './log/guarded-event-log.ts';
import { type ReadyScript, scriptsIn } from './ready/scripts.ts';
import { openServing, type Serving, type ServingParts } from './serving.ts';
import { writeAddress } from './state/address-file.ts';
import { DATABASE_FILE, machineProblem } from './state/machine-problem.ts';
import { openMemoryStore, openState } from './state/open-state.ts';
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
    const readiness = { isReady: false };
    const authority = async (): Promise<string | null> => (await tls?.authority()) ?? null;
    const proxied = new ProxyRecord();
    const hosts = new OwnHosts(settings.tls.hosts, tls);
    const control = { metrics, proxied, hosts, authority, ...readinessOf(readiness) };
    const serving = await startServing({ ...parts, ...shared, ...control, eventLog });
    teardown.add(() => serving.close());
    const proxy = proxyRules(settings, hosts, proxied);
    const listener = await listen(serving.handle, { ...settings, tls, proxy, eventLog });
    teardown.add(() => listener.close());
    await serving.begin(listener.url);
    if (!settings.memory) keepAddress(settings, listener.url, notice, teardown);
    // Who follows a journal would keep the listener from closing.
    teardown.add(() => {
      serving.closeJournals();
    });
    const ready = runReadyScripts({ settings, scripts, url: listener.url, notice, readiness }, teardown);
    return {
      url: listener.url,
      ready: () => ready,
      connect: () => listener.connect(),
      authority,
      unref: () => {
        listener.unref();
      },
      runDue: () => serving.runDue(),
      close: () => teardown.run(),
    };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

/** What answers, and what it does once it is known where. */
type BegunServing = Omit<Serving, 'environments'> & { begin(url: string): Promise<void> };

/** Opens what answers: over a state of this gateway's own, or as one of several over a database. @throws ConfigError */
async function startServing(
  parts: Omit<ServingParts, 'openState'> & Pick<GatewayParts, 'rootKey'>,
): Promise<BegunServing> {
  const { settings, eventLog, rootKey } = parts;
  const { url } = settings.store;
  const notice = (line: string): void => {
    eventLog.notice(line);
  };
  if (url === undefined || settings.memory) {
    const serving = await openServing({ ...parts, openState: () => openState(settings, rootKey, notice) });
    return { ...serving, begin: async () => undefined };
  }
  const { joinCluster } = await import('./cluster/join-cluster.ts');
  return joinCluster({ ...parts, store: { ...settings.store, url }, rootKey, notice, openMemoryStore });
}

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
