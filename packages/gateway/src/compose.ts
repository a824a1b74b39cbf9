import type { Duplex } from 'node:stream';

import { type Clock, type Ids, newKey } from '@dragoman/core';

import { ConfigError } from './config/problem.ts';
import type { Settings } from './config/schema.ts';
import type { EventLog } from './console.ts';
import { controlListener } from './control/listener.ts';
import { frontListener } from './http/front.ts';
import { listen } from './http/listener.ts';
import { SecretRedactor } from './journal/known-values.ts';
import { type GuardedEventLog, guardedEventLog } from './log/guarded-console.ts';
import type { Counts } from './metrics/counts.ts';
import { Metrics } from './metrics/metrics.ts';
import { ProxyRecord } from './proxy/record.ts';
import { randomIds } from './ports/random-ids.ts';
import { systemClock } from './ports/system-clock.ts';
import type { Done } from './scheduler/scheduler.ts';
import { scriptsIn } from './ready/scripts.ts';
import { initialData } from './seed/beginning.ts';
import { openState } from './state/open-state.ts';
import { tlsMaterial } from './tls/material.ts';
import { VERSION } from './version.ts';
import { Sandboxes } from './world/sandboxes.ts';
import { environmentClock } from './world/world-clock.ts';
import { type EnvironmentIds, plainEnvironmentIds, seededEnvironmentIds } from './world/world-ids.ts';
import { type Environment, type EnvironmentParts, openEnvironment } from './world/world.ts';

/** What a gateway is made of beside its settings; each part can be replaced. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly console: EventLog;
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
  /**
   * Takes no new request, finishes those in flight and what is being done of what fell due, and lets go of the state.
   */
  close(): Promise<void>;
}

/** Starts a gateway. @throws ConfigError when the settings cannot be carried out */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings, clock: machine = systemClock, ids = randomIds } = parts;
  const tls = await tlsMaterial(settings);
  const values = new SecretRedactor(newKey());
  const metrics = new Metrics();
  const console = guardedEventLog(parts.console, settings.log, values);
  const shared = { settings, values, ...tellingOf(console, metrics.counts) };
  const idsOf = (environment: string): EnvironmentIds =>
    settings.random_seed === undefined
      ? plainEnvironmentIds(ids)
      : seededEnvironmentIds(settings.random_seed, environment);
  const scripts =
    settings.ready.dir === undefined
      ? []
      : scriptsIn(settings.ready.dir, (line) => {
          console.notice(line);
        });
  const initialize = await initialData(settings, (line) => {
    console.notice(line);
  });
  const root = await openRoot(
    { ...shared, clock: environmentClock(settings, machine), ids: idsOf('root'), initialize },
    parts.rootKey,
  );
  const sandboxes = new Sandboxes({ ...shared, root, machine, idsOf });
  try {
    const environments = { root, sandboxes };
    let ready = false;
    const proxied = new ProxyRecord();
    const authority = async (): Promise<string | null> => (await tls?.authority()) ?? null;
    const control = controlListener({
      version: VERSION,
      settings,
      environments,
      metrics,
      proxied,
      authority,
      isReady: () => ready,
    });
    const proxy = settings.proxy.enabled
      ? { own: settings.tls.hosts, unknown_hosts: settings.proxy.unknown_hosts, record: proxied }
      : null;
    const listener = await listen(frontListener(environments, control, console, metrics.counts), {
      host: settings.host,
      port: settings.port,
      tls,
      proxy,
      console,
    });
    const closing = new AbortController();
    const run = {
      url: listener.url,
      token: settings.control.token,
      timeoutMs: settings.ready.timeout_seconds * 1_000,
      signal: closing.signal,
    };
    const done =
      scripts.length === 0
        ? Promise.resolve(true)
        : import('./ready/run-scripts.ts').then(({ runScripts }) =>
            runScripts(scripts, {
              ...run,
              tell: (line) => {
                console.notice(line);
              },
            }),
          );
    done.then(
      (all) => {
        ready = all;
      },
      () => undefined,
    );
    return {
      url: listener.url,
      ready: () => done,
      connect: () => listener.connect(),
      authority,
      runDue: () => root.scheduler.runDue(),
      async close() {
        ready = false;
        closing.abort();
        await done.catch(() => undefined);
        // Who follows a journal would keep the listener from closing.
        for (const { journal } of [root, ...sandboxes.list().map(({ environment }) => environment)]) journal.close();
        await listener.close();
        await sandboxes.close();
        await root.close();
      },
    };
  } catch (error) {
    await root.close();
    throw error;
  }
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

/** What every world tells, and whom. */
function tellingOf(console: GuardedEventLog, counts: Counts): Pick<EnvironmentParts, 'observe' | 'onDone' | 'onError'> {
  return {
    observe(outcome, request) {
      counts.count(outcome);
      console.observe(outcome, request);
    },
    onDone: ({ what, count }) => {
      counts.countDone(what, count);
    },
    onError: (where, error) => {
      console.internalError(where, error);
    },
  };
}

async function openRoot(parts: Omit<EnvironmentParts, 'state'>, rootKey: string | undefined): Promise<Environment> {
  const state = openState(parts.settings, rootKey);
  try {
    return await openEnvironment({ ...parts, state });
  } catch (error) {
    await state.close();
    throw wrongRootKey(parts.settings, error);
  }
}

function wrongRootKey(settings: Settings, cause: unknown): unknown {
  if (cause instanceof ConfigError) return cause;
  const message = `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in "${settings.data_dir}": give the key it was made with, or another --data-dir`;
  return new ConfigError(message, { cause });
}
