import { catalogue } from '@dragoman/messages';

/** What would help against what is rejected before an operation is asked. */
export const REQUEST_HELP = catalogue({
  needs: { en: '{who} needs {action} on {resource}', zh: '{who} 需要对 {resource} 的 {action} 权限' },
  notServed: { en: 'the vendor has {action}, this door does not', zh: '厂商有 {action}，此入口没有' },
  unknownAction: { en: 'the API has no operation of this name', zh: '该 API 没有这个名称的操作' },
  sessionSeconds: { en: 'DurationSeconds is {least} to {longest}', zh: 'DurationSeconds 为 {least} 至 {longest}' },
  wrongPolicy: { en: '{where} {problem}', zh: '{where}{problem}' },
  authorizationForm: {
    en: 'expected Authorization: {value} Credential=…,SignedHeaders=…,Signature=…, each signed header named once',
    zh: '须为 Authorization: {value} Credential=…,SignedHeaders=…,Signature=…，每个签名的请求头只列一次',
  },
  otherBodyHash: { en: '{bodyHash} is not the hash of the body that arrived', zh: '{bodyHash} 不是所收到请求体的哈希' },
  sessionExpired: { en: 'the session has expired: assume the role again', zh: '会话已过期：请重新扮演角色' },
  signatureDiffers: {
    en: 'signature differs: check the secret key of {accessKeyId} and that nothing changed on the way',
    zh: '签名不符：检查 {accessKeyId} 的密钥，以及请求在途中是否被改动',
  },
  clientKeyDiffers: {
    en: 'signature differs: check the private half of {id} and that nothing changed on the way',
    zh: '签名不符：检查 {id} 的私钥，以及请求在途中是否被改动',
  },
  noSession: { en: "the key is no session's: leave SecurityToken out", zh: '该密钥不属于会话：请去掉 SecurityToken' },
  sendSecurityToken: {
    en: "the key is a session's: send its SecurityToken (x-acs-security-token) too",
    zh: '该密钥属于会话：请同时发送其 SecurityToken（x-acs-security-token）',
  },
  noSecurityToken: { en: 'that is no SecurityToken', zh: '这不是 SecurityToken' },
  otherSecurityToken: {
    en: 'the SecurityToken is not the one that was given with this key',
    zh: 'SecurityToken 与该密钥不是一同发放的',
  },
  unknownBearer: { en: 'the bearer token is not known or has expired', zh: 'Bearer 令牌未知或已过期' },
  acs4: {
    en: 'ACS4 signatures are not verified here: use ACS3-HMAC-SHA256 or V1',
    zh: '此处不校验 ACS4 签名：请使用 ACS3-HMAC-SHA256 或 V1',
  },
  signRequest: {
    en: 'sign the request, e.g. with the development access key {key}',
    zh: '对请求签名，例如使用开发用访问密钥 {key}',
  },
  lenientTakesOne: {
    en: 'lenient mode takes any access key id, but takes one',
    zh: 'lenient 模式接受任何访问密钥 ID，但须给出一个',
  },
  keyIdWithBlank: {
    en: 'the access key id has a blank or line break in it: trim it',
    zh: '访问密钥 ID 中有空格或换行：请去掉',
  },
  sendBearer: {
    en: 'send the token as x-acs-bearer-token, or as BearerToken',
    zh: '以 x-acs-bearer-token 或 BearerToken 发送令牌',
  },
  unknownKey: {
    en: 'access key {accessKeyId} is not known or has expired; the development access key is {key}',
    zh: '访问密钥 {accessKeyId} 未知或已过期；开发用访问密钥为 {key}',
  },
  nonceOnce: {
    en: 'sign each request with a nonce of its own, or set doors.aliyun.check_nonce: false',
    zh: '每个请求使用各自的 nonce 签名，或设 doors.aliyun.check_nonce: false',
  },
  v1Carries: { en: 'a V1 request carries {name}', zh: 'V1 请求须带有 {name}' },
  hmacMethods: { en: 'use HMAC-SHA1 or HMAC-SHA256', zh: '使用 HMAC-SHA1 或 HMAC-SHA256' },
  signatureVersion: { en: 'use 1.0', zh: '使用 1.0' },
  addressDenied: { en: 'identity {identityName} may not use {key}', zh: '身份 {identityName} 不得使用 {key}' },
  stateTime: {
    en: 'state the time: Timestamp, or the header x-acs-date',
    zh: '请写明时间：Timestamp，或请求头 x-acs-date',
  },
  timeForm: { en: 'write the time as yyyy-MM-ddTHH:mm:ssZ', zh: '时间写作 yyyy-MM-ddTHH:mm:ssZ' },
  clockReads: {
    en: "the clock here reads {times}: set the client's clock, or doors.aliyun.check_timestamp: false",
    zh: '此处的时间为 {times}：请校准客户端时钟，或设 doors.aliyun.check_timestamp: false',
  },
  unknownProvider: {
    en: '{name} is not among doors.aliyun.oidc_providers',
    zh: '{name} 不在 doors.aliyun.oidc_providers 中',
  },
  issuer: { en: '{name} is of {issuerurl}', zh: '{name} 的签发者为 {issuerurl}' },
  noKeyOfProvider: { en: 'no key of {name} made the signature', zh: '签名不是由 {name} 的任何密钥所做' },
  audience: { en: 'a token for {name} is for {clients}', zh: '{name} 的令牌面向 {clients}' },
  newOidcToken: { en: 'get a new OIDC token', zh: '获取新的 OIDC 令牌' },
  sendJwt: {
    en: 'send the JWT as the issuer made it, with sub, iss, aud and exp',
    zh: '按签发的原样发送 JWT，含 sub、iss、aud 和 exp',
  },
  roleForm: {
    en: 'RoleArn has the form acs:ram::<account>:role/<role>',
    zh: 'RoleArn 的形式为 acs:ram::<account>:role/<role>',
  },
  unknownRole: {
    en: 'the account has no role {role} here: write it under roles',
    zh: '此处该账号没有角色 {role}：请写在 roles 中',
  },
  timeLike: {
    en: '{parameter} is a time like 2026-01-31T08:00:00Z',
    zh: '{parameter} 为时间，例如 2026-01-31T08:00:00Z',
  },
  needsInterval: { en: 'automatic rotation needs RotationInterval', zh: '自动轮转需要 RotationInterval' },
  intervalBetween: {
    en: 'RotationInterval is {shortest} to {longest}',
    zh: 'RotationInterval 为 {shortest} 至 {longest}',
  },
  noJson: { en: '{parameter} is not JSON', zh: '{parameter} 不是 JSON' },
  arrayOfObjects: {
    en: '{parameter} is not a JSON array of at most {limit} objects',
    zh: '{parameter} 不是最多 {limit} 个对象的 JSON 数组',
  },
  holdsNoObject: { en: '{parameter} holds something that is not an object', zh: '{parameter} 中有内容不是对象' },
  foreignToken: { en: 'NextToken was not given out here', zh: 'NextToken 不是此处发放的' },
  queryEncoding: { en: 'the query is not percent-encoded UTF-8', zh: '查询串不是百分号编码的 UTF-8' },
  formEncoding: { en: 'the form is not percent-encoded UTF-8', zh: '表单不是百分号编码的 UTF-8' },
  tagKeys: {
    en: 'TagKeys: 1 to {most} keys of up to {characters} characters, as a JSON array or between commas',
    zh: 'TagKeys：1 至 {most} 个键，每个最多 {characters} 个字符，以 JSON 数组给出或以逗号分隔',
  },
  tags: { en: 'Tags: {why}', zh: 'Tags：{why}' },
  pathRoot: { en: 'every operation is called at the path /', zh: '每个操作都在路径 / 调用' },
  useVersion: { en: 'use {version}', zh: '使用 {version}' },
  unknownOperation: { en: 'this door has no operation {name}', zh: '此入口没有操作 {name}' },
  useServed: { en: 'use {served}', zh: '使用 {served}' },
  unknownInstance: { en: 'the account has no instance {subject} here', zh: '此处该账号没有实例 {subject}' },
  codeAndSubject: { en: '{code}: {subject}', zh: '{code}：{subject}' },
  dropDryRun: { en: 'drop DryRun to run it', zh: '去掉 DryRun 即可执行' },
  quota: {
    en: 'the quota is {calls} calls in {windowMs} s: call less often, or set doors.aliyun.throttle: off',
    zh: '配额为 {windowMs} 秒内 {calls} 次调用：请降低调用频率，或设 doors.aliyun.throttle: off',
  },
  metadataPath: { en: 'credentials are at {credentials}{role}', zh: '凭证位于 {credentials}{role}' },
  tagForm: {
    en: 'up to 128 of A-Z a-z 0-9 / \\ _ - . + = : @; a key does not begin with aliyun or acs:',
    zh: '最多 128 个字符，可用 A-Z a-z 0-9 / \\ _ - . + = : @；键不以 aliyun 或 acs: 开头',
  },
  tagTwice: { en: 'a key is duplicate', zh: '有重复的键' },
  signatureMethods: {
    en: 'use HMAC-SHA1 or HMAC-SHA256; with a client key SHA256withRSA and SignatureType=PRIVATEKEY',
    zh: '使用 HMAC-SHA1 或 HMAC-SHA256；客户端密钥则使用 SHA256withRSA 并设 SignatureType=PRIVATEKEY',
  },
});
