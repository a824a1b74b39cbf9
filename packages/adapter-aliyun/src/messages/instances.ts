import { catalogue } from '@dragoman/messages';

/** What would help against what a KMS instance rejects. */
export const INSTANCE_HELP = catalogue({
  notPermitted: {
    en: 'no policy of the access point permits {action} on {resource}',
    zh: '接入点的策略都不允许对 {resource} 执行 {action}',
  },
  signWithClientKey: {
    en: 'sign with a client key: CreateClientKey makes one',
    zh: '使用客户端密钥签名：以 CreateClientKey 创建',
  },
  dateForm: { en: 'write Date as RFC 1123 has it, in GMT', zh: 'Date 按 RFC 1123 书写，用 GMT' },
  authorizationBearer: {
    en: 'send Authorization: Bearer and the signature in Base64',
    zh: '发送 Authorization: Bearer 和 Base64 形式的签名',
  },
  otherContentHash: {
    en: 'the body is not the one that content-sha256 is the hash of',
    zh: '请求体与 content-sha256 的哈希不符',
  },
  setClock: {
    en: "set the client's clock, or doors.aliyun.check_timestamp: false",
    zh: '校准客户端时钟，或设 doors.aliyun.check_timestamp: false',
  },
  noCertificate: {
    en: 'the settings give no certificate of this client key: nothing can be verified',
    zh: '配置中没有该客户端密钥的证书：无法校验',
  },
  notByClientKey: {
    en: 'the signature is not by this client key, or something changed on the way',
    zh: '签名不是由该客户端密钥所做，或途中有内容被改动',
  },
  contentType: { en: 'send Content-Type: application/x-protobuf', zh: '发送 Content-Type: application/x-protobuf' },
  noMessage: { en: 'the body is no protobuf message of this operation', zh: '请求体不是此操作的 protobuf 消息' },
  apiVersion: { en: 'send x-kms-apiversion: dkms-gcs-0.2', zh: '发送 x-kms-apiversion: dkms-gcs-0.2' },
  rsaPkcs1: { en: 'sign with RSA_PKCS1_SHA_256', zh: '使用 RSA_PKCS1_SHA_256 签名' },
  keyOfNoInstance: {
    en: 'key {keyId} is of no instance, or of another one',
    zh: '密钥 {keyId} 不属于任何实例，或属于另一个实例',
  },
  lenientClientKey: {
    en: 'lenient mode takes any client key, but takes one',
    zh: 'lenient 模式接受任何客户端密钥，但须给出一个',
  },
  unknownClientKey: {
    en: 'nobody here has this client key: CreateClientKey makes one',
    zh: '此处没有人持有这个客户端密钥：以 CreateClientKey 创建',
  },
  clientKeyTime: {
    en: 'the client key counts from {notBefore} to {notAfter}',
    zh: '该客户端密钥的有效期为 {notBefore} 至 {notAfter}',
  },
  clientKeyScope: {
    en: 'no policy of the client key is for {host}, or there is no such instance',
    zh: '客户端密钥的策略都不针对 {host}，或没有这样的实例',
  },
  postAtRoot: { en: 'every operation is called with POST at the path /', zh: '每个操作都以 POST 在路径 / 调用' },
  unknownOperationOfInstance: { en: 'the instance has no operation of this name', zh: '实例没有这个名称的操作' },
  instanceCalls: { en: 'the instance takes {spec} calls a second (Spec)', zh: '实例每秒接受 {spec} 次调用（Spec）' },
  ivOfCiphertext: { en: 'Iv came with the ciphertext', zh: 'Iv 随密文一同返回' },
  pairNoEncrypt: { en: 'no key of a pair encrypts by {spec}', zh: '密钥对不能以 {spec} 加密' },
  symmetricAlgorithms: {
    en: 'AES keys encrypt by AES_GCM, AES_CBC and AES_ECB, SM4 keys by SM4_GCM',
    zh: 'AES 密钥以 AES_GCM、AES_CBC 和 AES_ECB 加密，SM4 密钥以 SM4_GCM 加密',
  },
  hsmAlgorithms: {
    en: 'AES_CBC and AES_ECB are for keys of ProtectionLevel HSM and external ones',
    zh: 'AES_CBC 和 AES_ECB 用于 ProtectionLevel 为 HSM 的密钥和外部密钥',
  },
  aad: {
    en: 'Aad goes with AES_GCM and SM4_GCM and takes at most {limit} bytes',
    zh: 'Aad 与 AES_GCM 和 SM4_GCM 一起使用，最多 {limit} 字节',
  },
  padding: { en: 'PaddingMode is PKCS7_PADDING or NO_PADDING', zh: 'PaddingMode 为 PKCS7_PADDING 或 NO_PADDING' },
  dataKeyBytes: { en: 'NumberOfBytes is from 1 to {limit}', zh: 'NumberOfBytes 为 1 至 {limit}' },
  keyPairSpec: {
    en: 'KeyPairSpec is a KeySpec of a key pair, such as RSA_2048',
    zh: 'KeyPairSpec 为密钥对的 KeySpec，例如 RSA_2048',
  },
  keyFormat: { en: 'KeyFormat is PEM or DER', zh: 'KeyFormat 为 PEM 或 DER' },
  dataKeysByGcm: {
    en: 'data keys are encrypted by AES_GCM, or by SM4_GCM under keys of SM4',
    zh: '数据密钥以 AES_GCM 加密，SM4 密钥下以 SM4_GCM 加密',
  },
  advance: {
    en: 'the Advance operations are for AES_GCM by keys of software instances',
    zh: 'Advance 操作用于软件实例的密钥和 AES_GCM',
  },
  keyIdNeeded: {
    en: 'KeyId is needed, or the header x-kms-migrationkeyversionid',
    zh: '须给出 KeyId，或请求头 x-kms-migrationkeyversionid',
  },
  noAlgorithm: { en: 'no key signs by this Algorithm', zh: '没有密钥以此 Algorithm 签名' },
  messageToSign: { en: 'Message is what is to be signed', zh: 'Message 为待签名的内容' },
  messageType: { en: 'MessageType is RAW or DIGEST', zh: 'MessageType 为 RAW 或 DIGEST' },
  randomLength: { en: 'Length is from 1 to {limit}', zh: 'Length 为 1 至 {limit}' },
  hmacKeys: { en: 'Hmac is for keys of HMAC', zh: 'Hmac 用于 HMAC 密钥' },
});
