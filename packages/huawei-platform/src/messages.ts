import { catalogue } from '@dragoman/messages';

/** What would help against what the operations reject. */
export const HELP = catalogue({
  noStatementAllows: { en: 'no statement allows it', zh: '没有语句允许' },
  statementDenies: { en: 'statement {statement} of {policy} denies it', zh: '{policy} 的语句 {statement} 拒绝' },
  mayNot: {
    en: '{name} may not {action} on {resource}: {denier}',
    zh: '{name} 不得对 {resource} 执行 {action}：{denier}',
  },
  signOrSendToken: {
    en: 'sign the request with {scheme}, or send X-Auth-Token',
    zh: '以 {scheme} 对请求签名，或发送 X-Auth-Token',
  },
  authorizationParts: {
    en: 'Authorization needs Access (or Credential), SignedHeaders (each name once) and Signature',
    zh: 'Authorization 需要 Access（或 Credential）、SignedHeaders（每个名称一次）和 Signature',
  },
  unverifiedScheme: {
    en: '{algorithm} is not verified here: sign with {scheme}',
    zh: '此处不校验 {algorithm}：请以 {scheme} 签名',
  },
  developmentKey: {
    en: 'use the development access key DRAGOMANDEV000000001, or auth.mode lenient for any key',
    zh: '使用开发用访问密钥 DRAGOMANDEV000000001，或设 auth.mode lenient 以接受任何密钥',
  },
  notInProject: {
    en: '{identityName} may not work in the project {projectId}',
    zh: '{identityName} 不得在项目 {projectId} 中工作',
  },
  placeholderProject: {
    en: '{mistake}: give it one, or set doors.huawei.placeholder_project: true',
    zh: '{mistake}：请给出项目，或设 doors.huawei.placeholder_project: true',
  },
  severalProjects: {
    en: '{mistake}: give it one, as {identityName} has not just one project',
    zh: '{mistake}：请给出项目，因为 {identityName} 的项目不止一个',
  },
  checkLogin: {
    en: 'check user, domain and password; the development user is dragoman of the domain dragoman',
    zh: '检查用户、域和密码；开发用户是域 dragoman 的 dragoman',
  },
  userDisabled: { en: 'the user {userName} is disabled', zh: '用户 {userName} 已停用' },
  otherTotpUser: {
    en: 'totp.user.id must be {userId}, and that user must have an MFA device',
    zh: 'totp.user.id 须为 {userId}，且该用户须有 MFA 设备',
  },
  wrongPasscode: {
    en: "the passcode is not the device's of this half minute",
    zh: '验证码不是该设备在这半分钟内的验证码',
  },
  otherTrust: {
    en: 'the agency {name} trusts {trusts}, not {asking}',
    zh: '委托 {name} 信任的是 {trusts}，不是 {asking}',
  },
  makeAgency: {
    en: "make it with CreateAgency, or state it in seeds under agencies; only those of the caller's own domain are made",
    zh: '以 CreateAgency 创建，或在预置数据的 agencies 中写明；只会创建调用者所在域的委托',
  },
  sendSecurityToken: {
    en: 'send the security token of the temporary access key in X-Security-Token',
    zh: '在 X-Security-Token 中发送临时访问密钥的安全令牌',
  },
  fetchNewKeys: {
    en: 'fetch new keys with POST /v3.0/OS-CREDENTIAL/securitytokens',
    zh: '以 POST /v3.0/OS-CREDENTIAL/securitytokens 获取新的密钥',
  },
  sendDate: {
    en: 'send X-Sdk-Date as YYYYMMDDTHHMMSSZ and list it in SignedHeaders',
    zh: '以 YYYYMMDDTHHMMSSZ 发送 X-Sdk-Date，并列入 SignedHeaders',
  },
  setClock: {
    en: "set the client's clock, or doors.huawei.clock_skew_minutes to 0",
    zh: '校准客户端时钟，或将 doors.huawei.clock_skew_minutes 设为 0',
  },
  fetchToken: {
    en: 'fetch a token with POST /v3/auth/tokens of this gateway',
    zh: '以此网关的 POST /v3/auth/tokens 获取令牌',
  },
  fetchNewToken: { en: 'fetch a new token with POST /v3/auth/tokens', zh: '以 POST /v3/auth/tokens 获取新的令牌' },
  credentialForm: {
    en: 'send Credential=<access key>/<day of X-Sdk-Date>/<region>/<service>',
    zh: '发送 Credential=<access key>/<X-Sdk-Date 的日期>/<region>/<service>',
  },
  compareCanonical: {
    en: "compare the canonical request with the client's, and check its secret key",
    zh: '将规范请求与客户端的比较，并检查密钥',
  },
  throttled: { en: 'doors.huawei.throttle is on: ask less often', zh: 'doors.huawei.throttle 已开启：请降低请求频率' },
  noBilling: {
    en: 'the billing service is not emulated: set SKIP_CHECK_WEBSITE_TYPE=true to spare Terraform the question',
    zh: '未模拟计费服务：设 SKIP_CHECK_WEBSITE_TYPE=true 可让 Terraform 不再询问',
  },
  unknown: { en: 'there is no {subject}', zh: '没有 {subject}' },
  unknownTopicNamed: { en: 'there is no topic {subject}', zh: '没有主题 {subject}' },
  enterpriseProjectLimit: {
    en: 'the domain has {limit} enterprise projects, which is the most',
    zh: '该域已有 {limit} 个企业项目，达到上限',
  },
  keepDefaultProject: { en: 'nobody deletes the default project', zh: '默认企业项目不能删除' },
  disableToDelete: { en: 'disable the enterprise project {id} to delete it', zh: '先停用企业项目 {id}，再删除它' },
  moveOut: { en: 'move {type} {heldName} out of {id} to delete it', zh: '先将 {type} {heldName} 移出 {id}，再删除它' },
  projectDisabled: { en: 'the enterprise project {targetId} is disabled', zh: '企业项目 {targetId} 已停用' },
  needsProjectId: { en: 'resources of {type} need body.project_id', zh: '类型为 {type} 的资源需要 body.project_id' },
  actorNotInProject: {
    en: '{actor} may not work in the project {projectId}',
    zh: '{actor} 不得在项目 {projectId} 中工作',
  },
  enableToChange: { en: 'enable the enterprise project {id} to change it', zh: '先启用企业项目 {id}，再修改它' },
  signOrTokenId: {
    en: 'sign the request, or send X-Auth-Token or auth.identity.token.id',
    zh: '对请求签名，或发送 X-Auth-Token 或 auth.identity.token.id',
  },
  projectExists: { en: 'the project {subject} exists', zh: '项目 {subject} 已存在' },
  userDomain: { en: "the user's domain is {name}", zh: '该用户的域为 {name}' },
  userNotInProject: {
    en: 'the user may not work in the project {projectId}',
    zh: '该用户不得在项目 {projectId} 中工作',
  },
  notMadeHere: { en: '{userName} was not made through IAM', zh: '{userName} 不是通过 IAM 创建的' },
  subjectToken: {
    en: 'send a token of this gateway, made before, in X-Subject-Token',
    zh: '在 X-Subject-Token 中发送此网关先前发放的令牌',
  },
  noLoginProtection: { en: 'nobody set the login protection of {userName}', zh: '没有人设置过 {userName} 的登录保护' },
  noEndpoint: {
    en: 'body.endpoint is no endpoint of the protocol {protocol}',
    zh: 'body.endpoint 不是协议 {protocol} 的接收地址',
  },
  topicLimit: { en: 'the project has {limit} topics, which is the most', zh: '该项目已有 {limit} 个主题，达到上限' },
  unknownRoute: { en: 'no operation has this method and path', zh: '没有操作使用这个方法和路径' },
  notImplemented: { en: '{target} is not implemented here', zh: '{target} 在此处没有实现' },
  unknownEnterpriseProject: { en: 'the domain has no enterprise project {id}', zh: '该域没有企业项目 {id}' },
  enterpriseProjectExists: { en: 'there is an enterprise project named {name}', zh: '已有名为 {name} 的企业项目' },
  keepDefaultUnchanged: { en: 'nobody changes the default project', zh: '默认企业项目不能修改' },
  resourceTypes: { en: 'resources here are of {types}', zh: '此处的资源类型有 {types}' },
  unknownUserHere: { en: 'the domain has no such user', zh: '该域没有这个用户' },
  phoneTogether: {
    en: 'give body.user.areacode and body.user.phone together',
    zh: '请同时给出 body.user.areacode 和 body.user.phone',
  },
  emailTaken: { en: 'another user has body.user.email', zh: '另一个用户已使用 body.user.email' },
  phoneTaken: { en: 'another user has body.user.phone', zh: '另一个用户已使用 body.user.phone' },
  userUnchanged: {
    en: '{userName} was not made through IAM, and is not changed by it',
    zh: '{userName} 不是通过 IAM 创建的，也不能由它修改',
  },
  unknownUser: { en: 'the domain has no user {subject}', zh: '该域没有用户 {subject}' },
  userExists: { en: 'there is a user named {subject}', zh: '已有名为 {subject} 的用户' },
  attributeBytes: { en: '{name} may have {limit} bytes', zh: '{name} 最多 {limit} 字节' },
  policyNoObject: { en: 'access_policy is no JSON object', zh: 'access_policy 不是 JSON 对象' },
  policyVersion: { en: 'Version of access_policy is {version}', zh: 'access_policy 的 Version 为 {version}' },
  policyId: { en: 'access_policy needs an Id', zh: 'access_policy 需要 Id' },
  policyStatement: { en: 'access_policy needs a list Statement', zh: 'access_policy 需要 Statement 列表' },
  unknownTopic: { en: 'there is no topic {resourceId}', zh: '没有主题 {resourceId}' },
  unknownSubscription: { en: 'there is no subscription {subject}', zh: '没有订阅 {subject}' },
  giveMethods: {
    en: 'give methods ["password"], ["token"] or ["assume_role"] and the part of that name',
    zh: '请给出 methods ["password"]、["token"] 或 ["assume_role"]，以及该名称对应的部分',
  },
  totpPart: { en: 'the method totp needs the part of that name', zh: 'totp 方法需要该名称对应的部分' },
  assumeRolePart: {
    en: 'the method assume_role needs the part of that name',
    zh: 'assume_role 方法需要该名称对应的部分',
  },
  userDomainId: { en: "body.user.domain_id is not the caller's domain", zh: 'body.user.domain_id 不是调用者的域' },
  projectDomainId: {
    en: "body.project.domain_id is not the caller's domain",
    zh: 'body.project.domain_id 不是调用者的域',
  },
  unknownOperation: { en: 'there is no operation {name}', zh: '没有操作 {name}' },
  unknownParameter: { en: '{operationName} has no parameter {name}', zh: '{operationName} 没有参数 {name}' },
  bodyForm: { en: '{field} {problem}', zh: '{field}{problem}' },
  userPassword: {
    en: "body.user.password needs 6 to 32 characters of two types, and may not be the user's name",
    zh: 'body.user.password 须为 6 至 32 个字符，含两类字符，且不得为用户名',
  },
  noJsonObject: { en: 'is not a JSON object', zh: '不是 JSON 对象' },
  otherJsonType: { en: 'has another JSON type', zh: '是另一种 JSON 类型' },
  noJson: { en: 'is not JSON', zh: '不是 JSON' },
});
