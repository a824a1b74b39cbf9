import { describe, expect, it } from '@jest/globals';

import { type Answer, nestedProblem, problem, SECRETS } from './environment.ts';
import { KMS, withUser } from './permissions-of-users.ts';

const OF = `${SECRETS}/none`;
const KEY = { key_id: '0d0466b0-e727-4d9c-b35d-f84bb474a37f' };
const BODY_UNREAD = 'no JSON';

type Row = readonly [operation: string, method: string, path: string, body?: object];

/** What is asked of a secret that is not there, by a body that can be read where there is one. */
const OF_SECRETS: readonly Row[] = [
  ['ShowSecret', 'GET', OF],
  ['UpdateSecret', 'PUT', OF, { description: 'd' }],
  ['DeleteSecret', 'DELETE', OF],
  ['ListSecretVersions', 'GET', `${OF}/versions`],
  ['ShowSecretVersion', 'GET', `${OF}/versions/latest`],
  ['CreateSecretVersion', 'POST', `${OF}/versions`, { secret_string: 's' }],
  ['UpdateVersion', 'PUT', `${OF}/versions/v1`, { expire_time: 1_900_000_000_000 }],
  ['ShowSecretStage', 'GET', `${OF}/stages/mine`],
  ['UpdateSecretStage', 'PUT', `${OF}/stages/mine`, { version_id: 'v1' }],
  ['DeleteSecretStage', 'DELETE', `${OF}/stages/mine`],
  ['DeleteSecretForSchedule', 'POST', `${OF}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 7 }],
  ['RestoreSecret', 'POST', `${OF}/scheduled-deleted-tasks/cancel`],
  ['RotateSecret', 'POST', `${OF}/rotate`],
  ['DownloadSecretBlob', 'POST', `${OF}/backup`],
];

/** What is asked of a key that is not there. */
const OF_KEYS: readonly Row[] = [
  ['ListKeyDetail', 'POST', `${KMS}/describe-key`, KEY],
  ['EnableKey', 'POST', `${KMS}/enable-key`, KEY],
  ['DisableKey', 'POST', `${KMS}/disable-key`, KEY],
  ['DeleteKey', 'POST', `${KMS}/schedule-key-deletion`, { ...KEY, pending_days: '7' }],
  ['CancelKeyDeletion', 'POST', `${KMS}/cancel-key-deletion`, KEY],
  ['UpdateKeyAlias', 'POST', `${KMS}/update-key-alias`, { ...KEY, key_alias: 'a' }],
  ['UpdateKeyDescription', 'POST', `${KMS}/update-key-description`, { ...KEY, key_description: 'd' }],
  ['EncryptData', 'POST', `${KMS}/encrypt-data`, { ...KEY, plain_text: 'p' }],
  ['CreateDatakey', 'POST', `${KMS}/create-datakey`, { ...KEY, datakey_length: '512' }],
  [
    'CreateDatakeyWithoutPlaintext',
    'POST',
    `${KMS}/create-datakey-without-plaintext`,
    { ...KEY, datakey_length: '512' },
  ],
  ['EnableKeyRotation', 'POST', `${KMS}/enable-key-rotation`, KEY],
  ['DisableKeyRotation', 'POST', `${KMS}/disable-key-rotation`, KEY],
  ['ShowKeyRotationStatus', 'POST', `${KMS}/get-key-rotation-status`, KEY],
  ['UpdateKeyRotationInterval', 'POST', `${KMS}/update-key-rotation-interval`, { ...KEY, rotation_interval: 30 }],
  ['ShowPublicKey', 'POST', `${KMS}/get-publickey`, KEY],
  ['ListGrants', 'POST', `${KMS}/list-grants`, KEY],
];

/** A row without a body would leave an argument over, which a test takes for what it is to call at its end. */
const withBody = ([operation, method, path, body]: Row) => [operation, method, path, body] as const;

/** Status and code, wherever the operation has its code. */
function rejection(answer: Answer): readonly unknown[] {
  return 'error' in answer.json ? nestedProblem(answer) : problem(answer);
}

describe('what is asked of a secret', () => {
  it.each(OF_SECRETS.map(withBody))(
    'checks the permission before whether it exists: %s',
    async (_operation, method, path, body) => {
      const { environment, ask } = await withUser([]);
      expect(rejection(await environment.call(method, path, body))).toEqual([404, 'CSMS.0106']);
      expect(rejection(await ask(method, path, body))).toEqual([403, 'CSMS.0302']);
    },
  );

  it.each(OF_SECRETS.filter(([, , , body]) => body !== undefined))(
    'checks the permission before the body, and that before whether it exists: %s',
    async (_operation, method, path) => {
      const { environment, ask } = await withUser([]);
      expect(rejection(await ask(method, path, BODY_UNREAD))).toEqual([403, 'CSMS.0302']);
      expect(rejection(await environment.call(method, path, BODY_UNREAD))).toEqual([400, 'CSMS.0004']);
    },
  );
});

describe('what is asked of a key', () => {
  it.each(OF_KEYS.map(withBody))(
    'checks the permission before whether it exists: %s',
    async (_operation, method, path, body) => {
      const { environment, ask } = await withUser([]);
      expect(nestedProblem(await environment.call(method, path, body))).toEqual([404, 'KMS.0207']);
      expect(nestedProblem(await ask(method, path, body))).toEqual([403, 'KMS.0307']);
    },
  );

  it.each(OF_KEYS)('checks its body before the permission: %s', async (_operation, method, path) => {
    const { ask } = await withUser([]);
    expect(nestedProblem(await ask(method, path, {}))).toMatchObject([400, expect.stringMatching(/^KMS\./)]);
  });
});
