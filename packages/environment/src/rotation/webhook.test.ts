import { RotationFailedError, type RotationRequest, type Secret } from '@dragoman/core';
import { afterEach, describe, expect, it } from '@jest/globals';

import { type Endpoint, endpointForTest, type Reply } from '../../test/support/endpoint.ts';
import { httpPost } from './post.ts';
import { webhookRotation } from './webhook.ts';

const SECRET = {
  vault: 'v',
  id: 'id',
  name: 'demo',
  attributes: { huawei: { rotation_config: '{}' } },
  updatedBy: 'not told',
} as unknown as Secret;
const REQUEST: RotationRequest = {
  secret: SECRET,
  accounts: 'two',
  current: { type: 'text', data: 'one' },
  previous: { type: 'binary', data: 'AA==' },
};

const opened: Endpoint[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()));
});

async function listening(...replies: readonly Reply[]): Promise<Endpoint> {
  const left = [...replies];
  const endpoint = await endpointForTest(() => left.shift() ?? { status: 500 });
  opened.push(endpoint);
  return endpoint;
}

async function failureOf(attempt: Promise<unknown>): Promise<RotationFailedError['reason']> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof RotationFailedError) return error.reason;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a rotation function', () => {
  it('is told the step, the secret and its values, and answers the new value', async () => {
    const endpoint = await listening({ status: 200, body: '{"value":"two"}' }, { status: 204 });
    const target = webhookRotation(endpoint.url, httpPost(5_000));
    const value = await target.create(REQUEST);
    expect(value).toEqual({ type: 'text', data: 'two' });
    await target.apply(REQUEST, value);
    const facts = {
      secret: { vault: 'v', id: 'id', name: 'demo', attributes: SECRET.attributes },
      accounts: 'two',
      current: { type: 'text', data: 'one' },
      previous: { type: 'binary', data: 'AA==' },
    };
    expect(endpoint.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { step: 'create', ...facts, value: null },
      { step: 'apply', ...facts, value: { type: 'text', data: 'two' } },
    ]);
    expect(endpoint.received[0]?.headers['content-type']).toBe('application/json');
  });

  it.each<[string, Reply, string]>([
    ['with a code of its own', { status: 500, body: '{"code":"DB.Locked","message":"one"}' }, 'DB.Locked'],
    ['with a status alone', { status: 503 }, 'http-503'],
    ['with a code that is none', { status: 400, body: '{"code":"a b"}' }, 'http-400'],
    ['with a redirection', { status: 302, headers: { location: '/elsewhere' } }, 'http-302'],
    ['without a value', { status: 200, body: '{}' }, 'invalid-answer'],
    ['with an empty value', { status: 200, body: '{"value":""}' }, 'invalid-answer'],
    ['with a value that is no text', { status: 200, body: '{"value":5}' }, 'invalid-answer'],
    [
      'with a value that is too long',
      { status: 200, body: JSON.stringify({ value: 'v'.repeat(32_769) }) },
      'invalid-answer',
    ],
    ['with what is no JSON', { status: 200, body: 'two' }, 'invalid-answer'],
    ['with more than anybody reads', { status: 200, body: 'v'.repeat(300_000) }, 'unreachable'],
  ])('fails %s, and the reason holds no value', async (_how, reply, code) => {
    const endpoint = await listening(reply);
    const reason = await failureOf(webhookRotation(endpoint.url, httpPost(5_000)).create(REQUEST));
    expect(reason.code).toBe(code);
    expect(reason.message).toContain('create');
    expect(reason.message).not.toContain('one ');
    expect(endpoint.received.length).toBe(1);
  });

  it('takes a value of 32,768 bytes', async () => {
    const endpoint = await listening({ status: 200, body: JSON.stringify({ value: 'v'.repeat(32_768) }) });
    expect((await webhookRotation(endpoint.url, httpPost(5_000)).create(REQUEST)).data.length).toBe(32_768);
  });

  it('fails when it does not answer in time, or is not there', async () => {
    const endpoint = await listening('hang');
    expect(await failureOf(webhookRotation(endpoint.url, httpPost(20)).create(REQUEST))).toMatchObject({
      code: 'unreachable',
    });
    await endpoint.close();
    expect(
      await failureOf(webhookRotation(endpoint.url, httpPost(5_000)).apply(REQUEST, REQUEST.current)),
    ).toMatchObject({ code: 'unreachable' });
  });
});
