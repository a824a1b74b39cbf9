import { catalogue } from '@dragoman/messages';

/** What is wrong with a policy document: each follows the place in it. */
export const POLICY_ERRORS = catalogue({
  besideAction: { en: 'must not stand beside Action', zh: '不能与 Action 并用' },
  actionForm: { en: 'must be service:type:operation', zh: '须为 service:type:operation' },
  noConditionOperator: { en: 'is no operator of conditions', zh: '不是条件运算符' },
  aNumber: { en: 'a number', zh: '数字' },
  aTime: { en: 'a time as ISO 8601 has it', zh: 'ISO 8601 形式的时间' },
  anAddress: { en: 'an IP address, or a network as 10.0.0.0/8', zh: 'IP 地址，或 10.0.0.0/8 形式的网段' },
  aTruth: { en: 'true or false', zh: 'true 或 false' },
  operand: { en: 'must be {what}', zh: '须为 {what}' },
  trueOrFalse: { en: 'must be true or false', zh: '须为 true 或 false' },
  stringOrList: { en: 'must be a string or a list of strings', zh: '须为字符串或字符串列表' },
  listOfStrings: { en: 'must be a list of strings', zh: '须为字符串列表' },
  stringNotEmpty: { en: 'must be a string that is not empty', zh: '须为非空字符串' },
  anObject: { en: 'must be an object', zh: '须为对象' },
  noField: { en: 'is no field here: {known} are', zh: '不是此处的字段：可用的有 {known}' },
  noScope: {
    en: 'has a scope, which an identity policy has not: leave it out',
    zh: '有作用范围，而身份策略没有作用范围：请去掉',
  },
  noSystemPolicy: { en: 'is no system policy: {name}', zh: '不是系统策略：{name}' },
  besideProject: { en: 'must not stand beside project', zh: '不能与 project 并用' },
  policyLength: { en: 'must have at most {limit} characters', zh: '最多 {limit} 个字符' },
  listOfStatements: { en: 'must be a list of statements', zh: '须为语句列表' },
  policyVersionOf: {
    en: 'must be 1.1 of a policy, 1.0 of a role or 5.0 of an identity policy',
    zh: '须为策略的 1.1、角色的 1.0 或身份策略的 5.0',
  },
  allowOrDeny: { en: 'must be Allow or Deny', zh: '须为 Allow 或 Deny' },
  aString: { en: 'must be a string', zh: '须为字符串' },
  resourceForm: {
    en: 'must be service:region:domain:type:path, or *',
    zh: '须为 service:region:domain:type:path 或 *',
  },
});
