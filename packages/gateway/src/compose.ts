import type { Duplex } from 'node:stream';

import { type Clock, type Ids, newKey } from '@dragoman/core';

import { ConfigProblem } from './config/problem.ts';
import type { Settings } from './config/schema.ts';
import type { Console } from './console.ts';
import { controlListener } from './control/listener.ts';
import { frontListener } from './http/front.ts';
import { listen } from './http/listener.ts';
import { KnownValues } from './journal/known-values.ts';
import { type GuardedConsole, guardedConsole } from './log/guarded-console.ts';
import type { Counts } from './metrics/counts.ts';
import { Metrics } from './metrics/metrics.ts';
import { ProxyRecord } from './proxy/record.ts';
import { randomIds } from './ports/random-ids.ts';
import { systemClock } from './ports/system-clock.ts';
import type { Done } from './scheduler/scheduler.ts';
import { scriptsIn } from './ready/scripts.ts';
import { beginning } from './seed/beginning.ts';
import { openState } from './state/open-state.ts';
import { tlsMaterial } from './tls/material.ts';
import { VERSION } from './version.ts';
import { Sandboxes } from './world/sandboxes.ts';
import { worldClock } from './world/world-clock.ts';
import { type WorldIds, plainWorldIds, seededWorldIds } from './world/world-ids.ts';
import { type World, type WorldParts, openWorld } from './world/world.ts';

/** What a gateway is made of beside its settings; each part can be replaced. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly console: Console;
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
   * @throws ConfigProblem for the first that fails
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

/** Starts a gateway. @throws ConfigProblem when the settings cannot be carried out */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings, clock: machine = systemClock, ids = randomIds } = parts;
  const tls = await tlsMaterial(settings);
  const values = new KnownValues(newKey());
  const metrics = new Metrics();
  const console = guardedConsole(parts.console, settings.log, values);
  const shared = { settings, values, ...tellingOf(console, metrics.counts) };
  const idsOf = (world: string): WorldIds =>
    settings.seed === undefined ? plainWorldIds(ids) : seededWorldIds(settings.seed, world);
  const scripts =
    settings.ready.dir === undefined
      ? []
      : scriptsIn(settings.ready.dir, (line) => {
          console.notice(line);
        });
  const fill = await beginning(settings, (line) => {
    console.notice(line);
  });
  const root = await openRoot(
    { ...shared, clock: worldClock(settings, machine), ids: idsOf('root'), fill },
    parts.rootKey,
  );
  const sandboxes = new Sandboxes({ ...shared, root, machine, idsOf });
  try {
    const worlds = { root, sandboxes };
    let ready = false;
    const proxied = new ProxyRecord();
    const authority = async (): Promise<string | null> => (await tls?.authority()) ?? null;
    const control = controlListener({
      version: VERSION,
      settings,
      worlds,
      metrics,
      proxied,
      authority,
      isReady: () => ready,
    });
    const proxy = settings.proxy.enabled
      ? { own: settings.tls.hosts, others: settings.proxy.others, record: proxied }
      : null;
    const listener = await listen(frontListener(worlds, control, console, metrics.counts), {
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
        for (const { journal } of [root, ...sandboxes.list().map(({ world }) => world)]) journal.close();
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

/** Waits for a gateway to be ready, and closes one that will not be. Answers whether it is. @throws ConfigProblem */
export async function whenReady(gateway: Gateway): Promise<boolean> {
  try {
    return await gateway.ready();
  } catch (error) {
    await gateway.close();
    throw error;
  }
}

/** What every world tells, and whom. */
function tellingOf(console: GuardedConsole, counts: Counts): Pick<WorldParts, 'observe' | 'onDone' | 'onFault'> {
  return {
    observe(outcome, request) {
      counts.count(outcome);
      console.observe(outcome, request);
    },
    onDone: ({ what, count }) => {
      counts.countDone(what, count);
    },
    onFault: (where, error) => {
      console.fault(where, error);
    },
  };
}

async function openRoot(parts: Omit<WorldParts, 'state'>, rootKey: string | undefined): Promise<World> {
  const state = openState(parts.settings, rootKey);
  try {
    return await openWorld({ ...parts, state });
  } catch (error) {
    await state.close();
    throw wrongRootKey(parts.settings, error);
  }
}

function wrongRootKey(settings: Settings, cause: unknown): unknown {
  if (cause instanceof ConfigProblem) return cause;
  const message = `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in "${settings.data_dir}": give the key it was made with, or another --data-dir`;
  return new ConfigProblem(message, { cause });
}
