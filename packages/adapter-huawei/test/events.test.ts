import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { type Answer, PROJECT, SECRETS, type Environment, nestedProblem, openEnvironment } from './environment.ts';

const EVENTS = `/v1/${PROJECT}/csms/events`;
const NOTIFICATION = { target_type: 'SMN', target_id: 'urn:smn:cn-north-4:p:topic', target_name: 'topic' };
const ALL = [
  'SECRET_VERSION_CREATED',
  'SECRET_VERSION_EXPIRED',
  'SECRET_ROTATED',
  'SECRET_DELETED',
  'SECRET_ROTATED_FAILED',
];

function eventOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { name: 'demo', event_types: ALL, state: 'ENABLED', notification: NOTIFICATION, ...changes };
}

/** What bodies of events hold. */
interface EventRow {
  readonly name: string;
  readonly state: string;
  readonly event_types: readonly string[];
  readonly create_time: number;
  readonly update_time: number;
}

interface EventsBody {
  readonly event: EventRow;
  readonly events: readonly EventRow[];
  readonly page_info: {
    readonly next_marker: string | null;
    readonly previous_marker: string | null;
    readonly current_count: number;
  };
}

function bodyOf({ json }: Answer): EventsBody {
  return json as unknown as EventsBody;
}

async function withEvents(...names: readonly string[]): Promise<Environment> {
  const environment = await openEnvironment();
  for (const name of names) await environment.call('POST', EVENTS, eventOf({ name }));
  return environment;
}

describe('CreateSecretEvent', () => {
  it('makes an event and shows it whole', async () => {
    const environment = await openEnvironment();
    const { status, json } = await environment.call('POST', EVENTS, eventOf());
    expect(status).toBe(200);
    expect(json).toEqual({
      event: {
        name: 'demo',
        event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        event_types: ALL,
        state: 'ENABLED',
        create_time: START,
        update_time: START,
        notification: NOTIFICATION,
      },
    });
    expect((await environment.call('GET', `${EVENTS}/demo`)).json).toEqual(json);
  });

  it('was last updated when it was made, though the clock moves on meanwhile', async () => {
    const environment = await openEnvironment();
    let now = START;
    environment.services.clock.now = () => (now += 1);
    const { event } = bodyOf(await environment.call('POST', EVENTS, eventOf()));
    expect(event.update_time).toBe(event.create_time);
  });

  it.each([
    ['no name', { name: undefined }],
    ['an empty name', { name: '' }],
    ['a name of 65 characters', { name: 'n'.repeat(65) }],
    ['a name with a dot', { name: 'a.b' }],
    ['no types', { event_types: [] }],
    ['the same type twice', { event_types: ['SECRET_DELETED', 'SECRET_DELETED'] }],
    ['an unknown type', { event_types: ['SECRET_READ'] }],
    ['no state', { state: undefined }],
    ['an unknown state', { state: 'PAUSED' }],
    ['no notification', { notification: undefined }],
    ['another target type', { notification: { ...NOTIFICATION, target_type: 'SMS' } }],
    ['a target id with a space', { notification: { ...NOTIFICATION, target_id: 'urn smn' } }],
    ['a target name of 65 characters', { notification: { ...NOTIFICATION, target_name: 't'.repeat(65) } }],
  ])('rejects %s', async (_what, changes) => {
    const environment = await openEnvironment();
    expect(nestedProblem(await environment.call('POST', EVENTS, eventOf(changes)))).toEqual([400, 'CSMS.0002']);
  });

  it('takes 64 characters, and rejects a name that is taken', async () => {
    const environment = await openEnvironment();
    const name = 'n'.repeat(64);
    expect((await environment.call('POST', EVENTS, eventOf({ name }))).status).toBe(200);
    expect(nestedProblem(await environment.call('POST', EVENTS, eventOf({ name })))).toEqual([400, 'CSMS.0002']);
  });

  it('rejects the 31st event of a project', async () => {
    const environment = await withEvents(...Array.from({ length: 30 }, (_, at) => `e${at}`));
    expect(nestedProblem(await environment.call('POST', EVENTS, eventOf({ name: 'one-more' })))).toEqual([
      400,
      'CSMS.0002',
    ]);
    await environment.call('DELETE', `${EVENTS}/e7`);
    expect((await environment.call('POST', EVENTS, eventOf({ name: 'one-more' }))).status).toBe(200);
  });
});

describe('ListSecretEvents', () => {
  it('lists by name, strictly after the marker, and says when nothing follows', async () => {
    const environment = await withEvents('c', 'a', 'b');
    const first = bodyOf(await environment.call('GET', `${EVENTS}?limit=2`));
    expect(first.events.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(first.page_info).toEqual({ next_marker: 'b', previous_marker: 'a', current_count: 2 });
    const second = bodyOf(await environment.call('GET', `${EVENTS}?limit=2&marker=b`));
    expect(second.events.map(({ name }) => name)).toEqual(['c']);
    expect(second.page_info.next_marker).toBe(null);
    expect(bodyOf(await environment.call('GET', `${EVENTS}?marker=c`))).toEqual({
      events: [],
      page_info: { next_marker: null, previous_marker: null, current_count: 0 },
    });
  });

  it('rejects a limit and a marker that are none', async () => {
    const environment = await openEnvironment();
    for (const query of ['limit=0', 'limit=1001', 'limit=x', 'marker=a%20b']) {
      expect(nestedProblem(await environment.call('GET', `${EVENTS}?${query}`))).toEqual([400, 'CSMS.0002']);
    }
  });

  it('keeps the events of projects apart', async () => {
    const environment = await withEvents('mine');
    expect(bodyOf(await environment.call('GET', '/v1/0123456789abcdef0123456789abcdef/csms/events')).events).toEqual(
      [],
    );
  });
});

describe('UpdateSecretEvent', () => {
  it('changes what is given, and the time of change strictly', async () => {
    const environment = await withEvents('demo');
    const disabled = bodyOf(await environment.call('PUT', `${EVENTS}/demo`, { state: 'DISABLED' })).event;
    expect(disabled).toMatchObject({
      name: 'demo',
      state: 'DISABLED',
      event_types: ALL,
      create_time: START,
      update_time: START + 1,
      notification: NOTIFICATION,
    });
    const notification = { ...NOTIFICATION, target_name: 'other' };
    const { event } = bodyOf(
      await environment.call('PUT', `${EVENTS}/demo`, { event_types: ['SECRET_DELETED'], notification }),
    );
    expect(event).toMatchObject({
      state: 'DISABLED',
      event_types: ['SECRET_DELETED'],
      notification,
      update_time: START + 2,
    });
  });

  it('rejects what breaks a rule before an event that is missing', async () => {
    const environment = await openEnvironment();
    expect(nestedProblem(await environment.call('PUT', `${EVENTS}/none`, { state: 'OFF' }))).toEqual([
      400,
      'CSMS.0002',
    ]);
    expect(nestedProblem(await environment.call('PUT', `${EVENTS}/none`, { state: 'DISABLED' }))).toEqual([
      404,
      'CSMS.0005',
    ]);
    expect(nestedProblem(await environment.call('PUT', `${EVENTS}/none`, '[]'))).toEqual([400, 'CSMS.0004']);
  });
});

describe('ShowSecretEvent and DeleteSecretEvent', () => {
  it('miss an event that is not there, and tell a name that is none', async () => {
    const environment = await openEnvironment();
    for (const method of ['GET', 'DELETE']) {
      expect(nestedProblem(await environment.call(method, `${EVENTS}/none`))).toEqual([404, 'CSMS.0005']);
      expect(nestedProblem(await environment.call(method, `${EVENTS}/a%20b`))).toEqual([400, 'CSMS.0002']);
    }
  });

  it('reject flat where they are asked to', async () => {
    const environment = await openEnvironment({ settings: { error_envelope: 'flat', missing_status: 400 } });
    const { status, json } = await environment.call('GET', `${EVENTS}/none`);
    expect([status, json.error_code]).toEqual([400, 'CSMS.0005']);
  });

  it('delete an event with an empty answer, but none that a secret is subscribed to', async () => {
    const environment = await withEvents('used', 'free');
    await environment.call('POST', SECRETS, { name: 's', secret_string: 'v', event_subscriptions: ['used'] });
    expect(nestedProblem(await environment.call('DELETE', `${EVENTS}/used`))).toEqual([400, 'CSMS.0002']);
    const deleted = await environment.call('DELETE', `${EVENTS}/free`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    await environment.call('PUT', `${SECRETS}/s`, { event_subscriptions: null });
    expect((await environment.call('DELETE', `${EVENTS}/used`)).status).toBe(204);
    expect(bodyOf(await environment.call('GET', EVENTS)).events).toEqual([]);
  });
});
