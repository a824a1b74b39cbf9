import { beforeAll, describe, expect, it } from '@jest/globals';

import { type Environment, newEnvironment, type Params } from './environment.ts';
import { type Caller, callerWith } from './permissions-environment.ts';

const SECRET = { SecretName: 'none' };
const KEY = { KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' };
const DATA = Buffer.from('data').toString('base64');

/** What is asked of something that is not there, by operation: what names it is the first parameter. */
const OF_SECRETS: readonly (readonly [operation: string, params: Params])[] = [
  ['DescribeSecret', SECRET],
  ['GetSecretValue', SECRET],
  ['PutSecretValue', { ...SECRET, VersionId: 'v', SecretData: 'd' }],
  ['UpdateSecret', { ...SECRET, Description: 'd' }],
  ['DeleteSecret', SECRET],
  ['RestoreSecret', SECRET],
  ['ListSecretVersionIds', SECRET],
  ['UpdateSecretVersionStage', { ...SECRET, VersionStage: 'mine', MoveToVersion: 'v' }],
  ['UpdateSecretRotationPolicy', { ...SECRET, EnableAutomaticRotation: 'false' }],
  ['RotateSecret', { ...SECRET, VersionId: 'v' }],
  ['GetSecretPolicy', SECRET],
];
const OF_KEYS: readonly (readonly [operation: string, params: Params])[] = [
  ['DescribeKey', KEY],
  ['EnableKey', KEY],
  ['DisableKey', KEY],
  ['ScheduleKeyDeletion', { ...KEY, PendingWindowInDays: '7' }],
  ['CancelKeyDeletion', KEY],
  ['UpdateKeyDescription', { ...KEY, Description: 'd' }],
  ['UpdateRotationPolicy', { ...KEY, EnableAutomaticRotation: 'false' }],
  ['CreateKeyVersion', KEY],
  ['ListKeyVersions', KEY],
  ['DescribeKeyVersion', { ...KEY, KeyVersionId: 'v' }],
  ['ListAliasesByKeyId', KEY],
  ['ListResourceTags', KEY],
  ['Encrypt', { ...KEY, Plaintext: DATA }],
  ['GenerateDataKey', KEY],
  ['GenerateDataKeyWithoutPlaintext', KEY],
  ['GetPublicKey', { ...KEY, KeyVersionId: 'v' }],
  ['GetKeyPolicy', KEY],
  ['DeleteKeyMaterial', KEY],
];

let environment: Environment;
let nobody: Caller;

beforeAll(async () => {
  environment = await newEnvironment();
  nobody = await callerWith(environment, 'nobody', { policies: [] });
});

/** Status and code. */
async function rejection(answer: ReturnType<Caller['call']>): Promise<readonly [number, string]> {
  const { status, body } = await answer;
  return [status, (JSON.parse(Buffer.from(body as Buffer).toString('utf8')) as { Code: string }).Code];
}

describe.each([
  ['secret', OF_SECRETS, 'Forbidden.ResourceNotFound'],
  ['key', OF_KEYS, 'Forbidden.KeyNotFound'],
] as const)('what is asked of a %s', (_kind, operations, missing) => {
  it.each(operations)('checks the permission before whether it exists: %s', async (operation, params) => {
    expect(await rejection(environment.v1(operation, params))).toEqual([404, missing]);
    expect(await rejection(nobody.call(operation, params))).toEqual([403, 'Forbidden.NoPermission']);
  });

  it.each(operations)('checks its parameters before the permission: %s', async (operation, params) => {
    const rest = Object.fromEntries(Object.entries(params).slice(1));
    const [status, code] = await rejection(nobody.call(operation, rest));
    expect([status, code]).toEqual([400, expect.stringMatching(/^(MissingParameter|InvalidParameter)$/)]);
  });
});
