import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const MISSING = [404, 'CSMS.0005'];
const NO_SECRET = [404, 'CSMS.0106'];
const NOT_ENABLED = [403, 'CSMS.0109'];
const DEMO = `${SECRETS}/demo`;

async function withSecret(options: Parameters<typeof openEnvironment>[0] = {}): Promise<Environment> {
  const environment = await openEnvironment(options);
  expect((await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'one' })).status).toBe(200);
  return environment;
}

async function put(environment: Environment, body: object = {}) {
  return environment.call('POST', `${DEMO}/versions`, { secret_string: 'value', ...body });
}

async function stages(environment: Environment): Promise<Record<string, readonly string[]>> {
  const { json } = await environment.call('GET', `${DEMO}/versions?limit=1000`);
  return Object.fromEntries(json.version_metadatas.map((row) => [row.id, row.version_stages.toSorted()]));
}

const twelve = Array.from({ length: 12 }, (_, at) => `stage${at}`);

describe('CreateSecretVersion', () => {
  it('makes the next version current and the one before previous', async () => {
    const environment = await withSecret();
    const answer = await put(environment, { secret_string: 'two' });
    expect(answer.json).toEqual({
      version_metadata: {
        id: 'v2',
        create_time: START + 1,
        expire_time: null,
        kms_key_id: expect.any(String),
        secret_name: 'demo',
        version_stages: ['SYSCURRENT'],
      },
    });
    expect(await stages(environment)).toEqual({ v1: ['SYSPREVIOUS'], v2: ['SYSCURRENT'] });
    await put(environment);
    expect(await stages(environment)).toEqual({ v1: [], v2: ['SYSPREVIOUS'], v3: ['SYSCURRENT'] });
  });

  it.each<readonly [object, Record<string, string[]>]>([
    [{ version_stages: [] }, { v1: ['SYSPREVIOUS'], v2: ['SYSCURRENT'] }],
    [{ version_stages: ['mine'] }, { v1: ['SYSCURRENT'], v2: ['mine'] }],
    [{ version_stages: ['mine', 'SYSCURRENT', 'mine'] }, { v1: ['SYSPREVIOUS'], v2: ['SYSCURRENT', 'mine'] }],
    [{ version_stages: ['SYSPENDING'] }, { v1: ['SYSCURRENT'], v2: ['SYSPENDING'] }],
  ])('moves the stages of %j', async (body, expected) => {
    const environment = await withSecret();
    await put(environment, body);
    expect(await stages(environment)).toEqual(expected);
  });

  it('floors expire_time to whole seconds', async () => {
    const environment = await withSecret();
    expect((await put(environment, { expire_time: 1_767_323_046_789 })).json.version_metadata.expire_time).toBe(
      1_767_323_046_000,
    );
    expect((await put(environment, { expire_time: 9_999_999_999_999 })).json.version_metadata.expire_time).toBe(
      9_999_999_999_000,
    );
    expect((await put(environment, { expire_time: 0 })).json.version_metadata.expire_time).toBe(0);
  });

  it.each<readonly [string, object, readonly unknown[]]>([
    ['no value', { secret_string: undefined }, PARAMETER],
    ['two values', { secret_binary: 'x' }, PARAMETER],
    ['a long value', { secret_string: 'x'.repeat(32_769) }, PARAMETER],
    ['a negative expire_time', { expire_time: -1 }, PARAMETER],
    ['a late expire_time', { expire_time: 10_000_000_000_000 }, PARAMETER],
    ['half a millisecond', { expire_time: 0.5 }, PARAMETER],
    ['an expire_time in text', { expire_time: '1' }, BODY],
    ['an empty stage', { version_stages: [''] }, PARAMETER],
    ['a long stage', { version_stages: ['s'.repeat(65)] }, PARAMETER],
    ['stages that are no list', { version_stages: 'mine' }, BODY],
  ])('rejects %s', async (_what, body, expected) => {
    expect(problem(await put(await withSecret(), body))).toEqual(expected);
  });

  it('keeps 20 versions: the oldest without a stage goes', async () => {
    const environment = await withSecret();
    for (let count = 2; count <= 20; count += 1) await put(environment);
    expect(Object.keys(await stages(environment))).toHaveLength(20);
    expect((await put(environment)).json.version_metadata.id).toBe('v21');
    expect(Object.keys(await stages(environment))).toEqual(Array.from({ length: 20 }, (_, at) => `v${at + 2}`));
    expect(problem(await environment.call('GET', `${DEMO}/versions/v1`))).toEqual(MISSING);
  });

  it('allows 12 stages and not a 13th', async () => {
    const environment = await withSecret();
    expect((await put(environment, { version_stages: twelve.slice(0, 11) })).status).toBe(200);
    const full = await put(environment, { version_stages: ['more'] });
    expect([problem(full), full.json.error_msg]).toEqual([
      [400, 'CSMS.0203'],
      'The number of stage has reached the upper limit.',
    ]);
    expect((await put(environment, { version_stages: twelve.slice(0, 11) })).status).toBe(200);
    expect((await put(environment, { version_stages: twelve })).json.error_code).toBe('CSMS.0203');
  });

  it('tells a list of 13 stages from a secret with 13', async () => {
    const environment = await withSecret();
    const list = { version_stages: [...twelve, 'more'] };
    const answer = await put(environment, list);
    expect([problem(answer), answer.json.error_msg]).toEqual([
      [400, 'CSMS.0204'],
      'number of stages is greater than the quota limit',
    ]);
    expect(
      problem(await environment.call('POST', `${SECRETS}/nope/versions`, { secret_string: 'v', ...list })),
    ).toEqual(NO_SECRET);
    await environment.services.edit('demo', { state: 'disabled' });
    expect(problem(await put(environment, list))).toEqual(NOT_ENABLED);
  });

  it('needs a secret that exists, is enabled and has a usable key', async () => {
    const environment = await withSecret();
    const key = await environment.services.keys.findDefault('default');
    expect(problem(await environment.call('POST', `${SECRETS}/nope/versions`, { secret_string: 'v' }))).toEqual(
      NO_SECRET,
    );
    await environment.services.edit('demo', { keyId: key?.id ?? '' });
    await environment.services.editKey(key?.id ?? '', { state: 'disabled' });
    expect(problem(await put(environment))).toEqual([400, 'CSMS.0401']);
    expect(problem(await environment.call('GET', `${DEMO}/versions/v1`))).toEqual([400, 'CSMS.0401']);
    await environment.services.edit('demo', { state: 'frozen' });
    expect(problem(await put(environment))).toEqual(NOT_ENABLED);
    expect(problem(await environment.call('GET', `${DEMO}/versions/v1`))).toEqual(NOT_ENABLED);
  });
});

describe('ShowSecretVersion', () => {
  it('answers with the very string, in its own place', async () => {
    const environment = await withSecret();
    const text = await environment.call('GET', `${DEMO}/versions/v1`);
    expect(text.json.version).toEqual({
      version_metadata: {
        id: 'v1',
        create_time: START,
        expire_time: null,
        kms_key_id: expect.any(String),
        secret_name: 'demo',
        version_stages: ['SYSCURRENT'],
      },
      secret_string: 'one',
    });
    await put(environment, { secret_string: undefined, secret_binary: '1010?' });
    const binary = await environment.call('GET', `${DEMO}/versions/v2`);
    expect([binary.json.version.secret_binary, 'secret_string' in binary.json.version]).toEqual(['1010?', false]);
  });

  it('has the newest version for the latest, or the current one when told so', async () => {
    for (const [latest, expected] of [
      ['newest', 'v2'],
      ['current', 'v1'],
    ] as const) {
      const environment = await withSecret({ settings: { latest } });
      await put(environment, { version_stages: ['mine'] });
      for (const path of ['latest', '']) {
        expect((await environment.call('GET', `${DEMO}/versions/${path}`)).json.version.version_metadata.id).toBe(
          expected,
        );
      }
    }
  });

  it('lists, not shows, where a query follows the slash', async () => {
    const environment = await withSecret();
    expect((await environment.call('GET', `${DEMO}/versions/?limit=5`)).json.version_metadatas).toHaveLength(1);
  });

  it('tells a version that is missing from one that is misnamed and one that another door named', async () => {
    const environment = await withSecret();
    const missing = await environment.call('GET', `${DEMO}/versions/v2`);
    expect([problem(missing), missing.json.error_msg]).toEqual([MISSING, 'The resource does not exist.']);
    expect(problem(await environment.call('GET', `${DEMO}/versions/-v2`))).toEqual(PARAMETER);
    expect(problem(await environment.call('GET', `${SECRETS}/nope/versions/latest`))).toEqual(NO_SECRET);
  });
});

describe('ListSecretVersions', () => {
  it('pages by exclusive marker in the order of versions', async () => {
    const environment = await withSecret();
    for (let count = 2; count <= 5; count += 1) await put(environment);
    const page = async (query: string) => {
      const { json } = await environment.call('GET', `${DEMO}/versions?${query}`);
      return [json.version_metadatas.map(({ id }) => id), json.page_info];
    };
    expect(await page('limit=2')).toEqual([
      ['v1', 'v2'],
      { next_marker: 'v2', previous_marker: 'v1', current_count: 2 },
    ]);
    expect(await page('limit=2&marker=v2')).toEqual([
      ['v3', 'v4'],
      { next_marker: 'v4', previous_marker: 'v3', current_count: 2 },
    ]);
    expect(await page('limit=2&marker=v4')).toEqual([
      ['v5'],
      { next_marker: null, previous_marker: 'v5', current_count: 1 },
    ]);
    expect(await page('marker=v99')).toEqual([[], { next_marker: null, previous_marker: null, current_count: 0 }]);
    expect(await page('marker=latest')).toEqual([[], { next_marker: null, previous_marker: null, current_count: 0 }]);
    expect(problem(await environment.call('GET', `${DEMO}/versions?marker=other`))).toEqual(PARAMETER);
    expect(problem(await environment.call('GET', `${SECRETS}/nope/versions`))).toEqual(NO_SECRET);
  });

  it('takes for a marker the version id of another door', async () => {
    const environment = await withSecret();
    await put(environment);
    const secret = await environment.services.secrets.findByName('default', 'demo');
    const [first, second] = secret?.versions ?? [];
    if (first === undefined || second === undefined) throw new Error('no versions');
    await environment.services.edit('demo', { versions: [{ ...first, id: 'Made Elsewhere' }, second] });
    const { json } = await environment.call('GET', `${DEMO}/versions?limit=1`);
    expect(json.page_info.next_marker).toBe('Made Elsewhere');
    const next = await environment.call('GET', `${DEMO}/versions?marker=${encodeURIComponent('Made Elsewhere')}`);
    expect(next.json.version_metadatas).toMatchObject([{ id: 'v2' }]);
  });
});

describe('stages', () => {
  it('are shown, made, moved and taken away', async () => {
    const environment = await withSecret();
    await put(environment);
    environment.services.advance(5_000);
    const made = await environment.call('PUT', `${DEMO}/stages/mine`, { version_id: 'v1' });
    expect(made.json).toEqual({
      stage: { name: 'mine', update_time: START + 5_000, secret_name: 'demo', version_id: 'v1' },
    });
    const moved = await environment.call('PUT', `${DEMO}/stages/mine`, { version_id: 'v2' });
    expect(moved.json.stage.version_id).toBe('v2');
    expect((await environment.call('GET', `${DEMO}/stages/mine`)).json).toEqual(moved.json);
    const gone = await environment.call('DELETE', `${DEMO}/stages/mine`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(problem(await environment.call('GET', `${DEMO}/stages/mine`))).toEqual(MISSING);
    expect(problem(await environment.call('DELETE', `${DEMO}/stages/mine`))).toEqual(MISSING);
  });

  it('leave SYSPREVIOUS alone when SYSCURRENT is moved by hand', async () => {
    const environment = await withSecret();
    await put(environment);
    await put(environment);
    await environment.call('PUT', `${DEMO}/stages/SYSCURRENT`, { version_id: 'v1' });
    expect(await stages(environment)).toEqual({ v1: ['SYSCURRENT'], v2: ['SYSPREVIOUS'], v3: [] });
  });

  it.each(['SYSCURRENT', 'SYSPREVIOUS'])('of the system (%s) are not taken away', async (name) => {
    const answer = await (await withSecret()).call('DELETE', `${DEMO}/stages/${name}`);
    expect([problem(answer), answer.json.error_msg]).toEqual([
      [400, 'CSMS.0105'],
      'Can not delete the system internal stage.',
    ]);
  });

  it('are looked for after the secret, and misnamed when nothing is found', async () => {
    const environment = await withSecret();
    expect(problem(await environment.call('GET', `${SECRETS}/nope/stages/SYSCURRENT`))).toEqual(NO_SECRET);
    expect(problem(await environment.call('DELETE', `${SECRETS}/nope/stages/SYSCURRENT`))).toEqual(NO_SECRET);
    expect(problem(await environment.call('GET', `${DEMO}/stages/SYSPREVIOUS`))).toEqual(MISSING);
    expect(problem(await environment.call('GET', `${DEMO}/stages/a.b`))).toEqual(PARAMETER);
    expect(problem(await environment.call('PUT', `${DEMO}/stages/a.b`, { version_id: 'v1' }))).toEqual(PARAMETER);
  });

  it('go to versions that exist', async () => {
    const environment = await withSecret();
    expect(problem(await environment.call('PUT', `${DEMO}/stages/mine`, { version_id: 'v9' }))).toEqual(MISSING);
    expect(problem(await environment.call('PUT', `${DEMO}/stages/mine`, { version_id: 'nine' }))).toEqual(PARAMETER);
    expect(problem(await environment.call('PUT', `${DEMO}/stages/mine`, {}))).toEqual(PARAMETER);
    expect(problem(await environment.call('PUT', `${DEMO}/stages/mine`))).toEqual(BODY);
    expect(problem(await environment.call('PUT', `${SECRETS}/nope/stages/mine`, { version_id: 'v1' }))).toEqual(
      NO_SECRET,
    );
  });

  it('are at most 12, SYSCURRENT counted', async () => {
    const environment = await withSecret();
    for (const name of twelve.slice(0, 11))
      expect((await environment.call('PUT', `${DEMO}/stages/${name}`, { version_id: 'v1' })).status).toBe(200);
    expect(problem(await environment.call('PUT', `${DEMO}/stages/more`, { version_id: 'v1' }))).toEqual([
      400,
      'CSMS.0203',
    ]);
  });
});
