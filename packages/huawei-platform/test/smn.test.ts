import { describe, expect, it } from '@jest/globals';

import { type Answer, PROJECT, type Environment, openEnvironment } from './environment.ts';

const TOPICS = `/v2/${PROJECT}/notifications/topics`;
const URN = `urn:smn:cn-north-4:${PROJECT}:alerts`;
const POLICY = JSON.stringify({ Version: '2016-09-07', Id: '__default_policy_ID', Statement: [{ Sid: 'a' }] });

/** An error of SMN, with its status. */
function problem({ status, json }: Answer): readonly [number, string] {
  return [status, (json as unknown as { readonly code: string }).code];
}

/** What bodies of SMN hold; which of it, the test says. */
interface Body {
  readonly topic_urn: string;
  readonly topic_count: number;
  readonly topics: readonly { readonly name: string }[];
  readonly display_name: string;
  readonly attributes: object;
  readonly subscription_urn: string;
  readonly subscription_count: number;
  readonly subscriptions: readonly { readonly status: number }[];
}

function bodyOf({ json }: Answer): Body {
  return json as unknown as Body;
}

async function withTopic(name = 'alerts'): Promise<Environment> {
  const environment = await openEnvironment();
  await environment.call('POST', TOPICS, { name, display_name: 'Alerts', enterprise_project_id: '0' });
  return environment;
}

describe('a topic', () => {
  it('is made with 201, and answered with 200 and left as it was when its name is taken', async () => {
    const environment = await openEnvironment();
    const made = await environment.call('POST', TOPICS, { name: 'alerts', display_name: 'Alerts' });
    expect([made.status, made.json]).toEqual([201, { request_id: made.headers['X-Request-Id'], topic_urn: URN }]);
    const again = await environment.call('POST', TOPICS, { name: 'alerts', display_name: 'Other' });
    expect([again.status, bodyOf(again).topic_urn]).toEqual([200, URN]);
    const answered = await environment.call('GET', `${TOPICS}/${URN}`);
    expect([answered.status, answered.json]).toEqual([
      200,
      {
        request_id: expect.any(String),
        topic_urn: URN,
        name: 'alerts',
        display_name: 'Alerts',
        push_policy: 0,
        enterprise_project_id: '0',
        topic_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        create_time: '2026-01-02T03:04:05Z',
        update_time: '2026-01-02T03:04:05Z',
      },
    ]);
  });

  it('is shown under another name once that is changed, and under none when Terraform leaves it out', async () => {
    const environment = await withTopic();
    expect((await environment.call('PUT', `${TOPICS}/${URN}`, { display_name: 'Two' })).status).toBe(200);
    expect(bodyOf(await environment.call('GET', `${TOPICS}/${URN}`)).display_name).toBe('Two');
    await environment.call('PUT', `${TOPICS}/${URN}`, {});
    expect(bodyOf(await environment.call('GET', `${TOPICS}/${URN}`)).display_name).toBe('');
  });

  it('is gone once it is deleted, with its subscriptions', async () => {
    const environment = await withTopic();
    await environment.call('POST', `${TOPICS}/${URN}/subscriptions`, { protocol: 'email', endpoint: 'a@b.example' });
    const deleted = await environment.call('DELETE', `${TOPICS}/${URN}`);
    expect([deleted.status, deleted.json]).toEqual([200, { request_id: expect.any(String) }]);
    const missed = await environment.call('GET', `${TOPICS}/${URN}`);
    expect([missed.status, missed.json]).toEqual([
      404,
      { request_id: missed.headers['X-Request-Id'], code: 'SMN.0006', message: 'Topic not found.' },
    ]);
    const left = await environment.call('GET', `/v2/${PROJECT}/notifications/subscriptions`);
    expect(bodyOf(left).subscription_count).toBe(0);
  });

  it.each([
    ['no name', {}, 'SMN.0002'],
    ['a name that begins with a dash', { name: '-a' }, 'SMN.0002'],
    ['a name of 256 characters', { name: 'a'.repeat(256) }, 'SMN.0002'],
    ['a display name of 193 bytes', { name: 'a', display_name: '名'.repeat(64) + 'a' }, 'SMN.0003'],
  ])('is rejected with %s', async (_what, body, code) => {
    expect(problem(await (await openEnvironment()).call('POST', TOPICS, body))).toEqual([400, code]);
  });

  it.each([
    ['GET', '', 404, 'SMN.0006'],
    ['PUT', '', 404, 'SMN.0006'],
    ['DELETE', '', 404, 'SMN.0006'],
    ['GET', '/attributes', 404, 'SMN.0006'],
    ['GET', '/subscriptions', 404, 'SMN.0006'],
  ])('is missed by %s %s', async (method, below, status, code) => {
    const environment = await openEnvironment();
    expect(
      problem(await environment.call(method, `${TOPICS}/${URN}${below}`, method === 'PUT' ? {} : undefined)),
    ).toEqual([status, code]);
    expect(
      problem(await environment.call(method, `${TOPICS}/none${below}`, method === 'PUT' ? {} : undefined)),
    ).toEqual([400, 'SMN.0005']);
  });

  it('is listed in pages, by name, part of a name and enterprise project, and in its own project alone', async () => {
    const environment = await openEnvironment();
    for (const name of ['a1', 'a2', 'b1'])
      await environment.call('POST', TOPICS, { name, enterprise_project_id: name === 'b1' ? 'e' : '0' });
    const namesOf = async (query: string, topics = TOPICS): Promise<readonly unknown[]> => {
      const { topic_count: count, topics: found } = bodyOf(await environment.call('GET', `${topics}?${query}`));
      return [count, ...found.map(({ name }) => name)];
    };
    expect(await namesOf('offset=1&limit=1')).toEqual([3, 'a2']);
    expect(await namesOf('offset=3')).toEqual([3]);
    expect(await namesOf('name=a1')).toEqual([1, 'a1']);
    expect(await namesOf('fuzzy_name=a')).toEqual([2, 'a1', 'a2']);
    expect(await namesOf('enterprise_project_id=e')).toEqual([1, 'b1']);
    expect(await namesOf('', '/v2/0123456789abcdef0123456789abcdef/notifications/topics')).toEqual([0]);
    for (const query of ['limit=0', 'limit=101', 'offset=x'])
      expect(problem(await environment.call('GET', `${TOPICS}?${query}`))).toEqual([400, 'SMN.0015']);
  });
});

describe('the attributes of a topic', () => {
  it('are none, then those that were set, and an empty value takes one away', async () => {
    const environment = await withTopic();
    const attributes = async (name: string): Promise<unknown> =>
      bodyOf(await environment.call('GET', `${TOPICS}/${URN}/attributes?name=${name}`)).attributes;
    expect(await attributes('access_policy')).toEqual({});
    await environment.call('PUT', `${TOPICS}/${URN}/attributes/access_policy`, { value: POLICY });
    await environment.call('PUT', `${TOPICS}/${URN}/attributes/introduction`, { value: 'of secrets' });
    expect(await attributes('access_policy')).toEqual({ access_policy: POLICY });
    expect(await attributes('introduction')).toEqual({ introduction: 'of secrets' });
    await environment.call('PUT', `${TOPICS}/${URN}/attributes/access_policy`, { value: '' });
    expect(await attributes('access_policy')).toEqual({});
    await environment.call('DELETE', `${TOPICS}/${URN}/attributes/introduction`);
    expect(await attributes('introduction')).toEqual({});
  });

  it.each([
    ['another name', 'sms_sign', 'v', 400, 'SMN.0046'],
    ['an introduction of 121 bytes', 'introduction', 'i'.repeat(121), 403, 'SMN.0047'],
    ['a policy that is no JSON', 'access_policy', 'x', 400, 'SMN.0048'],
    ['a policy without its version', 'access_policy', '{}', 400, 'SMN.0049'],
    ['a policy without an id', 'access_policy', '{"Version":"2016-09-07"}', 400, 'SMN.0050'],
    ['a policy without statements', 'access_policy', '{"Version":"2016-09-07","Id":"i"}', 400, 'SMN.0051'],
  ])('reject %s', async (_what, name, value, status, code) => {
    const environment = await withTopic();
    expect(problem(await environment.call('PUT', `${TOPICS}/${URN}/attributes/${name}`, { value }))).toEqual([
      status,
      code,
    ]);
  });
});

describe('the tags of a topic', () => {
  const send = async (environment: Environment, method: string, target: string, body?: object): Promise<Answer> => {
    const topic = (await environment.call('GET', `${TOPICS}/${URN}`)).json as unknown as { topic_id: string };
    return environment.call(method, target.replace('<id>', topic.topic_id), body);
  };
  const TAGS = `/v2/${PROJECT}/smn_topic/<id>/tags`;

  it('are set and taken away by the id of the topic', async () => {
    const environment = await withTopic();
    const set = await send(environment, 'POST', `${TAGS}/action`, {
      action: 'create',
      tags: [{ key: 'a', value: '1' }, { key: 'b' }],
    });
    expect([set.status, set.text]).toEqual([204, '']);
    await send(environment, 'POST', TAGS, { tag: { key: 'c', value: '3' } });
    await send(environment, 'POST', `${TAGS}/action`, { action: 'delete', tags: [{ key: 'a' }] });
    await send(environment, 'DELETE', `${TAGS}/b`);
    expect((await send(environment, 'GET', TAGS)).json).toEqual({ tags: [{ key: 'c', value: '3' }] });
    expect((await environment.call('GET', `/v2/${PROJECT}/smn_topic/tags`)).json).toEqual({
      tags: [{ key: 'c', values: ['3'] }],
    });
  });

  it('are missed with a topic that is not there', async () => {
    const environment = await openEnvironment();
    expect(problem(await environment.call('GET', `/v2/${PROJECT}/smn_topic/none/tags`))).toEqual([404, 'SMN.0006']);
  });
});

describe('a subscription', () => {
  const add = async (environment: Environment, body: object): Promise<Answer> =>
    environment.call('POST', `${TOPICS}/${URN}/subscriptions`, body);

  it('is confirmed at once on this machine, and never elsewhere', async () => {
    const environment = await withTopic();
    const made = await add(environment, { protocol: 'http', endpoint: 'http://127.0.0.1:9/hook', remark: 'r' });
    await add(environment, { protocol: 'http', endpoint: 'http://127.0.0.1.example/hook' });
    await add(environment, { protocol: 'email', endpoint: 'a@b.example' });
    expect(made.status).toBe(201);
    const { subscription_urn: urn } = bodyOf(made);
    const listed = await environment.call('GET', `${TOPICS}/${URN}/subscriptions`);
    const rows = bodyOf(listed).subscriptions;
    expect(rows.map(({ status }) => status)).toEqual([1, 0, 0]);
    expect(rows[0]).toEqual({
      topic_urn: URN,
      protocol: 'http',
      subscription_urn: urn,
      owner: PROJECT,
      endpoint: 'http://127.0.0.1:9/hook',
      remark: 'r',
      status: 1,
      filter_polices: [],
    });
  });

  it('of the same endpoint is the one that is there, with 200', async () => {
    const environment = await withTopic();
    const body = { protocol: 'email', endpoint: 'a@b.example' };
    const [first, second] = [await add(environment, body), await add(environment, body)];
    expect([second.status, bodyOf(second).subscription_urn]).toEqual([200, bodyOf(first).subscription_urn]);
  });

  it('gets another remark, and is cancelled', async () => {
    const environment = await withTopic();
    const urn = bodyOf(await add(environment, { protocol: 'sms', endpoint: '13800000000' })).subscription_urn;
    expect((await environment.call('PUT', `${TOPICS}/${URN}/subscriptions/${urn}`, { remark: 'two' })).status).toBe(
      200,
    );
    const listed = await environment.call('GET', `/v2/${PROJECT}/notifications/subscriptions?fuzzy_remark=w`);
    expect(bodyOf(listed).subscription_count).toBe(1);
    expect((await environment.call('DELETE', `/v2/${PROJECT}/notifications/subscriptions/${urn}`)).status).toBe(200);
    expect(problem(await environment.call('DELETE', `/v2/${PROJECT}/notifications/subscriptions/${urn}`))).toEqual([
      404,
      'SMN.0013',
    ]);
  });

  it.each([
    ['an unknown protocol', { protocol: 'ftp', endpoint: 'ftp://a' }, 'SMN.0011'],
    ['http with an https endpoint', { protocol: 'http', endpoint: 'https://127.0.0.1' }, 'SMN.0012'],
    ['an email address that is none', { protocol: 'email', endpoint: 'a' }, 'SMN.0012'],
    ['a remark of 129 bytes', { protocol: 'sms', endpoint: '13800000000', remark: 'r'.repeat(129) }, 'SMN.0017'],
  ])('is rejected with %s', async (_what, body, code) => {
    expect(problem(await add(await withTopic(), body))).toEqual([400, code]);
  });
});

describe('fields without effect', () => {
  it('topic_urn of SMN:UpdateSubscription', async () => {
    const environment = await withTopic();
    const subscription = { protocol: 'sms', endpoint: '13800000000' };
    const made = await environment.call('POST', `${TOPICS}/${URN}/subscriptions`, subscription);
    const { subscription_urn: urn } = bodyOf(made);
    for (const [topic, remark] of [
      [URN, 'one'],
      [`${URN}-of-nobody`, 'two'],
    ] as const) {
      const { status } = await environment.call('PUT', `${TOPICS}/${topic}/subscriptions/${urn}`, { remark });
      const { subscriptions } = bodyOf(await environment.call('GET', `${TOPICS}/${URN}/subscriptions`));
      expect([status, subscriptions]).toEqual([200, [expect.objectContaining({ remark })]]);
    }
  });
});
