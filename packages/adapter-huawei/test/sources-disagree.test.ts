import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { type Environment, SECRETS, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const STAGE_QUOTA = [400, 'CSMS.0203'];

async function put(environment: Environment, body: object) {
  return environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'v', ...body });
}

/** A secret whose first version carries SYSCURRENT, with so many custom stages on a second one. */
async function withStages(count: number, settings: Parameters<typeof openEnvironment>[0] = {}): Promise<Environment> {
  const environment = await openEnvironment(settings);
  await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'one' });
  const version_stages = Array.from({ length: count }, (_, n) => `stage-${n}`);
  const { status, text } = await put(environment, { version_stages });
  if (status !== 200) throw new Error(text);
  return environment;
}

async function stagesOf(environment: Environment): Promise<string[]> {
  const { json } = await environment.call('GET', `${SECRETS}/demo/versions`);
  return json.version_metadatas.flatMap(({ version_stages: stages }) => stages);
}

describe('at_label_limit', () => {
  it('rejects a version that would make SYSPREVIOUS the 13th stage', async () => {
    const environment = await withStages(11);
    expect((await stagesOf(environment)).length).toBe(12);
    expect(problem(await put(environment, {}))).toEqual(STAGE_QUOTA);
    expect((await stagesOf(environment)).length).toBe(12);
    await environment.call('DELETE', `${SECRETS}/demo/stages/stage-0`);
    expect((await put(environment, {})).status).toBe(200);
    expect((await stagesOf(environment)).length).toBe(12);
  });

  it('keeps a place for SYSPREVIOUS where it reserves', async () => {
    const environment = await withStages(10, { settings: { at_label_limit: 'reserve' } });
    const moved = await environment.call('PUT', `${SECRETS}/demo/stages/eleventh`, { version_id: 'v1' });
    expect(problem(moved)).toEqual(STAGE_QUOTA);
    expect((await put(environment, {})).status).toBe(200);
    expect((await stagesOf(environment)).length).toBe(12);
  });
});

describe('value_limit', () => {
  it.each([
    ['32KB', 32_768],
    ['64KB', 65_536],
  ] as const)('is %s in bytes, of either kind of value', async (value_limit, most) => {
    const environment = await openEnvironment({ settings: { value_limit } });
    const create = async (body: object) => environment.call('POST', SECRETS, { name: 'demo', ...body });
    expect(problem(await create({ secret_string: `${'é'.repeat(most / 2)}x` }))).toEqual(PARAMETER);
    expect(problem(await create({ secret_binary: 'x'.repeat(most + 1) }))).toEqual(PARAMETER);
    expect((await create({ secret_string: 'é'.repeat(most / 2) })).status).toBe(200);
    expect(problem(await put(environment, { secret_string: 'x'.repeat(most + 1) }))).toEqual(PARAMETER);
    expect((await put(environment, { secret_string: 'x'.repeat(most) })).status).toBe(200);
  });
});

describe('create_time', () => {
  it.each([
    ['milliseconds', START + 1_234],
    ['seconds', START + 1_000],
  ] as const)('is shown in %s by secrets, versions and stages', async (create_time, time) => {
    const environment = await openEnvironment({ settings: { create_time } });
    environment.services.advance(1_234);
    const times = { create_time: time, update_time: time };
    const made = await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'one' });
    expect(made.json.secret).toMatchObject(times);
    expect((await environment.call('GET', SECRETS)).json.secrets).toEqual([expect.objectContaining(times)]);
    const { json } = await environment.call('GET', `${SECRETS}/demo/versions/v1`);
    expect(json.version.version_metadata).toMatchObject({ create_time: time });
    const stage = await environment.call('GET', `${SECRETS}/demo/stages/SYSCURRENT`);
    expect(stage.json.stage).toMatchObject({ update_time: time });
  });
});
