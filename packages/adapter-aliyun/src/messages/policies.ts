import { catalogue } from '@dragoman/messages';

/** What is wrong with a policy document: each follows the place in it. */
export const POLICY_ERRORS = catalogue({
  policyShape: {
    en: 'is no policy: give an object with Version and Statement',
    zh: '不是策略：请给出含 Version 和 Statement 的对象',
  },
  policyField: { en: 'is not known: a policy has Version and Statement', zh: '未知：策略有 Version 和 Statement' },
  policyVersion: {
    en: 'is no version that RAM knows: give "1", in quotes',
    zh: '不是 RAM 支持的版本：请给出带引号的 "1"',
  },
  statementList: { en: 'is no list of statements: give one that is not empty', zh: '不是语句列表：请给出非空的列表' },
  statementShape: {
    en: 'is no statement: give an object with Effect and Action',
    zh: '不是语句：请给出含 Effect 和 Action 的对象',
  },
  sidForm: { en: 'is no text of at most {limit} characters', zh: '不是最多 {limit} 个字符的文本' },
  effect: { en: 'is neither of Allow and Deny: RAM writes them so', zh: '既不是 Allow 也不是 Deny：RAM 须如此书写' },
  noNotResource: {
    en: 'is not in RAM’s policy language: name the resources in Resource',
    zh: '不在 RAM 的策略语法中：请在 Resource 中指明资源',
  },
  principalAlone: {
    en: 'stands in the policies of roles, secrets and keys alone: leave it out',
    zh: '只用于角色、凭据和密钥的策略：请去掉',
  },
  statementField: { en: 'is not known: a statement has {known}', zh: '未知：语句有 {known}' },
  actionNeeded: {
    en: 'is needed, or NotAction in its place, and not both',
    zh: '缺失：须有它或 NotAction，且不能并用',
  },
  noKmsAction: { en: 'has what is no action of kms', zh: '含有不属于 kms 的操作' },
  noAction: {
    en: 'has what is no action, such as kms:GetSecretValue',
    zh: '含有不是操作的内容，操作例如 kms:GetSecretValue',
  },
  resourceNeeded: { en: 'is needed: give an ARN, a list of them, or *', zh: '缺失：请给出 ARN、ARN 列表或 *' },
  resourceStar: { en: 'is * in the policy of a secret or key', zh: '在凭据或密钥的策略中须为 *' },
  noArn: {
    en: 'has what is no ARN: acs:<service>:<region>:<account>:<resource>, any part of it *',
    zh: '含有不是 ARN 的内容：acs:<service>:<region>:<account>:<resource>，任一部分可为 *',
  },
  principalNeeded: {
    en: 'is needed: an object such as {"RAM": ["acs:ram::<account>:user/<name>"]}',
    zh: '缺失：须为对象，例如 {"RAM": ["acs:ram::<account>:user/<name>"]}',
  },
  principalField: { en: 'is not known: give {keys}', zh: '未知：请给出 {keys}' },
  noPrincipal: {
    en: 'has what names no account, user, role, service or provider',
    zh: '含有既不是账号、用户、角色，也不是服务或身份提供商的内容',
  },
  noOperators: { en: 'is no object of operators', zh: '不是由运算符组成的对象' },
  noOperator: { en: 'is no operator of RAM’s: it has {known}', zh: '不是 RAM 的运算符：RAM 有 {known}' },
  noConditionKeys: { en: 'is no object of condition keys', zh: '不是由条件键组成的对象' },
  notComparable: { en: 'has a value that {name} cannot compare', zh: '含有 {name} 无法比较的值' },
  noTexts: { en: 'is no text and no list of texts', zh: '不是文本，也不是文本列表' },
  noValues: { en: 'is no value and no list of values', zh: '不是值，也不是值的列表' },
  noJsonPolicy: { en: 'is not JSON', zh: '不是 JSON' },
});
