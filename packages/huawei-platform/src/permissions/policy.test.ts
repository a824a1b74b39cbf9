import { PolicyDocumentError } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { MAX_POLICY_CHARACTERS, readPolicy } from './policy.ts';

const one = (statement: object, version = '1.1') => ({ Version: version, Statement: [statement] });
const allow = { Effect: 'Allow', Action: ['csms:secret:get'] };

function problemOf(document: unknown): string {
  try {
    readPolicy(document);
    return 'none';
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    return `${error.path.join('.')}: ${error.message}`;
  }
}

describe('a policy', () => {
  it.each([
    one(allow),
    one({ Effect: 'Deny', Action: ['*:*:*'] }, '1.0'),
    { ...one(allow, '1.0'), Depends: [{ catalog: 'BASE', display_name: 'Server Administrator' }] },
    one({ ...allow, Resource: ['CSMS:*:*:secretName:a:b', '*'] }),
    one({ Effect: 'Allow', Action: ['iam:agencies:assume'], Resource: { uri: ['/iam/agencies/1'] } }),
    one({ Sid: 'a', Effect: 'Allow', NotAction: 'csms:*', Resource: '*' }, '5.0'),
    one({ ...allow, Condition: { 'ForAnyValue:StringEqualsIfExists': { 'g:TagKeys': ['a'] }, Null: { a: ['true'] } } }),
  ])('is read: %j', (document) => {
    expect(problemOf(document)).toBe('none');
  });

  it.each([
    [[], ': must be an object'],
    [{ Statement: [allow] }, 'Version: must be 1.1 of a policy, 1.0 of a role or 5.0 of an identity policy'],
    [one(allow, '1'), 'Version: must be 1.1 of a policy, 1.0 of a role or 5.0 of an identity policy'],
    [{ Version: '1.1', Statement: [] }, 'Statement: must be a list of statements'],
    [{ ...one(allow), Depends: [] }, 'Depends: is no field here: Version, Statement are'],
    [one({ ...allow, Effect: 'allow' }), 'Statement.0.Effect: must be Allow or Deny'],
    [one({ ...allow, Action: [] }), 'Statement.0.Action: must be a list of strings'],
    [one({ ...allow, Action: ['csms:secret:get', 1] }), 'Statement.0.Action.1: must be a string that is not empty'],
    [one({ ...allow, Action: ['csms:*'] }), 'Statement.0.Action.0: must be service:type:operation'],
    [one({ Effect: 'Allow', Action: ['secret'] }, '5.0'), 'Statement.0.Action.0: must be service:type:operation'],
    [
      one({ Effect: 'Allow', NotAction: ['csms:secret:get'] }),
      'Statement.0.NotAction: is no field here: Effect, Action, Resource, Condition are',
    ],
    [one({ ...allow, NotAction: ['a:b:c'] }, '5.0'), 'Statement.0.NotAction: must not stand beside Action'],
    [
      one({ ...allow, Principal: '*' }, '5.0'),
      'Statement.0.Principal: is no field here: Sid, Effect, Action, NotAction, Resource, Condition are',
    ],
    [
      one({ ...allow, Resource: ['*'] }, '1.0'),
      'Statement.0.Resource: is no field here: Effect, Action, Condition are',
    ],
    [
      one({ ...allow, Resource: ['secretName:db'] }),
      'Statement.0.Resource.0: must be service:region:domain:type:path, or *',
    ],
    [
      one({ ...allow, Condition: { StringLike: { 'g:UserName': ['a'] } } }),
      'Statement.0.Condition.StringLike: is no operator of conditions',
    ],
    [
      one({ ...allow, Condition: { NullIfExists: { 'g:UserName': ['true'] } } }),
      'Statement.0.Condition.NullIfExists: is no operator of conditions',
    ],
    [
      one({ ...allow, Condition: { DateLessThan: { 'g:CurrentTime': ['soon'] } } }),
      'Statement.0.Condition.DateLessThan.g:CurrentTime.0: must be a time as ISO 8601 has it',
    ],
    [
      one({ ...allow, Condition: { IpAddress: { 'g:SourceIp': '10.0.0.0/40' } } }),
      'Statement.0.Condition.IpAddress.g:SourceIp.0: must be an IP address, or a network as 10.0.0.0/8',
    ],
    [
      one({ ...allow, Resource: [`csms:*:*:secretName:${'a'.repeat(MAX_POLICY_CHARACTERS)}`] }),
      ': must have at most 6144 characters',
    ],
  ])('is rejected: %j', (document, problem) => {
    expect(problemOf(document)).toBe(problem);
  });
});
