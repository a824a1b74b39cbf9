import { describe, expect, it } from '@jest/globals';

import { namesOf } from './actions.ts';
import { readGrants, type StoredGrant } from './given-grants.ts';
import { nearestTo } from './nearest.ts';

const SCOPE = { project: 'p1', enterpriseProject: '0', takesEnterpriseProjects: true };

/** What is nearest to allowing the version of a secret to be read. */
function nearest(
  ...grants: readonly { readonly statement: object; readonly version?: string; readonly on?: object }[]
) {
  const stored = grants.map(({ statement, version = '5.0', on }, index) => ({
    policy: { name: `policy ${index}`, document: { Version: version, Statement: [{ Effect: 'Allow', ...statement }] } },
    ...on,
  })) as readonly StoredGrant[];
  const question = {
    actions: namesOf('csms:secret:getVersion'),
    resource: 'csms:cn-north-4:d1:secretName:billing',
    scope: SCOPE,
  };
  return nearestTo(readGrants(stored as never), question, (key) => (key === 'g:UserName' ? 'ci' : undefined));
}

describe('the statement that came closest', () => {
  it('has the action, by either of its names, on another secret', () => {
    const other = { statement: { Action: ['csms:secret:create'], Resource: ['csms:*:*:secretName:billing'] } };
    const alias = { Action: ['csms:secretVersion:get'], Resource: ['CSMS:*:*:secretName:orders'] };
    expect(nearest(other, { statement: alias, version: '1.1' })).toEqual({
      ...{ source: 'identity', policy: 'policy 1', statement: 1 },
      mismatches: [{ element: 'Resource', written: 'CSMS:*:*:secretName:orders' }],
    });
  });

  it('is granted for another project', () => {
    const statement = { Action: ['csms:secret:*', 'csms:secretVersion:*'] };
    expect(nearest({ statement, version: '1.1', on: { project: 'p2' } })?.mismatches).toEqual([
      { element: 'scope', written: 'project p2' },
    ]);
    expect(nearest({ statement, version: '1.1', on: { enterprise_project: 'e' } })?.mismatches).toEqual([
      { element: 'scope', written: 'enterprise_project e' },
    ]);
  });

  it('has a condition that does not hold', () => {
    const condition = { StringEquals: { 'g:UserName': ['somebody'] }, Null: { 'g:MFAPresent': ['false'] } };
    expect(nearest({ statement: { Action: ['*'], Resource: ['*'], Condition: condition } })?.mismatches).toEqual([
      { element: 'Condition', written: 'StringEquals g:UserName somebody' },
      { element: 'Condition', written: 'Null g:MFAPresent false' },
    ]);
  });

  it('is none where all are about something else', () => {
    expect(nearest({ statement: { Action: ['kms:cmk:get'], Resource: ['kms:*:*:KeyId:*'] } })).toBeNull();
    expect(nearest()).toBeNull();
  });
});
