import { catalogue } from '@dragoman/messages';

/** Why requests are rejected before their operation is asked, and what would help. */
export const MESSAGES = catalogue({
  notImplemented: {
    en: "{action} is an operation of the vendor's that is not implemented here",
    zh: '{action} 是厂商的操作，但此处没有实现',
  },
  unknownInVersion: {
    en: 'version {version} of the API has no operation of this name',
    zh: 'API 版本 {version} 没有这个名称的操作',
  },
  callAction: { en: 'call Action={operation}', zh: '请调用 Action={operation}' },
  unreadableAuthorization: { en: 'Authorization cannot be read', zh: 'Authorization 无法读取' },
  writeAuthorization: {
    en: 'write Authorization as ACS3-HMAC-SHA256 Credential=<key id>,SignedHeaders=<names;…>,Signature=<hex>',
    zh: 'Authorization 写作 ACS3-HMAC-SHA256 Credential=<key id>,SignedHeaders=<names;…>,Signature=<hex>',
  },
  lowerCaseNames: { en: 'SignedHeaders lists names in lower case', zh: 'SignedHeaders 中的名称为小写' },
  writeLowerCase: { en: 'write the names in SignedHeaders in lower case', zh: 'SignedHeaders 中的名称用小写' },
  unknownBearer: { en: 'nobody here holds this bearer token', zh: '此处没有人持有这个 Bearer 令牌' },
  sendToken: {
    en: 'send a token of an identity here, or sign with an access key',
    zh: '发送此处某个身份的令牌，或用访问密钥签名',
  },
  keyIdForBearer: {
    en: 'this is an access key id of the identity {id}, not a bearer token',
    zh: '这是身份 {id} 的访问密钥 ID，不是 Bearer 令牌',
  },
  signWithIt: { en: 'sign with the key', zh: '用该密钥签名' },
  bearerExpired: {
    en: 'the bearer token of the identity {id} expired at {time}',
    zh: '身份 {id} 的 Bearer 令牌已于 {time} 过期',
  },
  newToken: { en: 'get a new token', zh: '获取新的令牌' },
  clientKeyMethod: { en: 'a client key signs by SHA256withRSA alone', zh: '应用身份凭证只能以 SHA256withRSA 签名' },
  sendClientKeyMethod: { en: 'send SignatureMethod=SHA256withRSA', zh: '请发送 SignatureMethod=SHA256withRSA' },
  unknownClientKey: {
    en: 'no access point here has this client key',
    zh: '此处没有任何应用接入点拥有这个应用身份凭证',
  },
  createClientKey: { en: 'make one with CreateClientKey', zh: '用 CreateClientKey 创建一个' },
  clientKeyTimes: { en: 'the client key counts from {from} to {to}', zh: '该应用身份凭证的有效期为 {from} 至 {to}' },
  newClientKey: { en: 'make a new client key', zh: '创建新的应用身份凭证' },
  clientKeySignature: {
    en: 'the signature was not made by the private half of {id}',
    zh: '签名不是由 {id} 的私钥生成的',
  },
  openClientKey: {
    en: 'open the file of this very client key, and send the parameters as they were signed',
    zh: '请使用该应用身份凭证自己的文件，并按签名时的样子发送参数',
  },
  useKeyIdHere: {
    en: 'use a key id of an identity here, or auth.mode lenient for any',
    zh: '使用此处某个身份的密钥 ID，或设 auth.mode lenient 以接受任何密钥',
  },
  timeForm: { en: 'the time is stated as yyyy-MM-ddTHH:mm:ssZ', zh: '时间写作 yyyy-MM-ddTHH:mm:ssZ' },
  stateTime: { en: 'state the time as yyyy-MM-ddTHH:mm:ssZ, in UTC', zh: '以 UTC 表示时间，写作 yyyy-MM-ddTHH:mm:ssZ' },
  keyNotExpired: { en: 'the key had not expired at {time}', zh: '密钥没有在 {time} 过期' },
  assumeAgain: { en: 'assume the role again, for a new key', zh: '重新扮演角色，获取新的密钥' },
  securityToken: { en: 'the security token that belongs to the key comes with it', zh: '请求附有该密钥所属的安全令牌' },
  signBoth: { en: 'sign the parameters of the query and of the form together', zh: '将查询串和表单的参数一起签名' },
  formUnsigned: { en: 'the parameters of the form are not signed', zh: '表单的参数没有参与签名' },
  queryUnsigned: { en: 'the parameters of the query are not signed', zh: '查询串的参数没有参与签名' },
  signParameters: {
    en: 'sort the parameters, percent-encode name and value by RFC 3986, join them, and percent-encode the whole once more',
    zh: '将参数排序，名称和值按 RFC 3986 做百分号编码并连接，再对整体做一次百分号编码',
  },
  parametersSigned: { en: 'the parameters are signed {how}', zh: '参数签名时{how}' },
  queryNotTwice: { en: 'the canonical query is not encoded once more', zh: '规范查询串没有再编码一次' },
  encodeQuery: {
    en: 'percent-encode the canonical query before it goes into the string to sign',
    zh: '规范查询串放入待签名字符串之前先做百分号编码',
  },
  queryThrice: { en: 'the canonical query is encoded twice more', zh: '规范查询串又多编码了一次' },
  encodeQueryOnce: { en: 'percent-encode the canonical query once', zh: '规范查询串只做一次百分号编码' },
  pathBare: { en: 'the path is signed as / in place of %2F', zh: '路径签名时写作 / 而不是 %2F' },
  writePath: { en: 'write the path as %2F', zh: '路径写作 %2F' },
  methodSigned: { en: 'the method is signed as {method}', zh: '方法签名时写作 {method}' },
  signMethod: { en: 'sign the method that is sent', zh: '对实际发送的方法签名' },
  methodLowerCase: { en: 'the method is signed in lower case', zh: '方法签名时为小写' },
  methodUpperCase: { en: 'write the method in upper case', zh: '方法用大写' },
  signatureIncluded: {
    en: 'an empty Signature is signed with the parameters',
    zh: '空的 Signature 与参数一起参与了签名',
  },
  leaveSignature: { en: 'leave Signature out of what is signed', zh: '签名内容中不要包含 Signature' },
  parameterUnsigned: { en: 'the parameter {maskedName} is not signed', zh: '参数 {maskedName} 没有参与签名' },
  signParameter: { en: 'sign {maskedName} with the other parameters', zh: '将 {maskedName} 与其他参数一起签名' },
});
