import { catalogue } from '@dragoman/messages';

/** Why requests to an instance are rejected before their operation is asked, and what would help. */
export const INSTANCE_MESSAGES = catalogue({
  noOperation: { en: 'an instance has no operation of this name', zh: '实例没有这个名称的操作' },
  call: { en: 'call {operation}', zh: '请调用 {operation}' },
  makeClientKey: {
    en: 'sign with a client key of CreateClientKey, or of the settings',
    zh: '使用 CreateClientKey 创建的或设置中的 Client Key 签名',
  },
  right: { en: 'the signature is right if {when}', zh: '若{when}，则签名正确' },
  whenAnd: { en: '{before}, and if {next}', zh: '{before}，并且{next}' },
  notByThisKey: {
    en: 'the signature is not one of this request by this client key',
    zh: '这不是以此 Client Key 对该请求所做的签名',
  },
  checkPrivateKey: {
    en: 'check that the private key is the one of this client key, and its password the right one',
    zh: '检查私钥是否属于此 Client Key，口令是否正确',
  },
  checkHeaders: { en: 'check that nothing changes the headers on the way', zh: '检查请求头在传输途中是否被修改' },
  countsNow: {
    en: 'the client key counts now: it does from {from} to {to}',
    zh: 'Client Key 此刻有效：其有效期为 {from} 至 {to}',
  },
  makeKeyInForce: {
    en: 'make a client key whose time has come and is not over',
    zh: '创建此刻处于有效期内的 Client Key',
  },
  lineBeforeResource: { en: 'there is an empty line before the resource', zh: '资源之前有一个空行' },
  noLineBefore: {
    en: 'write / right behind the headers: the page of the vendor has a line break there, which no SDK writes',
    zh: '请求头之后直接写 /：厂商文档在此处有换行，但没有任何 SDK 这样写',
  },
  noResource: { en: 'the resource is left out', zh: '没有写资源' },
  endWithResource: { en: 'end the text with the resource, which is /', zh: '待签名字符串以资源 / 结尾' },
  lineEnd: { en: 'the text ends in a line break', zh: '待签名字符串以换行结尾' },
  blankHeader: { en: 'a blank stands behind the colon of each header', zh: '每个请求头的冒号之后有空格' },
  noBlank: { en: 'write name:value without a blank', zh: '写作 name:value，不带空格' },
  hashCase: { en: 'the hash of the body is written in lower case', zh: '正文的哈希以小写书写' },
  signAsSent: { en: 'sign content-sha256 as it is sent', zh: '按发送的原样对 content-sha256 签名' },
  versionHeader: { en: 'x-kms-migrationkeyversionid is left out', zh: '漏掉了 x-kms-migrationkeyversionid' },
  signAllHeaders: { en: 'sign every header that begins with x-kms-', zh: '所有以 x-kms- 开头的请求头都要签名' },
  otherKey: {
    en: 'x-kms-acccesskeyid names the client key that signed, {id}',
    zh: 'x-kms-acccesskeyid 写的是实际签名的 Client Key，即 {id}',
  },
  oneFile: {
    en: 'give the client the id and the private key of one file',
    zh: '请为客户端提供同一个文件中的 ID 与私钥',
  },
});
