import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, type Environment, nestedProblem, problem } from './environment.ts';
import { SINGLE, tasksOf, withSecret } from './rotation-tasks.ts';

const DAY = 86_400_000;

const MULTI = { secret_type: 'GaussDB-FG', rotation_config: '{"InstanceId":"i","SecretSubType":"MultiUser"}' };

async function secretOf(environment: Environment, name = 'demo'): Promise<Record<string, unknown>> {
  return (await environment.call('GET', `${SECRETS}/${name}`)).json.secret as unknown as Record<string, unknown>;
}

async function stagesOf(environment: Environment): Promise<(readonly [string, readonly string[]])[]> {
  const { json } = await environment.call('GET', `${SECRETS}/demo/versions`);
  return json.version_metadatas.map(({ id, version_stages: stages }) => [id, stages]);
}

async function currentOf(environment: Environment): Promise<string | undefined> {
  return (await environment.call('GET', `${SECRETS}/demo/versions/latest`)).json.version.secret_string;
}

describe('RotateSecret', () => {
  it('answers with a task that is done at once and shows its end', async () => {
    const environment = await withSecret();
    const { status, json } = await environment.call('POST', `${SECRETS}/demo/rotate`);
    expect(status).toBe(200);
    const answer = json as unknown as { readonly rotation_task_id: string };
    expect(json).toEqual({
      version_id: 'v2',
      secret_name: 'demo',
      rotation_task_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const query = `?task_id=${answer.rotation_task_id}`;
    expect(await tasksOf(environment, query)).toEqual({
      total: 1,
      tasks: [
        {
          task_id: answer.rotation_task_id,
          secret_name: 'demo',
          rotation_func_urn: SINGLE.rotation_func_urn,
          task_status: 'PROCESSING',
          operate_type: 'SINGLE_USER',
          task_time: START,
          attempt_nums: 0,
        },
      ],
      next_marker: null,
    });
    expect(await currentOf(environment)).toBe('one');
    environment.services.advance(1_000);
    await environment.runDue();
    expect((await tasksOf(environment, query)).tasks).toEqual([
      expect.objectContaining({ task_status: 'SUCCESS', attempt_nums: 1, task_time: START }),
    ]);
    expect(await currentOf(environment)).toBe('rotated 1');
    expect(await stagesOf(environment)).toEqual([
      ['v1', ['SYSPREVIOUS']],
      ['v2', ['SYSCURRENT']],
    ]);
    expect(await secretOf(environment)).toMatchObject({ rotation_time: START + 1_000, next_rotation_time: null });
  });

  it("makes the new version pending while the second user's password is set", async () => {
    const environment = await withSecret(MULTI);
    const seen: unknown[] = [];
    const { rotationTarget } = environment.services;
    const apply = rotationTarget.apply.bind(rotationTarget);
    rotationTarget.apply = async (request, value) => {
      seen.push(await stagesOf(environment));
      await apply(request, value);
    };
    await environment.call('POST', `${SECRETS}/demo/rotate`);
    await environment.runDue();
    expect(seen).toEqual([
      [
        ['v1', ['SYSCURRENT']],
        ['v2', ['SYSPENDING']],
      ],
    ]);
    expect(await stagesOf(environment)).toEqual([
      ['v1', ['SYSPREVIOUS']],
      ['v2', ['SYSCURRENT']],
    ]);
    expect(rotationTarget.steps[0]?.request.accounts).toBe('two');
    expect((await tasksOf(environment)).tasks).toEqual([
      expect.objectContaining({ operate_type: 'MULTI_USER', task_status: 'SUCCESS' }),
    ]);
  });

  it('shows a task that failed with its attempts and its error, and leaves the secret as it was', async () => {
    const environment = await withSecret(MULTI);
    environment.services.rotationTarget.failing = ['apply'];
    await environment.call('POST', `${SECRETS}/demo/rotate`);
    for (const pause of [0, 10_000, 20_000]) {
      environment.services.advance(pause);
      await environment.runDue();
    }
    expect((await tasksOf(environment, '?status=FAILED')).tasks).toEqual([
      expect.objectContaining({
        task_status: 'FAILED',
        attempt_nums: 3,
        task_error_code: 'rejected',
        task_error_msg: 'the step apply is told to fail',
      }),
    ]);
    expect(await stagesOf(environment)).toEqual([['v1', ['SYSCURRENT']]]);
    expect(await currentOf(environment)).toBe('one');
  });

  it('has one task while one waits', async () => {
    const environment = await withSecret();
    const ids = await Promise.all(
      [1, 2].map(async () => (await environment.call('POST', `${SECRETS}/demo/rotate`)).text),
    );
    expect(ids[0]).toBe(ids[1]);
    await environment.runDue();
    expect((await tasksOf(environment)).total).toBe(1);
    expect((await stagesOf(environment)).length).toBe(2);
  });

  it('ends the task of a secret that is deleted before', async () => {
    const environment = await withSecret();
    await environment.call('POST', `${SECRETS}/demo/rotate`);
    await environment.call('DELETE', `${SECRETS}/demo`);
    await environment.runDue();
    expect((await tasksOf(environment)).tasks).toEqual([
      expect.objectContaining({ task_status: 'FAILED', task_error_code: 'secret-deleted' }),
    ]);
  });

  it('rejects a secret that is missing, goes away, is not enabled or is common, in this order', async () => {
    const environment = await withSecret({});
    const attempt = async (name = 'demo') => nestedProblem(await environment.call('POST', `${SECRETS}/${name}/rotate`));
    expect(await attempt('none')).toEqual([404, 'CSMS.0106']);
    expect(await attempt()).toEqual([400, 'CSMS.0002']);
    await environment.services.edit('demo', { state: 'disabled' });
    expect(await attempt()).toEqual([403, 'CSMS.0109']);
    await environment.services.edit('demo', { deletionDueAt: START + DAY });
    expect(await attempt()).toEqual([400, 'CSMS.0103']);
  });

  it.each([
    [SINGLE, []],
    [MULTI, ['SYSPENDING']],
  ] as const)('names a version that is there at once, whatever is put meanwhile: %j', async (fields, stages) => {
    const environment = await withSecret(fields);
    const rotated = (await environment.call('POST', `${SECRETS}/demo/rotate`)).json as unknown as {
      readonly version_id: string;
    };
    const put = await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'theirs' });
    expect([rotated.version_id, put.json.version_metadata.id]).toEqual(['v2', 'v3']);
    const { status, json } = await environment.call('GET', `${SECRETS}/demo/versions/${rotated.version_id}`);
    expect([status, json.version.secret_string, json.version.version_metadata.version_stages]).toEqual([
      200,
      'rotated 1',
      stages,
    ]);
    await environment.runDue();
    expect(await stagesOf(environment)).toEqual([
      ['v1', []],
      ['v2', ['SYSCURRENT']],
      ['v3', ['SYSPREVIOUS']],
    ]);
    expect((await tasksOf(environment)).tasks).toEqual([expect.objectContaining({ task_status: 'SUCCESS' })]);
  });

  it('names no version while the value cannot be made, and does it with the task', async () => {
    const environment = await withSecret();
    environment.services.rotationTarget.failing = ['create'];
    const { json } = await environment.call('POST', `${SECRETS}/demo/rotate`);
    expect(json).toEqual({ secret_name: 'demo', rotation_task_id: expect.any(String) });
    environment.services.rotationTarget.failing = [];
    await environment.runDue();
    expect(await currentOf(environment)).toBe('rotated 1');
  });
});

describe('automatic rotation', () => {
  it('follows the period from the making on, with a task for every time', async () => {
    const environment = await withSecret({ ...SINGLE, auto_rotation: true, rotation_period: '6h' });
    expect(await secretOf(environment)).toMatchObject({
      auto_rotation: true,
      rotation_period: '6h',
      rotation_time: null,
      next_rotation_time: START + DAY / 4,
    });
    for (let turn = 0; turn < 3; turn += 1) {
      environment.services.advance(DAY / 4);
      await environment.runDue();
    }
    expect(await currentOf(environment)).toBe('rotated 3');
    expect(await secretOf(environment)).toMatchObject({
      rotation_time: START + (3 * DAY) / 4,
      next_rotation_time: START + DAY,
    });
    expect((await tasksOf(environment)).tasks.map(({ task_status: status }) => status)).toEqual([
      'SUCCESS',
      'SUCCESS',
      'SUCCESS',
    ]);
  });

  it('is turned on and off by UpdateSecret, which keeps what it is not told', async () => {
    const environment = await withSecret();
    const update = async (body: object) => environment.call('PUT', `${SECRETS}/demo`, body);
    expect(problem(await update({ auto_rotation: true }))).toEqual([400, 'CSMS.0002']);
    await update({ rotation_period: '7d' });
    expect(await secretOf(environment)).toMatchObject({
      auto_rotation: false,
      rotation_period: '7d',
      next_rotation_time: null,
    });
    await update({ auto_rotation: true });
    expect(await secretOf(environment)).toMatchObject({
      auto_rotation: true,
      rotation_period: '7d',
      next_rotation_time: START + 7 * DAY,
    });
    await update({ auto_rotation: false });
    expect(await secretOf(environment)).toMatchObject({
      auto_rotation: false,
      rotation_period: '7d',
      next_rotation_time: null,
    });
    environment.services.advance(30 * DAY);
    await environment.runDue();
    expect(await currentOf(environment)).toBe('one');
  });

  it('is rejected for a common secret when it is made, imported and updated, and its value stays', async () => {
    const automatic = { auto_rotation: true, rotation_period: '1d' };
    const environment = await withSecret({ rotation_period: '1d' });
    const made = { name: 'other', secret_string: 'v', ...automatic };
    expect(problem(await environment.call('POST', SECRETS, made))).toEqual([400, 'CSMS.0002']);
    const imported = await environment.call('POST', `${SECRETS}/batch-import`, { secrets: [made] });
    expect(imported.json).toMatchObject({ failed: 1 });
    expect(problem(await environment.call('PUT', `${SECRETS}/demo`, automatic))).toEqual([400, 'CSMS.0002']);
    expect((await environment.call('PUT', `${SECRETS}/demo`, { auto_rotation: false })).status).toBe(200);
    environment.services.advance(2 * DAY);
    await environment.runDue();
    expect(await currentOf(environment)).toBe('one');
    expect(await secretOf(environment)).toMatchObject({ auto_rotation: false, rotation_period: '1d' });
  });

  it('is switched off after the third failure in a row, until it is switched on again', async () => {
    const environment = await withSecret({ ...SINGLE, auto_rotation: true, rotation_period: '1d' });
    environment.services.rotationTarget.failing = ['apply'];
    for (const pause of [DAY, 10_000, 20_000]) {
      expect(await secretOf(environment)).toMatchObject({ auto_rotation: true });
      environment.services.advance(pause);
      await environment.runDue();
    }
    expect(await secretOf(environment)).toMatchObject({ auto_rotation: false, next_rotation_time: null });
    environment.services.rotationTarget.failing = [];
    environment.services.advance(2 * DAY);
    await environment.runDue();
    expect(await currentOf(environment)).toBe('one');
    await environment.call('PUT', `${SECRETS}/demo`, { auto_rotation: true });
    await environment.runDue();
    expect(await currentOf(environment)).toMatch(/^rotated/);
  });

  it('waits while the deletion is scheduled, and is made up for after', async () => {
    const environment = await withSecret({ ...SINGLE, auto_rotation: true, rotation_period: '1d' });
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`);
    environment.services.advance(2 * DAY);
    await environment.runDue();
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/cancel`);
    expect(await currentOf(environment)).toBe('one');
    await environment.runDue();
    expect(await currentOf(environment)).toBe('rotated 1');
  });

  it('shows a period that another door set in seconds', async () => {
    const environment = await withSecret({ ...SINGLE, auto_rotation: true, rotation_period: '1d' });
    const secret = await environment.services.secrets.findByName('default', 'demo');
    if (secret?.rotation === null || secret === null) throw new Error('it does not rotate');
    await environment.services.edit('demo', { rotation: { ...secret.rotation, periodMs: 2 * DAY } });
    expect(await secretOf(environment)).toMatchObject({ rotation_period: '172800s' });
  });
});
