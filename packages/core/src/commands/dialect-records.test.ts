import { describe, expect, it } from '@jest/globals';

import type { Clock } from '../ports/clock.ts';
import { START, type Environment, newEnvironment, rejectionOf } from '../../test/environment.ts';
import {
  changeDialectRecord,
  createDialectRecord,
  deleteDialectRecord,
  listDialectRecords,
  loadDialectRecord,
} from './dialect-records.ts';

// A type and not an interface: only then it is a JSON object to the compiler.
type Counter = { readonly count: number };

const REF = { vault: 'v', kind: 'door.counter', id: 'one' };

/** A clock that moves with every look at it. */
function tickingClock(): Clock {
  let now = START;
  return { now: () => (now += 1) };
}

async function withCounters(count: number): Promise<Environment> {
  const environment = newEnvironment();
  for (let n = 0; n < count; n += 1)
    await createDialectRecord<Counter>(environment.services, { ...REF, id: `c${n}`, body: { count: n } });
  return environment;
}

describe('a resource', () => {
  it('is made once, at the time of the clock', async () => {
    const { services } = newEnvironment();
    const made = await createDialectRecord<Counter>(services, { ...REF, body: { count: 0 } });
    expect(made).toEqual({ ...REF, body: { count: 0 }, createdAt: START, dueAt: null, revision: 1 });
    expect(await loadDialectRecord(services, REF)).toEqual(made);
    expect(await rejectionOf(createDialectRecord(services, { ...REF, body: null }))).toBe('resource-exists');
    expect(await rejectionOf(loadDialectRecord(services, { ...REF, kind: 'door.other' }))).toBe('resource-not-found');
  });

  it('may tell in its body when it was made, whatever the clock does meanwhile', async () => {
    const { services } = newEnvironment(() => ({ clock: tickingClock() }));
    const made = await createDialectRecord<Counter>(services, { ...REF, body: (createdAt) => ({ count: createdAt }) });
    expect([made.createdAt, made.body]).toEqual([START + 1, { count: START + 1 }]);
  });

  it('is changed by every one of many writers', async () => {
    const { services } = newEnvironment();
    await createDialectRecord<Counter>(services, { ...REF, body: { count: 0 }, dueAt: START });
    await Promise.all(
      Array.from({ length: 30 }, () =>
        changeDialectRecord<Counter>(services, REF, ({ body, dueAt }) => ({ body: { count: body.count + 1 }, dueAt })),
      ),
    );
    expect(await loadDialectRecord(services, REF)).toMatchObject({ body: { count: 30 }, dueAt: START, revision: 31 });
  });

  it('keeps its revision when nothing is decided', async () => {
    const { services } = newEnvironment();
    const made = await createDialectRecord<Counter>(services, { ...REF, body: { count: 0 } });
    expect(await changeDialectRecord(services, REF, (resource) => resource)).toEqual(made);
    expect(await rejectionOf(changeDialectRecord(services, { ...REF, id: 'two' }, (resource) => resource))).toBe(
      'resource-not-found',
    );
  });

  it('is deleted unless the check rejects', async () => {
    const { services } = newEnvironment();
    await createDialectRecord<Counter>(services, { ...REF, body: { count: 0 } });
    await expect(
      deleteDialectRecord(services, REF, () => {
        throw new RangeError('used');
      }),
    ).rejects.toThrow('used');
    expect((await deleteDialectRecord<Counter>(services, REF)).body.count).toBe(0);
    expect(await rejectionOf(deleteDialectRecord(services, REF))).toBe('resource-not-found');
  });
});

describe('a list of resources', () => {
  const isEven = ({ body }: { readonly body: Counter }): boolean => body.count % 2 === 0;

  it('says whether more follow and how many there are', async () => {
    const { services } = await withCounters(5);
    const page = await listDialectRecords<Counter>(services, {
      vault: 'v',
      kind: REF.kind,
      order: 'created',
      from: { offset: 1 },
      limit: 3,
    });
    expect(page.resources.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
    expect([page.more, page.total]).toEqual([true, 5]);
    const rest = await listDialectRecords(services, {
      vault: 'v',
      kind: REF.kind,
      order: 'created',
      from: { offset: 4 },
      limit: 1,
    });
    expect([rest.more, rest.total]).toEqual([false, 5]);
  });

  it('counts its offset among those that are wanted, and its cursor among all', async () => {
    const { services } = await withCounters(9);
    const list = async (
      order: 'id' | 'newest',
      from: { readonly offset: number } | { readonly after: string | null },
    ): Promise<unknown> => {
      const page = await listDialectRecords(services, {
        vault: 'v',
        kind: REF.kind,
        order,
        from,
        limit: 2,
        where: isEven,
      });
      return [page.resources.map(({ id }) => id).join(), page.more, page.total];
    };
    expect(await list('id', { offset: 1 })).toEqual(['c2,c4', true, 5]);
    expect(await list('id', { after: 'c3' })).toEqual(['c4,c6', true, 5]);
    expect(await list('id', { after: 'c30' })).toEqual(['c4,c6', true, 5]);
    expect(await list('newest', { after: null })).toEqual(['c8,c6', true, 5]);
    expect(await list('newest', { after: 'c3' })).toEqual(['c2,c0', false, 5]);
    expect(await list('newest', { after: 'gone' })).toEqual(['', false, 5]);
  });

  it('reads on past its first batch', async () => {
    const { services } = await withCounters(1_001);
    const page = await listDialectRecords(services, {
      vault: 'v',
      kind: REF.kind,
      order: 'created',
      from: { offset: 500 },
      limit: 9,
      where: isEven,
    });
    expect([page.resources[0]?.id, page.resources.length, page.more, page.total]).toEqual(['c1000', 1, false, 501]);
  });
});
