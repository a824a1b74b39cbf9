import { afterEach, describe, expect, it } from '@jest/globals';

import { type Endpoint, endpointForTest, type Received, type Reply } from '../../environment/test/support/endpoint.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

const DAY = 86_400_000;
const TOPIC = 'urn:smn:cn-north-4:p:topic';
const RDS = { secret_type: 'RDS-FG', rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}' };

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function endpoint(answer: (request: Received) => Reply): Promise<Endpoint> {
  const made = await endpointForTest(answer);
  opened.push(made);
  return made;
}

interface Environment {
  readonly gateway: TestGateway;
  readonly client: HuaweiClient;
  advance(byMs: number): void;
}

/** A gateway with a clock that only the test moves. */
async function started(flags: Readonly<Record<string, string>> = {}): Promise<Environment> {
  // The client signs by its own clock.
  let now = 1_800_000_000_000;
  const gateway = await gatewayForTest(
    { 'doors-huawei-clock-skew-minutes': '0', ...flags },
    { clock: { now: () => now } },
  );
  opened.push(gateway);
  return {
    gateway,
    client: huaweiClient(gateway.url),
    advance: (byMs) => {
      now += byMs;
    },
  };
}

async function valueOf({ client }: Environment, version = 'latest'): Promise<unknown> {
  const answer = (await client.call('GET', `secrets/demo/versions/${version}`)) as unknown as {
    readonly version: { readonly secret_string: string };
  };
  return answer.version.secret_string;
}

interface Account {
  readonly name: string;
  readonly password: string;
}

/** A secret of the type RDS, as the page of 2023 has it. */
const rds = (Secret_sub_type: string, users: readonly Account[]) => ({
  name: 'demo',
  secret_type: 'RDS',
  secret_string: JSON.stringify({ users }),
  rotation_config: JSON.stringify({ rds_instance_id: 'i', Secret_sub_type }),
});

async function usersOf(environment: Environment, version?: string): Promise<readonly Account[]> {
  const value = JSON.parse(String(await valueOf(environment, version))) as { readonly users: readonly Account[] };
  return value.users;
}

async function stageOf({ client }: Environment, name: string): Promise<string> {
  const answer = (await client.call('GET', `secrets/demo/stages/${name}`)) as unknown as {
    readonly stage: { readonly version_id: string };
  };
  return answer.stage.version_id;
}

describe('a gateway', () => {
  it('rotates what is due when its clock has moved, and generates the value', async () => {
    const environment = await started();
    const secret = {
      name: 'demo',
      secret_string: '{"users":[{"name":"root","password":"old"}]}',
      auto_rotation: true,
      rotation_period: '1d',
      ...RDS,
    };
    await environment.client.call('POST', 'secrets', secret);
    environment.advance(DAY);
    await environment.gateway.runDue();
    const value = await valueOf(environment);
    expect(JSON.parse(String(value))).toEqual({
      users: [{ name: 'root', password: expect.stringMatching(/^.{32}$/) }],
    });
  });

  it("gives an RDS secret's one account a new password with each rotation", async () => {
    const environment = await started();
    await environment.client.call('POST', 'secrets', rds('SingleUser', [{ name: 'root', password: 'old' }]));
    const passwords = ['old'];
    for (let count = 0; count < 2; count += 1) {
      await environment.client.call('POST', 'secrets/demo/rotate');
      await environment.gateway.runDue();
      expect(await usersOf(environment)).toEqual([{ name: 'root', password: expect.stringMatching(/^.{32}$/) }]);
      passwords.push((await usersOf(environment))[0]?.password ?? '');
    }
    expect(new Set(passwords).size).toBe(3);
  });

  it("resets the password of SYSPREVIOUS's account of an RDS secret, then the two labels change places", async () => {
    const environment = await started();
    const users = [
      { name: 'a', password: 'first' },
      { name: 'b', password: 'second' },
    ];
    await environment.client.call('POST', 'secrets', rds('MultiUser', users));
    await environment.client.call('POST', 'secrets/demo/rotate');
    await environment.gateway.runDue();
    const [current, previous] = [await usersOf(environment, 'v2'), await usersOf(environment, 'v1')];
    expect([current[0]?.name, previous[0]]).toEqual(['b', { name: 'a', password: 'first' }]);
    expect(current[0]?.password).not.toBe('second');
    await environment.client.call('POST', 'secrets/demo/rotate');
    await environment.gateway.runDue();
    const next = await usersOf(environment);
    expect([next[0]?.name, next[1]]).toEqual(['a', current[0]]);
    expect(next[0]?.password).not.toBe('first');
    expect(await stageOf(environment, 'SYSCURRENT')).toBe('v3');
    expect(await stageOf(environment, 'SYSPREVIOUS')).toBe('v2');
  });

  it("has the user's own function make the values, by hand and by itself", async () => {
    const hook = await endpoint(({ body }) =>
      body.includes('"step":"create"') ? { status: 200, body: '{"value":"from the function"}' } : { status: 200 },
    );
    const environment = await started({ 'rotation-webhook-url': hook.url });
    await environment.client.call('POST', 'secrets', { name: 'demo', secret_string: 'old', ...RDS });
    await environment.client.call('POST', 'secrets/demo/rotate');
    await environment.gateway.runDue();
    expect(await valueOf(environment)).toBe('from the function');
    expect(hook.received.map(({ body }) => (JSON.parse(body) as { readonly step: string }).step)).toEqual([
      'create',
      'apply',
    ]);
    expect(environment.gateway.lines.join('\n')).not.toContain('from the function');
  });

  it('shows the task that failed when the function fails three times', async () => {
    const hook = await endpoint(() => ({ status: 500, body: '{"code":"DB.Down"}' }));
    const environment = await started({ 'rotation-webhook-url': hook.url });
    await environment.client.call('POST', 'secrets', { name: 'demo', secret_string: 'old', ...RDS });
    await environment.client.call('POST', 'secrets/demo/rotate');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await environment.gateway.runDue();
      environment.advance(30_000);
    }
    const { tasks } = (await environment.client.call('GET', 'csms/tasks')) as unknown as {
      readonly tasks: readonly unknown[];
    };
    expect(tasks).toEqual([
      expect.objectContaining({ task_status: 'FAILED', attempt_nums: 3, task_error_code: 'DB.Down' }),
    ]);
    expect(await valueOf(environment)).toBe('old');
  });

  it('delivers notifications to where their topic leads', async () => {
    const hook = await endpoint(() => ({ status: 200 }));
    const environment = await started({ 'doors-huawei-smn-targets': JSON.stringify({ [TOPIC]: hook.url }) });
    const notification = { target_type: 'SMN', target_id: TOPIC, target_name: 'topic' };
    await environment.client.call('POST', 'csms/events', {
      name: 'made',
      event_types: ['SECRET_VERSION_CREATED'],
      state: 'ENABLED',
      notification,
    });
    await environment.client.call('POST', 'secrets', {
      name: 'demo',
      secret_string: 'hidden',
      event_subscriptions: ['made'],
    });
    await environment.gateway.runDue();
    const { records } = (await environment.client.call('GET', 'csms/notification-records')) as unknown as {
      readonly records: readonly unknown[];
    };
    expect(records).toEqual([expect.objectContaining({ notification_status: 'SUCCESS', secret_name: 'demo' })]);
    expect(hook.received.length).toBe(1);
    expect(hook.received[0]?.headers['x-smn-topic-urn']).toBe(TOPIC);
    expect(hook.received[0]?.body).not.toContain('hidden');
  });

  it('does what falls due by itself, without being told to', async () => {
    let received: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      received = resolve;
    });
    const hook = await endpoint(({ body }) => {
      if (body.includes('"step":"apply"')) received();
      return { status: 200, body: '{"value":"new"}' };
    });
    const environment = await started({ 'rotation-webhook-url': hook.url });
    await environment.client.call('POST', 'secrets', { name: 'demo', secret_string: 'old', ...RDS });
    await environment.client.call('POST', 'secrets/demo/rotate');
    await done;
    expect(hook.received.length).toBe(2);
  });

  it("rejects a rotation function or a topic's target that is no HTTP address", async () => {
    await expect(started({ 'rotation-webhook-url': 'ftp://x' })).rejects.toThrow(/rotation.webhook_url = "ftp:\/\/x"/);
    await expect(started({ 'doors-huawei-smn-targets': '{"urn":"x"}' })).rejects.toThrow(/doors.huawei.smn_targets/);
  });
});
