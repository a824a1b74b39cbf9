import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';

import { type Environment, KEY_ID } from './environment.ts';
import { explainedIn, type ExplainedRequest, newExplainEnvironment } from './explain-environment.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await newExplainEnvironment();
});

const explainedOf = (...request: ExplainedRequest) => explainedIn(environment, ...request);

describe('an explanation of other rejections', () => {
  it('names the nearest operations', async () => {
    const { about, nearest, remedies } = await explainedOf('POST', '/?Action=GetSecretVaule&Version=2016-01-20');
    expect([about, nearest[0]?.operation, remedies[0]]).toEqual([
      'route',
      'GetSecretValue',
      'call Action=GetSecretValue',
    ]);
    expect((await explainedOf('POST', '/?Action=getsecretvalue&Version=2016-01-20')).nearest[0]?.differs).toEqual([
      'the case of the name: GetSecretValue',
    ]);
    expect((await explainedOf('POST', '/?Action=AssumeRoleWithSAML&Version=2015-04-01')).verdict).toContain(
      'not implemented here',
    );
  });

  it('tells bearer tokens apart', async () => {
    const ended = environment.services.clock.now() - 1;
    await registerIdentity(environment.services, { id: 'holder', name: 'holder', addresses: 'any', attributes: {} }, [
      { kind: 'token', lookup: 'old token', secret: null, expiresAt: ended },
    ]);
    const presented = async (token: string): Promise<string> =>
      (
        await explainedOf('POST', '/', {
          'x-acs-bearer-token': token,
          'x-acs-action': 'ListSecrets',
          'x-acs-version': '2016-01-20',
        })
      ).verdict;
    expect(await presented('old token')).toBe(
      `the bearer token of the identity holder expired at ${new Date(ended).toISOString()}`,
    );
    expect(await presented('MARKED-SECRET')).toBe('nobody here holds this bearer token');
    expect(await presented(KEY_ID)).toContain('an access key id of the identity tester');
  });
});
