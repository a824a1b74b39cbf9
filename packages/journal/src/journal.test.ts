import { registerIdentity } from '@dragoman/core';
import { memoryServices } from '@dragoman/core/store-contract';
import {
  type Outcome,
  type PresentedCredential,
  requestHead,
  VendorError,
  type WireRequest,
} from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { Journal } from './journal.ts';
import { SecretRedactor } from './secret-redactor.ts';

const REQUEST: WireRequest = { ...requestHead('POST', '/a/path?a=query', { host: 'x' }), body: Buffer.from('a body') };
const SERVED: Outcome = {
  door: 'huawei',
  method: 'POST',
  path: '/a/path',
  operation: 'CreateSecret',
  identity: { id: 'one', name: 'One', addresses: 'any', attributes: {} },
  resource: 'db',
  requestedOperation: null,
  unread: [],
  shape: null,
  checks: null,
  requestId: 'id-1',
  receivedAt: 1_800_000_000_000,
  durationMs: 1,
  injected: false,
  status: 200,
  rejection: null,
  internalError: null,
};
const REJECTED: Outcome = { ...SERVED, identity: null, rejection: new VendorError(401, 'C', 'm'), status: 401 };

function newJournal(limits: { entries?: number; bytes?: number } = {}, presented: readonly PresentedCredential[] = []) {
  const services = memoryServices(1_800_000_000_000);
  const settings = { enabled: true, entries: 100, bytes: 1_000_000, unread_fields: true, ...limits };
  return {
    services,
    journal: new Journal({
      settings,
      services,
      redactor: new SecretRedactor(new Uint8Array(8).fill(99)),
      presentedTo: () => presented,
    }),
  };
}

describe('a journal', () => {
  it('keeps rejected requests as they came in, for who explains them, and no others', () => {
    const { journal } = newJournal();
    journal.writer.record({ ...REJECTED, requestId: '1B9D6BCD-bbfd-4b2d-9b5d-ab8dfbbd4bed' }, REQUEST);
    journal.writer.record(SERVED, REQUEST);
    const kept = journal.reader.requestOf('1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed');
    expect(kept?.request).toEqual(REQUEST);
    expect(kept?.request.body).not.toBe(REQUEST.body);
    expect(kept?.entry).toMatchObject({ sequence: 1, door: 'huawei', code: 'C', status: 401 });
    expect([journal.reader.requestOf('id-1'), journal.reader.requestOf('none')]).toEqual([null, null]);
    journal.writer.recordUnmatched(REQUEST, 5);
    expect(journal.reader.requestOf('no-door-3')?.request).toMatchObject({ path: '/a/path', query: 'a=query' });
    journal.clear();
    expect(journal.reader.requestOf('no-door-3')).toBeNull();
  });

  it('is bounded in count', async () => {
    const { journal } = newJournal({ entries: 10 });
    for (let count = 1; count <= 25; count += 1)
      journal.writer.record({ ...REJECTED, requestId: `id-${count}` }, REQUEST);
    const { entries, dropped } = await journal.reader.list({ filter: {}, after: 0, limit: 100 });
    expect([entries.length, entries[0]?.sequence, dropped, journal.reader.evicted]).toEqual([10, 16, 15, 15]);
    expect([journal.reader.requestOf('id-15'), journal.reader.requestOf('id-16')?.entry.sequence]).toEqual([null, 16]);
  });

  it('is bounded in bytes, for entries and for rejected requests', async () => {
    const { journal } = newJournal({ entries: 1_000, bytes: 65_536 });
    for (let count = 1; count <= 200; count += 1)
      journal.writer.record({ ...SERVED, resource: `${'x'.repeat(200)}${count}` }, REQUEST);
    const { entries } = await journal.reader.list({ filter: {}, after: 0, limit: 1_000 });
    expect(entries.length).toBeLessThan(65_536 / 2 / 600);
    expect(entries.at(-1)?.sequence).toBe(200);
    const large = { ...REQUEST, body: Buffer.alloc(3_000) };
    for (let count = 1; count <= 20; count += 1)
      journal.writer.record({ ...REJECTED, requestId: `large-${count}` }, large);
    expect(['large-1', 'large-20'].map((id) => journal.reader.requestOf(id) !== null)).toEqual([false, true]);
    journal.writer.record({ ...REJECTED, requestId: 'too-large' }, { ...REQUEST, body: Buffer.alloc(20_000) });
    expect(journal.reader.requestOf('too-large')).toBeNull();
    expect(await journal.reader.get('too-large')).toMatchObject({ outcome: 'rejected' });
  });

  it('tells whom a rejected request says it is from, in full only where that is somebody', async () => {
    const { journal, services } = newJournal({}, [{ kind: 'access-key', presented: 'AK-OF-SOMEBODY' }]);
    journal.writer.record({ ...REJECTED, requestId: 'before' }, REQUEST);
    await journal.reader.settled();
    await registerIdentity(services, { id: 'one', name: 'One', addresses: 'any', attributes: {} }, [
      { kind: 'access-key', lookup: 'AK-OF-SOMEBODY', secret: 's', expiresAt: null },
    ]);
    journal.writer.record({ ...REJECTED, requestId: 'after' }, REQUEST);
    expect((await journal.reader.get('before'))?.presented).toEqual({
      kind: 'access-key',
      id: 'AK-O…',
      identity: null,
    });
    expect((await journal.reader.get('after'))?.presented).toEqual({
      kind: 'access-key',
      id: 'AK-OF-SOMEBODY',
      identity: 'one',
    });
    const by = async (identity: string): Promise<number> =>
      (await journal.reader.list({ filter: { identity }, after: 0, limit: 9 })).entries.length;
    expect([await by('one'), await by('One'), await by('AK-OF-SOMEBODY'), await by('two')]).toEqual([1, 1, 2, 0]);
  });

  it('shows no token where a name belongs', async () => {
    const { journal, services } = newJournal();
    await registerIdentity(services, { id: 'one', name: 'One', addresses: 'any', attributes: {} }, [
      { kind: 'token', lookup: 'a-token-of-somebody', secret: null, expiresAt: null },
    ]);
    journal.writer.record({ ...SERVED, resource: 'a-token-of-somebody' }, REQUEST);
    expect((await journal.reader.get('id-1'))?.resource).toBe('[secret]');
  });

  it('tells a broken connection and a fault of the gateway apart from a rejection', async () => {
    const { journal } = newJournal();
    journal.writer.record({ ...SERVED, status: 0, injected: true }, REQUEST);
    journal.writer.record({ ...REJECTED, internalError: new Error('broken') }, REQUEST);
    journal.writer.record(REJECTED, REQUEST);
    const { entries } = await journal.reader.list({ filter: {}, after: 0, limit: 9 });
    expect(entries.map(({ outcome }) => outcome)).toEqual(['error', 'error', 'rejected']);
  });

  it('carries nothing from one request over to the next that takes its slot', async () => {
    const { journal } = newJournal({ entries: 1 });
    const everything = {
      ...REJECTED,
      identity: { id: 'somebody', name: 'Some Body', addresses: 'any', attributes: {} },
      resource: 'a-secret',
      shape: { names: ['b'], version: 'latest', stage: null, flags: { x: true }, page: {} },
      injected: true,
    } as const;
    journal.writer.record(everything, REQUEST);
    journal.writer.recordUnmatched(REQUEST, 5);
    expect(await journal.reader.get('no-door-2')).toEqual({
      sequence: 2,
      request_id: 'no-door-2',
      unread: [],
      time: '1970-01-01T00:00:00.005Z',
      door: null,
      operation: null,
      method: REQUEST.method,
      path: REQUEST.path,
      identity: null,
      presented: null,
      resource: null,
      call: null,
      checks: null,
      outcome: 'rejected',
      code: 'no-door',
      status: 404,
      duration_ms: 0,
      injected: false,
    });
  });

  it('waits, for a follower, for what is yet to come', async () => {
    const { journal } = newJournal();
    const end = new AbortController();
    const following = journal.reader.follow({}, 2, end.signal);
    const next = following.next();
    for (let count = 1; count <= 3; count += 1) journal.writer.record({ ...SERVED, requestId: `id-${count}` }, REQUEST);
    expect((await next).value).toMatchObject({ entry: { sequence: 3 } });
    const last = following.next();
    end.abort();
    expect((await last).done).toBe(true);
  });
});
