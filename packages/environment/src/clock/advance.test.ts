import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

import {
  changeKeyState,
  createCustomerKey,
  type Happening,
  loadSecret,
  scheduleSecretDeletion,
  setVersionExpiry,
} from '@dragoman/core';
import type { BackgroundWorker } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { DAY, secretIn, servicesForTest, START, type TestServices } from '../../test/support/services.ts';
import { startedScheduler } from '../../test/support/scheduler.ts';
import { dueSources } from '../background/sources.ts';
import { advanceClock, setClock, type Timed } from './advance.ts';
import { VirtualClock } from './virtual-clock.ts';

interface Environment extends Timed {
  readonly services: TestServices;
  /** What was heard of, and when. */
  readonly heard: string[];
  machineGoes(byMs: number): void;
}

function newEnvironment(isSubscribed: BackgroundWorker['isSubscribed'] = () => true): Environment {
  let machine = START;
  const clock = new VirtualClock({ now: () => machine });
  const heard: string[] = [];
  const said = ({ type }: Happening, at: number): string => `${type} ${(at - START) / DAY}`;
  const listener: BackgroundWorker = {
    isSubscribed,
    handle: async (_services, event) => {
      heard.push(`${said(event, event.at)} heard ${(clock.now() - START) / DAY}`);
    },
    jobs: {},
  };
  const services = { ...servicesForTest({ events: listener }), clock };
  const onError = (where: string, error: unknown): void => {
    throw new Error(where, { cause: error });
  };
  const scheduler = startedScheduler({ sources: dueSources(services, [listener], onError), clock, onError });
  return {
    services,
    clock,
    scheduler,
    heard,
    machineGoes: (byMs) => {
      machine += byMs;
    },
  };
}

async function dying(services: TestServices, name: string, days: number): Promise<void> {
  await scheduleSecretDeletion(services, { ref: { vault: 'default', name }, actor: 'tester', days });
}

async function secret(services: TestServices, name: string) {
  return loadSecret(services, { vault: 'default', name });
}

describe('advancing a clock', () => {
  it('does a rotation at every time at which one falls due', async () => {
    const environment = newEnvironment();
    await secretIn(environment.services, 'daily', DAY);
    const { done, totals } = await advanceClock(environment, { byMs: 30 * DAY });
    const { versions, rotation } = await secret(environment.services, 'daily');
    expect(versions.map(({ createdAt }) => (createdAt - START) / DAY)).toEqual(
      Array.from({ length: 31 }, (_, day) => day),
    );
    expect(rotation).toMatchObject({ lastAt: START + 30 * DAY, nextAt: START + 31 * DAY });
    expect(totals['secret-rotation']).toBe(30);
    expect(done.filter(({ what }) => what === 'secret-rotation').map(({ at }) => (at - START) / DAY)).toEqual(
      Array.from({ length: 30 }, (_, day) => day + 1),
    );
    expect(environment.clock.now()).toBe(START + 30 * DAY);
  });

  it('does different things in order, and has each heard of at its own time', async () => {
    const environment = newEnvironment(({ type }) => type !== 'version-created');
    const { services } = environment;
    for (const name of ['goes', 'stays', 'expires']) await secretIn(services, name, name === 'stays' ? 4 * DAY : null);
    await dying(services, 'goes', 2);
    await setVersionExpiry(services, {
      ref: { vault: 'default', name: 'expires' },
      actor: 'tester',
      versionId: 'v1',
      expiresAt: START + 3 * DAY,
    });
    const { done } = await advanceClock(environment, { at: START + 5 * DAY });
    expect(environment.heard).toEqual(['deleted 2 heard 2', 'version-expired 3 heard 3', 'rotated 4 heard 4']);
    const event = 'core.secret-event';
    expect(done.map(({ at, what, count }) => [(at - START) / DAY, what, count])).toEqual([
      [2, 'secret-deletion', 1],
      [2, event, 1],
      [3, 'version-expiry', 1],
      [3, event, 1],
      [4, 'secret-rotation', 1],
      [4, event, 1],
    ]);
  });

  it('removes and rotates keys when that falls due', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const given = {
      vault: 'default',
      spec: 'AES_256',
      usage: null,
      origin: 'service',
      description: '',
      actor: 'tester',
      tags: [],
      attributes: {},
      alias: null,
      maxKeys: null,
    } as const;
    const going = await createCustomerKey(services, { ...given, rotation: null });
    await createCustomerKey(services, { ...given, rotation: { intervalMs: 2 * DAY } });
    const policy = { allowed: { 'schedule-deletion': ['enabled'] }, afterCancel: 'disabled' } as never;
    await changeKeyState(services, {
      ref: { vault: 'default', id: going.id },
      policy,
      action: 'schedule-deletion',
      days: 3,
    });
    const { done } = await advanceClock(environment, { byMs: 5 * DAY });
    expect(done.map(({ at, what }) => [(at - START) / DAY, what])).toEqual([
      [2, 'key-rotation'],
      [3, 'key-deletion'],
      [4, 'key-rotation'],
    ]);
    expect((await services.keys.list('default', { offset: 0, limit: 9 })).length).toBe(1);
  });

  it('goes to what falls due next, and is rejected where nothing does', async () => {
    const environment = newEnvironment(() => false);
    await expect(advanceClock(environment, 'next')).rejects.toMatchObject({ reason: 'nothing-due' });
    await secretIn(environment.services, 'goes');
    await dying(environment.services, 'goes', 7);
    expect(await environment.scheduler.next()).toEqual({ at: START + 7 * DAY, what: 'secret-deletion' });
    expect((await advanceClock(environment, 'next')).totals).toEqual({ 'secret-deletion': 1 });
    expect(environment.clock.now()).toBe(START + 7 * DAY);
  });

  it.each([
    ['past', { at: START - 1 }],
    ['too-late', { at: 253_402_300_800_000 }],
  ] as const)('rejects a time that is %s', async (reason, target) => {
    const environment = newEnvironment();
    await expect(advanceClock(environment, target)).rejects.toMatchObject({ reason });
    expect(environment.clock.now()).toBe(START);
  });

  it('lets a clock that runs run on, and a frozen one stand', async () => {
    const environment = newEnvironment();
    await advanceClock(environment, { byMs: DAY });
    environment.machineGoes(5);
    expect([environment.clock.mode, environment.clock.now()]).toEqual(['offset', START + DAY + 5]);
    await setClock(environment, { setting: { mode: 'frozen', at: START } });
    await advanceClock(environment, { byMs: 3 });
    environment.machineGoes(5);
    expect([environment.clock.mode, environment.clock.now()]).toEqual(['frozen', START + 3]);
  });

  it('lets advances wait for each other', async () => {
    const environment = newEnvironment(() => false);
    await secretIn(environment.services, 'daily', DAY);
    const ledgers = await Promise.all([
      advanceClock(environment, { byMs: 3 * DAY }),
      advanceClock(environment, { byMs: 4 * DAY }),
    ]);
    expect(ledgers.map(({ totals }) => totals)).toEqual([{ 'secret-rotation': 3 }, { 'secret-rotation': 4 }]);
    expect(environment.clock.now()).toBe(START + 7 * DAY);
  });

  it('shows no time that goes back, to whoever looks meanwhile', async () => {
    const environment = newEnvironment(() => false);
    await secretIn(environment.services, 'often', 60_000);
    const seen: number[] = [];
    const end = START + 300 * 60_000;
    const advanced = advanceClock(environment, { at: end });
    while (environment.clock.now() < end) {
      seen.push(environment.clock.now());
      await yieldToEventLoop();
    }
    await advanced;
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  it('leaves off where it is when nobody waits any more', async () => {
    const environment = newEnvironment(() => false);
    await secretIn(environment.services, 'daily', DAY);
    const gone = AbortSignal.abort();
    await advanceClock(environment, { byMs: 3 * DAY }, gone);
    expect(environment.clock.now()).toBe(START);
    expect((await secret(environment.services, 'daily')).versions.length).toBe(1);
  });

  it('keeps the first thousand entries of what it did, and all totals', async () => {
    const environment = newEnvironment(() => false);
    const { services } = environment;
    await secretIn(services, 'kept');
    const kept = await secret(services, 'kept');
    for (let n = 1; n <= 1_100; n += 1)
      await services.secrets.insert({ ...kept, id: `id-${n}`, name: `s${n}`, deletionDueAt: START + n }, [], {
        maxSecrets: null,
        caselessName: false,
      });
    const { done, truncated, totals } = await advanceClock(environment, { byMs: DAY });
    expect([done.length, truncated, totals]).toEqual([1_000, true, { 'secret-deletion': 1_100 }]);
  });
});

describe('setting a clock', () => {
  it('does what fell due meanwhile once, at the time that it is set to', async () => {
    const environment = newEnvironment(() => false);
    await secretIn(environment.services, 'daily', DAY);
    const { done } = await setClock(environment, { setting: { mode: 'frozen', at: START + 30 * DAY } });
    expect(done).toEqual([{ at: START + 30 * DAY, what: 'secret-rotation', count: 1 }]);
  });

  it('undoes nothing when it goes back', async () => {
    const environment = newEnvironment(() => false);
    await secretIn(environment.services, 'daily', DAY);
    await advanceClock(environment, { byMs: 2 * DAY });
    await setClock(environment, { setting: { mode: 'offset', offsetMs: -DAY } });
    expect(environment.clock.now()).toBe(START - DAY);
    const { versions, rotation } = await secret(environment.services, 'daily');
    expect([versions.length, rotation?.nextAt]).toEqual([3, START + 3 * DAY]);
  });

  it("stops it where it is, and lets it go as the machine's again", async () => {
    const environment = newEnvironment();
    await setClock(environment, { setting: 'stop' });
    environment.machineGoes(9);
    expect(environment.clock.now()).toBe(START);
    await setClock(environment, { setting: { mode: 'real' } });
    expect([environment.clock.now(), environment.clock.callerTimes()]).toEqual([START + 9, [START + 9]]);
  });

  it('says which times callers may state', async () => {
    const environment = newEnvironment();
    await setClock(environment, { setting: { mode: 'offset', offsetMs: DAY } });
    expect(environment.clock.callerTimes()).toEqual([START + DAY, START]);
    await setClock(environment, { signatures: 'gateway' });
    expect(environment.clock.callerTimes()).toEqual([START + DAY]);
  });
});
