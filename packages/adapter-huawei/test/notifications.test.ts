import type { Post, PostAnswer } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { PROJECT, SECRETS, type Environment, openEnvironment } from './environment.ts';
import {
  type RecordsBody,
  EVENTS,
  RECORDS,
  DAY,
  TOPIC,
  ALL,
  recordsOf,
  typesOf,
  subscribed,
} from './notification-records.ts';

describe('a notification record', () => {
  it('says what happened to which secret, and never a value', async () => {
    const environment = await subscribed(await openEnvironment());
    await environment.runDue();
    const { status, json, text } = await environment.call('GET', RECORDS);
    expect(status).toBe(200);
    expect(json).toEqual({
      records: [
        {
          event_name: 'all',
          trigger_event_type: 'SECRET_VERSION_CREATED',
          create_time: START,
          secret_name: 'demo',
          secret_type: 'COMMON',
          notification_target_name: 'topic',
          notification_target_id: TOPIC,
          notification_status: 'SUCCESS',
          notification_content: expect.any(String),
        },
      ],
      page_info: { next_marker: null, previous_marker: 'demo', current_count: 1 },
    });
    const content = (json as unknown as RecordsBody).records[0]?.notification_content ?? '';
    expect(JSON.parse(content)).toEqual({
      eventName: 'all',
      eventType: 'SECRET_VERSION_CREATED',
      eventTime: '2026-01-02T03:04:05.000Z',
      data: {
        secretId: expect.any(String),
        secretName: 'demo',
        createTime: '2026-01-02T03:04:05.000Z',
        updateTime: '2026-01-02T03:04:05.000Z',
        versionId: 'v1',
        versionExpireTime: null,
      },
    });
    expect(text).not.toContain('hidden');
  });

  it('is written for each new version, each expiry once, and the deletion by hand', async () => {
    const environment = await subscribed(await openEnvironment());
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'two', expire_time: START + 5_500 });
    environment.services.advance(5_000);
    await environment.runDue();
    await environment.call('PUT', `${SECRETS}/demo/versions/v2`, { expire_time: START + 9_000 });
    environment.services.advance(4_000);
    await environment.runDue();
    await environment.call('DELETE', `${SECRETS}/demo`);
    const records = await recordsOf(environment);
    expect(typesOf(records)).toEqual([
      'SECRET_VERSION_CREATED',
      'SECRET_VERSION_CREATED',
      'SECRET_VERSION_EXPIRED',
      'SECRET_VERSION_EXPIRED',
      'SECRET_DELETED',
    ]);
    const { data } = JSON.parse(records[1]?.notification_content ?? '{}') as { data: unknown };
    expect(data).toMatchObject({ versionId: 'v2', versionExpireTime: '2026-01-02T03:04:14.000Z' });
  });

  it('is never written of a version that is about to expire, which can be subscribed to', async () => {
    const environment = await subscribed(await openEnvironment(), {
      event_types: ['SECRET_VERSION_NEAR_EXPIRY', 'SECRET_VERSION_EXPIRED'],
    });
    await environment.call('PUT', `${SECRETS}/demo/versions/v1`, { expire_time: START + 60 * DAY });
    for (let day = 0; day < 60; day += 1) {
      expect(typesOf(await recordsOf(environment))).toEqual([]);
      environment.services.advance(DAY);
    }
    expect(typesOf(await recordsOf(environment))).toEqual(['SECRET_VERSION_EXPIRED']);
  });

  it('is written of a deletion that falls due, and of rotations that succeed and fail', async () => {
    const environment = await subscribed(
      await openEnvironment(),
      {},
      {
        secret_type: 'RDS-FG',
        rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}',
        auto_rotation: true,
        rotation_period: '1d',
      },
    );
    environment.services.advance(DAY);
    await environment.runDue();
    environment.services.rotationTarget.failing = ['create'];
    environment.services.advance(DAY);
    for (const pause of [0, 10_000, 20_000]) {
      environment.services.advance(pause);
      await environment.runDue();
    }
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, { recovery_window_in_days: 7 });
    environment.services.advance(7 * DAY);
    expect(typesOf(await recordsOf(environment))).toEqual([
      'SECRET_VERSION_CREATED',
      'SECRET_VERSION_CREATED',
      'SECRET_ROTATED',
      'SECRET_ROTATED_FAILED',
      'SECRET_DELETED',
    ]);
  });

  it('is written only where the event is enabled and names what happened', async () => {
    const environment = await subscribed(await openEnvironment(), { event_types: ['SECRET_DELETED'] });
    expect(await recordsOf(environment)).toEqual([]);
    await environment.call('PUT', `${EVENTS}/all`, { state: 'DISABLED', event_types: ALL });
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'two' });
    expect(await recordsOf(environment)).toEqual([]);
    await environment.call('PUT', `${EVENTS}/all`, { state: 'ENABLED' });
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'three' });
    expect(typesOf(await recordsOf(environment))).toEqual(['SECRET_VERSION_CREATED']);
    await environment.call('PUT', `${SECRETS}/demo`, { event_subscriptions: [] });
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'four' });
    expect((await recordsOf(environment)).length).toBe(1);
  });

  it('is of no event that does not exist', async () => {
    const environment = await openEnvironment();
    await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'v', event_subscriptions: ['none'] });
    expect(await recordsOf(environment)).toEqual([]);
  });

  it('stands first when it is the newest, and is kept for three months', async () => {
    const environment = await subscribed(await openEnvironment());
    environment.services.advance(DAY);
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'two' });
    expect((await recordsOf(environment)).map((record) => record.create_time)).toEqual([START + DAY, START]);
    environment.services.advance(89 * DAY);
    expect((await recordsOf(environment)).map((record) => record.create_time)).toEqual([START + DAY]);
  });
});

describe('the delivery of a notification', () => {
  /** An environment whose topic leads to an endpoint that gives these answers, one after the other. */
  async function delivering(
    ...answers: readonly (PostAnswer['status'] | 'none')[]
  ): Promise<{ readonly environment: Environment; readonly posts: Parameters<Post>[] }> {
    const posts: Parameters<Post>[] = [];
    const environment = await openEnvironment({
      settings: { smn_targets: { [TOPIC]: 'http://127.0.0.1:9/hook' } },
      post: (...given) => {
        const answer = answers[posts.length] ?? 'none';
        posts.push(given);
        return answer === 'none'
          ? Promise.reject(new Error('no answer'))
          : Promise.resolve({ status: answer, body: '' });
      },
    });
    return { environment: await subscribed(environment), posts };
  }

  it('is a POST as SMN makes it', async () => {
    const { environment, posts } = await delivering(200);
    const [record] = await recordsOf(environment);
    expect(record?.notification_status).toBe('SUCCESS');
    const [[url, { headers, body }] = ['', { headers: {}, body: '' }]] = posts;
    expect(url).toBe('http://127.0.0.1:9/hook');
    const id = headers['X-SMN-MESSAGE-ID'];
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(headers).toMatchObject({
      'X-SMN-MESSAGE-TYPE': 'Notification',
      'X-SMN-TOPIC-URN': TOPIC,
      'X-SMN-SUBSCRIPTION-URN': `${TOPIC}:huawei`,
    });
    expect(JSON.parse(body)).toEqual({
      type: 'Notification',
      topic_urn: TOPIC,
      message_id: id,
      subject: 'SECRET_VERSION_CREATED',
      message: record?.notification_content,
      timestamp: '2026-01-02T03:04:05Z',
    });
  });

  it('is tried again until it succeeds, with the same message id', async () => {
    const { environment, posts } = await delivering('none', 500, 204);
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['FAIL']);
    environment.services.advance(10_000);
    await environment.runDue();
    environment.services.advance(20_000);
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['SUCCESS']);
    expect(new Set(posts.map(([, { headers }]) => headers['X-SMN-MESSAGE-ID'])).size).toBe(1);
  });

  it('fails after the third attempt', async () => {
    const { environment, posts } = await delivering(500, 500, 500);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await environment.runDue();
      environment.services.advance(60_000);
    }
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['FAIL']);
    expect(posts.length).toBe(3);
  });

  it('is invalid where the endpoint says that nothing is there', async () => {
    const { environment, posts } = await delivering(404);
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['INVALID']);
    environment.services.advance(DAY);
    await environment.runDue();
    expect(posts.length).toBe(1);
  });
});

describe('a topic that was made at SMN', () => {
  /** An environment with the topic of the event, subscribed by these endpoints, which answer so. */
  async function withSubscribers(
    answers: Readonly<Record<string, number>>,
  ): Promise<{ readonly environment: Environment; readonly posts: Parameters<Post>[] }> {
    const posts: Parameters<Post>[] = [];
    const environment = await openEnvironment({
      post: (...given) => {
        posts.push(given);
        return Promise.resolve({ status: answers[given[0]] ?? 0, body: '' });
      },
    });
    const topics = `/v2/${PROJECT}/notifications/topics`;
    await environment.call('POST', topics, { name: 'topic' });
    for (const endpoint of [...Object.keys(answers), 'http://example.com/never'])
      await environment.call('POST', `${topics}/${MADE}/subscriptions`, {
        protocol: 'http',
        endpoint,
        extension: { header: { 'x-own': endpoint } },
      });
    const notification = { target_type: 'SMN', target_id: MADE, target_name: 'topic' };
    return { environment: await subscribed(environment, { notification }), posts };
  }
  const MADE = `urn:smn:cn-north-4:${PROJECT}:topic`;
  const [HOOK, OTHER] = ['http://127.0.0.1:9/one', 'http://localhost:9/two'];

  it('sends to its subscriptions on this machine, and nowhere else', async () => {
    const { environment, posts } = await withSubscribers({ [HOOK]: 200, [OTHER]: 204 });
    const [record] = await recordsOf(environment);
    expect(record).toMatchObject({ notification_status: 'SUCCESS', notification_target_id: MADE });
    expect(posts.map(([url]) => url)).toEqual([HOOK, OTHER]);
    expect(posts[0]?.[1].headers).toMatchObject({
      'x-own': HOOK,
      'X-SMN-TOPIC-URN': MADE,
      'X-SMN-SUBSCRIPTION-URN': expect.stringMatching(new RegExp(`^${MADE}:[0-9a-f]{32}$`)),
    });
  });

  it('sends again to those alone that did not take it', async () => {
    const answers = { [HOOK]: 200, [OTHER]: 500 };
    const { environment, posts } = await withSubscribers(answers);
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['FAIL']);
    answers[OTHER] = 200;
    environment.services.advance(10_000);
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['SUCCESS']);
    expect(posts.map(([url]) => url)).toEqual([HOOK, OTHER, OTHER]);
  });

  it('counts as told where nobody on this machine is subscribed', async () => {
    const { environment, posts } = await withSubscribers({});
    expect((await recordsOf(environment)).map((record) => record.notification_status)).toEqual(['SUCCESS']);
    expect(posts).toEqual([]);
  });
});
