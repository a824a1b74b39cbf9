import { describe, expect, it } from '@jest/globals';

import { PROJECT, SECRETS, nestedProblem } from './environment.ts';
import { KMS, USER, type Grant, policy, withUser, make, makeKey } from './permissions-of-users.ts';

describe('a grant of a key', () => {
  async function granted(operations: readonly string[], grants: readonly Grant[] = [], grantee = USER, type = 'user') {
    const { environment, ask } = await withUser(grants);
    const key = await makeKey(environment);
    const { json } = await environment.call('POST', `${KMS}/create-grant`, {
      key_id: key,
      grantee_principal: grantee,
      grantee_principal_type: type,
      operations,
    });
    const { grant_id: grantId } = json as unknown as { readonly grant_id: string };
    return { environment, ask, key, grantId };
  }

  const encrypt = (key: string) => ['POST', `${KMS}/encrypt-data`, { key_id: key, plain_text: 'x' }] as const;

  it('stands for a policy, to a user or to a domain, for its operations alone', async () => {
    const { ask, key } = await granted(['encrypt-data', 'describe-key']);
    expect((await ask(...encrypt(key))).status).toBe(200);
    expect((await ask('POST', `${KMS}/describe-key`, { key_id: key })).status).toBe(200);
    expect(nestedProblem(await ask('POST', `${KMS}/create-datakey`, { key_id: key, datakey_length: '512' }))).toEqual([
      403,
      'KMS.0306',
    ]);
    expect(nestedProblem(await ask('POST', `${KMS}/list-keys`, {}))).toEqual([403, 'KMS.0307']);
    const toDomain = await granted(['encrypt-data'], [], 'd7a60a000000000000000000000000d0', 'domain');
    expect((await toDomain.ask(...encrypt(toDomain.key))).status).toBe(200);
  });

  it('is outweighed by a Deny, and none of anybody else’s', async () => {
    const denied = await granted(['encrypt-data'], [policy('Deny', ['kms:cmk:crypto'])]);
    expect(nestedProblem(await denied.ask(...encrypt(denied.key)))).toEqual([403, 'KMS.0307']);
    const others = await granted(['encrypt-data'], [], 'c'.repeat(32));
    expect(nestedProblem(await others.ask(...encrypt(others.key)))).toEqual([403, 'KMS.0307']);
  });

  it('ends when it is revoked or retired', async () => {
    const revoked = await granted(['encrypt-data']);
    const grant = { key_id: revoked.key, grant_id: revoked.grantId };
    expect(nestedProblem(await revoked.ask('POST', `${KMS}/revoke-grant`, grant))).toEqual([403, 'KMS.0307']);
    await revoked.environment.call('POST', `${KMS}/revoke-grant`, grant);
    expect(nestedProblem(await revoked.ask(...encrypt(revoked.key)))).toEqual([403, 'KMS.0307']);
    const retired = await granted(['encrypt-data', 'retire-grant']);
    const own = { key_id: retired.key, grant_id: retired.grantId };
    expect((await retired.ask('POST', `${KMS}/retire-grant`, own)).status).toBe(200);
    expect(nestedProblem(await retired.ask(...encrypt(retired.key)))).toEqual([403, 'KMS.0307']);
    const kept = await granted(['encrypt-data']);
    const other = { key_id: kept.key, grant_id: kept.grantId };
    expect(nestedProblem(await kept.ask('POST', `${KMS}/retire-grant`, other))).toEqual([403, 'KMS.0306']);
  });

  it('opens what a secret under the key has', async () => {
    const { environment, ask, key } = await granted(['decrypt-datakey'], [policy('Allow', ['csms:secretVersion:get'])]);
    await make(environment, 'under-key', { kms_key_id: key });
    expect((await ask('GET', `${SECRETS}/under-key/versions/latest`)).status).toBe(200);
  });
});

describe('a grant of a secret', () => {
  it.each([
    [false, 403],
    [true, 200],
  ])('opens it to its grantee with csms_grants %s: %i', async (csmsGrants, status) => {
    const { environment, ask } = await withUser([], { csmsGrants });
    const secret = await make(environment, 'granted');
    await environment.call('POST', `/v1/${PROJECT}/csms/grants`, {
      resource_id: secret,
      type: 'SECRET',
      grantee_type: '0',
      grantee_target_id: USER,
    });
    expect((await ask('GET', `${SECRETS}/granted/versions/latest`)).status).toBe(status);
    expect((await ask('DELETE', `${SECRETS}/granted`)).status).toBe(403);
  });
});
