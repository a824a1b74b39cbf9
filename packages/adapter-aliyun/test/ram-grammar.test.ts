import type { Json } from '@dragoman/core';
import { PolicyDocumentError } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { compilePolicy, type PolicyKind } from '../src/ram/policy-document.ts';

const STATEMENT = { Effect: 'Allow', Action: 'kms:GetSecretValue', Resource: '*' };
const RAM = { RAM: ['acs:ram::1:user/ci'] };

function pathOf(statement: Json, kind: PolicyKind = 'identity'): string {
  try {
    compilePolicy({ Version: '1', Statement: [statement] }, kind, 'p');
  } catch (error) {
    if (error instanceof PolicyDocumentError) return error.path.slice(2).join('.');
    throw error;
  }
  return 'taken';
}

describe('a policy document', () => {
  it.each([
    [{ ...STATEMENT, Effect: 'allow' }, 'Effect'],
    [{ ...STATEMENT, Action: undefined as unknown as Json }, 'Action'],
    [{ ...STATEMENT, NotAction: 'kms:*' }, 'Action'],
    [{ ...STATEMENT, Action: 'GetSecretValue' }, 'Action'],
    [{ ...STATEMENT, Action: [] }, 'Action'],
    [{ Effect: 'Allow', Action: '*' }, 'Resource'],
    [{ ...STATEMENT, Resource: 'secret/db' }, 'Resource'],
    [{ ...STATEMENT, NotResource: '*' }, 'NotResource'],
    [{ ...STATEMENT, Principal: RAM }, 'Principal'],
    [{ ...STATEMENT, Conditions: {} }, 'Conditions'],
    [{ ...STATEMENT, Condition: { StringEqualsIfExists: { a: 'b' } } }, 'Condition.StringEqualsIfExists'],
    [{ ...STATEMENT, Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/33' } } }, 'Condition.IpAddress.acs:SourceIp'],
    [{ ...STATEMENT, Condition: { NumericLessThan: { n: 'x' } } }, 'Condition.NumericLessThan.n'],
    [{ ...STATEMENT, Condition: { DateLessThan: { d: 'soon' } } }, 'Condition.DateLessThan.d'],
    [{ ...STATEMENT, Condition: { Bool: { b: 'yes' } } }, 'Condition.Bool.b'],
    [STATEMENT, 'taken'],
    [{ ...STATEMENT, Sid: 'one', Condition: { NumericLessThan: { n: 5 }, Bool: { b: true } } }, 'taken'],
  ])('of an identity: %j is wrong at %s', (statement, path) => {
    expect(pathOf(JSON.parse(JSON.stringify(statement)) as Json)).toBe(path);
  });

  it.each<readonly [Json, PolicyKind, string]>([
    [{ ...STATEMENT, Principal: RAM }, 'resource', 'taken'],
    [{ ...STATEMENT, Principal: RAM, Resource: 'acs:kms:*:*:secret/a' }, 'resource', 'Resource'],
    [{ ...STATEMENT, Principal: RAM, Action: 'oss:GetObject' }, 'resource', 'Action'],
    [{ ...STATEMENT, Principal: { Service: 'ecs.aliyuncs.com' } }, 'resource', 'Principal.Service'],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs.aliyuncs.com' } }, 'trust', 'taken'],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'ci' } }, 'trust', 'Principal.RAM'],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole' }, 'trust', 'Principal'],
  ])('%j as a policy of kind %s: %s', (statement, kind, path) => {
    expect(pathOf(statement, kind)).toBe(path);
  });
});
