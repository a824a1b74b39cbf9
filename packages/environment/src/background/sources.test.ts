import {
  createDialectRecord,
  deleteSecret,
  type Happening,
  loadSecret,
  readSecretValue,
  scheduleSecretDeletion,
  type SecretEvent,
  setVersionExpiry,
} from '@dragoman/core';
import type { BackgroundWorker } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { countCalls } from '../../test/support/count-calls.ts';
import { DAY, secretIn, servicesForTest, START, type TestServices } from '../../test/support/services.ts';
import type { Scheduler } from './scheduler.ts';
import { startedScheduler } from '../../test/support/scheduler.ts';
import { dueSources } from './sources.ts';

interface Environment {
  readonly services: TestServices;
  readonly scheduler: Scheduler;
  readonly heard: SecretEvent[];
  readonly faults: string[];
  /** How often the scheduler's sources called the store of secrets. */
  readonly calls: () => number;
}

/** A scheduler whose timer plays no part: every test says when to run. */
function newEnvironment(work: Partial<BackgroundWorker> = {}): Environment {
  const heard: SecretEvent[] = [];
  const faults: string[] = [];
  const listener: BackgroundWorker = {
    isSubscribed: () => true,
    handle: (_services, event) => {
      heard.push(event);
      return Promise.resolve();
    },
    jobs: {},
    ...work,
  };
  const services = servicesForTest({ events: listener });
  const onError = (where: string): void => {
    faults.push(where);
  };
  const { counted: secrets, calls } = countCalls(services.secrets);
  const sources = dueSources({ ...services, secrets }, [listener], onError);
  const scheduler = startedScheduler({ sources, clock: services.clock, onError });
  return { services, heard, faults, scheduler, calls };
}

function types(heard: readonly SecretEvent[]): Happening['type'][] {
  return heard.map(({ type }) => type);
}

async function expiring(services: TestServices, name: string, at: number): Promise<void> {
  await setVersionExpiry(services, {
    ref: { vault: 'default', name },
    actor: 'tester',
    versionId: 'v1',
    expiresAt: at,
  });
}

async function dying(services: TestServices, name: string, days: number): Promise<void> {
  await scheduleSecretDeletion(services, { ref: { vault: 'default', name }, actor: 'tester', days });
}

describe('what falls due', () => {
  it('is done in order of time: expiries, rotations and deletions of different secrets', async () => {
    const { services, scheduler, heard } = newEnvironment();
    await secretIn(services, 'rotates', 2 * DAY);
    await secretIn(services, 'goes first');
    await secretIn(services, 'goes last');
    await secretIn(services, 'expires');
    await dying(services, 'goes first', 1);
    await dying(services, 'goes last', 9);
    await expiring(services, 'expires', START + 3 * DAY);
    await scheduler.runDue();
    heard.length = 0;
    services.advance(10 * DAY);
    expect(await scheduler.runDue()).toMatchObject({ 'secret-deletion': 2, 'secret-rotation': 1, 'version-expiry': 1 });
    expect(types(heard.filter(({ type }) => type !== 'version-created'))).toEqual([
      'deleted',
      'rotated',
      'version-expired',
      'deleted',
    ]);
    expect(await scheduler.runDue()).toEqual({});
  });

  it('rotates once however many periods went by, and again a period later', async () => {
    const { services, scheduler } = newEnvironment();
    await secretIn(services, 'demo', DAY);
    services.advance(30 * DAY + 5);
    expect(await scheduler.runDue()).toMatchObject({ 'secret-rotation': 1 });
    const secret = await loadSecret(services, { vault: 'default', name: 'demo' });
    expect(secret.rotation).toMatchObject({ lastAt: START + 30 * DAY + 5, nextAt: START + 31 * DAY + 5 });
    const opened = await readSecretValue(services, {
      ref: { vault: 'default', name: 'demo' },
      selector: 'newest',
      allowPendingDeletion: false,
    });
    expect(opened.value.data).toBe('rotated 1');
    services.advance(DAY - 1);
    expect(await scheduler.runDue()).not.toHaveProperty('secret-rotation');
    services.advance(1);
    expect(await scheduler.runDue()).toMatchObject({ 'secret-rotation': 1 });
  });

  it('tries a failing rotation three times, then tells and switches it off', async () => {
    const { services, scheduler, heard } = newEnvironment();
    await secretIn(services, 'demo', DAY);
    services.rotationTarget.failing = ['create'];
    services.advance(DAY);
    expect(await scheduler.runDue()).toMatchObject({ 'secret-rotation-retry': 1 });
    services.advance(10_000);
    expect(await scheduler.runDue()).toMatchObject({ 'secret-rotation-retry': 1 });
    services.advance(20_000);
    expect(await scheduler.runDue()).toMatchObject({ 'secret-rotation-failure': 1 });
    expect(heard.at(-1)).toMatchObject({
      type: 'rotation-failed',
      attempts: 3,
      requested: null,
      reason: { code: 'rejected' },
    });
    const secret = await loadSecret(services, { vault: 'default', name: 'demo' });
    expect(secret).toMatchObject({
      updatedAt: START,
      versions: [{ id: 'v1' }],
      rotation: { lastAt: null, nextAt: null, enabled: false, exhausted: true },
    });
  });

  it('tells of an expiry once, and anew after it was moved', async () => {
    const { services, scheduler, heard } = newEnvironment();
    await secretIn(services, 'demo');
    await expiring(services, 'demo', START + DAY);
    services.advance(DAY);
    await scheduler.runDue();
    await scheduler.runDue();
    expect(types(heard)).toEqual(['version-created', 'version-expired']);
    await expiring(services, 'demo', START + 2 * DAY);
    services.advance(DAY);
    await scheduler.runDue();
    expect(heard.at(-1)).toMatchObject({ type: 'version-expired', versionId: 'v1', secret: { name: 'demo' } });
    expect(heard.length).toBe(3);
  });

  it('tells of a deletion by hand, and of one that another command came upon first', async () => {
    const { services, scheduler, heard } = newEnvironment();
    await secretIn(services, 'by hand');
    await secretIn(services, 'due');
    await deleteSecret(services, { vault: 'default', name: 'by hand' });
    await dying(services, 'due', 7);
    services.advance(7 * DAY);
    await secretIn(services, 'due');
    await scheduler.runDue();
    expect(heard.filter(({ type }) => type === 'deleted').map(({ secret }) => secret.name)).toEqual(['by hand', 'due']);
  });

  it('removes a thousand due secrets in a few calls of the store', async () => {
    const { services, scheduler, heard, calls } = newEnvironment({ isSubscribed: () => false });
    const first = await onlySecret(services);
    for (let n = 0; n < 1_000; n += 1) {
      await services.secrets.insert(
        { ...first, id: `id-${n}`, name: `s${n}`, deletionDueAt: START + 1 + (n % 97) },
        [],
        { maxSecrets: null, caselessName: false },
      );
    }
    services.advance(1_000);
    const before = calls();
    expect(await scheduler.runDue()).toMatchObject({ 'secret-deletion': 1_000 });
    expect(calls() - before).toBeLessThan(50);
    expect(await services.secrets.count('default')).toBe(1);
    expect(heard).toEqual([]);
  });
});

async function onlySecret(services: TestServices) {
  await secretIn(services, 'kept');
  return loadSecret(services, { vault: 'default', name: 'kept' });
}

describe('an event', () => {
  it('is heard again, under the same id, until it was taken', async () => {
    const ids: string[] = [];
    const { services, scheduler, faults } = newEnvironment({
      handle: (_services, _event, id) => (ids.push(id) < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve()),
    });
    await secretIn(services, 'demo');
    await scheduler.runDue();
    services.advance(30_000);
    await scheduler.runDue();
    services.advance(60_000);
    await scheduler.runDue();
    services.advance(DAY);
    await scheduler.runDue();
    expect(ids.length).toBe(3);
    expect(new Set(ids).size).toBe(1);
    expect(faults.length).toBe(2);
  });

  it('that nobody wants is not written down', async () => {
    const { services } = newEnvironment({ isSubscribed: () => false });
    await secretIn(services, 'demo');
    expect(await services.resources.listDue('core.secret-event', START, 9)).toEqual([]);
  });
});

describe('a chore', () => {
  it('is done when its resource falls due, and put off when it fails', async () => {
    const seen: string[] = [];
    const { services, scheduler } = newEnvironment({
      jobs: {
        'door.thing': async (_services, resource) => {
          seen.push(`${resource.id} at ${services.clock.now() - START}`);
          if (resource.id === 'fails' && resource.revision === 1) throw new Error('not yet');
          await services.resources.remove(resource.vault, resource.kind, resource.id, resource.revision);
        },
      },
    });
    for (const id of ['fails', 'works'])
      await createDialectRecord(services, { vault: 'default', kind: 'door.thing', id, body: {}, dueAt: START + 10 });
    expect(await scheduler.runDue()).toEqual({});
    services.advance(10);
    expect(await scheduler.runDue()).toEqual({ 'door.thing': 2 });
    services.advance(30_000);
    await scheduler.runDue();
    expect(seen).toEqual(['fails at 10', 'works at 10', 'fails at 30010']);
    expect(await services.resources.count('default', 'door.thing')).toBe(0);
  });
});
