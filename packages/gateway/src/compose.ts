import { huaweiWork } from '@dragoman/adapter-huawei';
import type { Clock, Ids, Services } from '@dragoman/core';
import type { DoorWork } from '@dragoman/protocol-kit';

import { ConfigProblem } from './config/problem.ts';
import type { Settings } from './config/schema.ts';
import type { Console } from './console.ts';
import { ensureDevelopmentIdentity } from './development.ts';
import { buildDoors } from './doors.ts';
import { controlListener } from './http/control.ts';
import { frontListener } from './http/front.ts';
import { listen } from './http/listener.ts';
import { httpPost } from './http/post.ts';
import { randomIds } from './ports/random-ids.ts';
import { systemClock } from './ports/system-clock.ts';
import { generatedRotation } from './rotation/generated.ts';
import { webhookRotation } from './rotation/webhook.ts';
import { type Done, type Scheduler, startScheduler } from './scheduler/scheduler.ts';
import { dueSources } from './scheduler/sources.ts';
import { wakingStores } from './scheduler/waking-stores.ts';
import { type State, openState } from './state.ts';
import { VERSION } from './version.ts';

/** How long the endpoint of a notification topic may take to answer. */
const NOTIFICATION_TIMEOUT_MS = 10_000;

/** What a gateway is made of beside its settings; each part can be replaced. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly console: Console;
  /** `DRAGOMAN_ROOT_KEY` as it was given. */
  readonly rootKey?: string | undefined;
  readonly clock?: Clock;
  readonly ids?: Ids;
}

/** A gateway that is up. */
export interface Gateway {
  readonly url: string;
  /** Does everything that fell due by now; answers how much of what. */
  runDue(): Promise<Done>;
  /** Takes no new request, finishes those in flight and what is being done of what fell due, and lets go of the state. */
  close(): Promise<void>;
}

/** Starts a gateway. @throws ConfigProblem when the settings cannot be carried out */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings, console } = parts;
  const state = openState(settings, parts.rootKey);
  try {
    const works: DoorWork[] = [];
    const late: { scheduler?: Scheduler } = {};
    const services = servicesOver(state, parts, works, (dueAt) => { late.scheduler?.wake(dueAt); });
    works.push(huaweiWork({ services, settings: settings.doors.huawei, post: httpPost(NOTIFICATION_TIMEOUT_MS) }));
    await ensureDevelopmentIdentity(services).catch((error: unknown) => { throw wrongRootKey(settings, error); });
    let ready = false;
    const control = controlListener({ version: VERSION, isReady: () => ready });
    const listener = await listen(frontListener(buildDoors(settings, services, (outcome) => { console.refused(outcome); }), control, console), settings.host, settings.port);
    const onFault = (where: string, error: unknown): void => { console.fault(where, error); };
    const scheduler = startScheduler({ sources: dueSources(services, works, onFault), clock: services.clock, onFault });
    late.scheduler = scheduler;
    ready = true;
    return {
      url: listener.url,
      runDue: () => scheduler.runDue(),
      async close() {
        ready = false;
        await listener.close();
        await scheduler.close();
        await state.close();
      },
    };
  } catch (error) {
    await state.close();
    throw error;
  }
}

/** @param works who hears of events; may be filled afterwards */
function servicesOver(state: State, parts: GatewayParts, works: readonly DoorWork[], wake: (dueAt: number) => void): Services {
  const { webhook_url: url, webhook_timeout_seconds: seconds } = parts.settings.rotation;
  const ids = parts.ids ?? randomIds;
  return {
    ...wakingStores(state.store, wake),
    identities: state.store.identities,
    ids,
    sealer: state.sealer,
    clock: parts.clock ?? systemClock,
    events: { wants: (event) => works.some((work) => work.wants(event)) },
    rotationTarget: url === undefined ? generatedRotation(ids) : webhookRotation(url, httpPost(seconds * 1_000)),
  };
}

function wrongRootKey(settings: Settings, cause: unknown): ConfigProblem {
  const message = `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in "${settings.data_dir}": give the key it was made with, or another --data-dir`;
  return new ConfigProblem(message, { cause });
}
