import { catalogue } from '@dragoman/messages';

/** Why requests are rejected before their operation is asked, and what would help. */
export const MESSAGES = catalogue({
  notImplemented: {
    en: "{route} is an operation of the vendor's that is not implemented here",
    zh: '{route} 是厂商的操作，但此处没有实现',
  },
  unknownRoute: { en: 'no operation has this method and path', zh: '没有操作使用这个方法和路径' },
  developmentUser: {
    en: 'the development user is dragoman of the domain dragoman',
    zh: '开发用户是域 dragoman 的 dragoman',
  },
  noCredential: { en: 'the request shows no credential of who sends it', zh: '请求没有出示发送者的任何凭证' },
  signOrToken: { en: 'sign it, or send a token in X-Auth-Token', zh: '对请求签名，或在 X-Auth-Token 中发送令牌' },
  unknownUser: { en: 'nobody here has this user name in this domain', zh: '此处没有人在这个域中使用这个用户名' },
  checkUser: { en: 'check the names of user and domain: {development}', zh: '检查用户名和域名：{development}' },
  tokenExpired: { en: 'the token of the identity {id} expired at {ended}', zh: '身份 {id} 的令牌已于 {ended} 过期' },
  fetchNewToken: { en: 'fetch a new token with POST /v3/auth/tokens', zh: '以 POST /v3/auth/tokens 获取新的令牌' },
  userToken: {
    en: 'this is a user token of the identity {id}, which IAM does not take',
    zh: '这是身份 {id} 的用户令牌，IAM 不接受它',
  },
  fetchToken: { en: 'fetch a token with POST /v3/auth/tokens', zh: '以 POST /v3/auth/tokens 获取令牌' },
  keyIdForToken: {
    en: 'this is an access key id of the identity {id}, not a token',
    zh: '这是身份 {id} 的访问密钥 ID，不是令牌',
  },
  signOrFetchToken: {
    en: 'sign with the key, or fetch a token with POST /v3/auth/tokens',
    zh: '用该密钥签名，或以 POST /v3/auth/tokens 获取令牌',
  },
  unknownToken: { en: 'nobody here holds this token', zh: '此处没有人持有这个令牌' },
  fetchTokenHere: {
    en: 'fetch a token with POST /v3/auth/tokens of this gateway: tokens of another, or of one before a restart without its state, are unknown',
    zh: '以此网关的 POST /v3/auth/tokens 获取令牌：其他网关的令牌，或重启后未保留状态的令牌，都不被认识',
  },
  unreadableAuthorization: { en: 'Authorization cannot be read', zh: 'Authorization 无法读取' },
  writeAuthorization: {
    en: 'write Authorization as <scheme> Access=<key id>, SignedHeaders=<names;…>, Signature=<hex>',
    zh: 'Authorization 写作 <scheme> Access=<key id>, SignedHeaders=<names;…>, Signature=<hex>',
  },
  notByThisKey: {
    en: 'the signature is not one of this request by this secret key; {algorithm} is not looked into',
    zh: '这不是以此密钥对该请求所做的签名；{algorithm} 不作进一步分析',
  },
  checkKeyOrSign: { en: 'check the secret key, or sign with {scheme}', zh: '检查密钥，或用 {scheme} 签名' },
  useKeyIdHere: {
    en: 'use a key id of an identity here: the development access key is DRAGOMANDEV000000001, and auth.mode lenient takes any',
    zh: '使用此处某个身份的密钥 ID：开发用访问密钥为 DRAGOMANDEV000000001，auth.mode lenient 则接受任何密钥',
  },
  underivedKey: {
    en: 'the secret key signs itself, without a key derived of it',
    zh: '直接用密钥签名，而没有派生密钥',
  },
  deriveKey: { en: 'derive the key with HKDF for date, region and service', zh: '用 HKDF 按日期、区域和服务派生密钥' },
  otherScheme: { en: 'it is made as {scheme}', zh: '按 {scheme} 的方式计算' },
  nameScheme: { en: 'name {scheme} in Authorization', zh: '在 Authorization 中写明 {scheme}' },
  dateForm: { en: 'X-Sdk-Date is written as YYYYMMDDTHHMMSSZ', zh: 'X-Sdk-Date 写作 YYYYMMDDTHHMMSSZ' },
  sendDateForm: {
    en: 'send X-Sdk-Date as YYYYMMDDTHHMMSSZ, in UTC',
    zh: '以 UTC 发送 X-Sdk-Date，写作 YYYYMMDDTHHMMSSZ',
  },
  dateSigned: { en: 'X-Sdk-Date is among the signed headers', zh: 'X-Sdk-Date 列在 SignedHeaders 中' },
  signDate: { en: 'list x-sdk-date in SignedHeaders', zh: '在 SignedHeaders 中列出 x-sdk-date' },
  securityToken: {
    en: 'the security token of the temporary key comes with it and has not expired',
    zh: '临时密钥附有其安全令牌且令牌未过期',
  },
});
