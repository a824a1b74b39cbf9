import { catalogue } from '@dragoman/messages';

/** What would help against what the operations reject. */
export const HELP = catalogue({
  noValidName: { en: '{message}, which is no valid name either', zh: '{message}，它也不是合法的名称' },
  instanceIdOrType: { en: 'give instance_id or instance_type', zh: '请给出 instance_id 或 instance_type' },
  nameWithoutDot: {
    en: 'body.name must have no dot: strict_names is on',
    zh: 'body.name 不得含点：strict_names 已开启',
  },
  needsRotationPeriod: {
    en: 'auto_rotation needs body.rotation_period',
    zh: 'auto_rotation 需要 body.rotation_period',
  },
  needsRotationConfig: {
    en: 'a database secret needs body.rotation_config',
    zh: '数据库凭据需要 body.rotation_config',
  },
  eventLimit: { en: 'the project has {limit} events, which is the most', zh: '该项目已有 {limit} 个事件，达到上限' },
  replicaExists: { en: '{name} has a replica in {region}', zh: '{name} 在 {region} 已有副本' },
  nameInRegion: { en: '{region} has a secret {name}', zh: '{region} 已有凭据 {name}' },
  otherRegion: { en: 'body.region must be a region other than {home}', zh: 'body.region 须为 {home} 以外的区域' },
  stageLimit: { en: 'a version takes at most {limit} stages', zh: '一个版本最多有 {limit} 个版本状态' },
  eventSubscribed: {
    en: 'the secret {secret} is subscribed to the event {name}',
    zh: '凭据 {secret} 订阅了事件 {name}',
  },
  noPasswordFits: {
    en: 'no password fits: too much is excluded, or the length is less than the types required',
    zh: '没有符合条件的密码：排除的字符过多，或长度小于要求的字符类型数',
  },
  taskIdAlone: { en: 'query.task_id goes with no other criterion', zh: 'query.task_id 不能与其他条件并用' },
  markerForm: {
    en: 'query.marker is neither a version of the secret nor of the form v1',
    zh: 'query.marker 既不是该凭据的版本，也不是 v1 的形式',
  },
  rotatedByHand: { en: 'only secrets of databases are rotated by hand', zh: '只有数据库凭据可以手动轮转' },
  engineForRds: {
    en: 'query.engine is needed for RDS-FG, and taken for no other type',
    zh: 'query.engine 对 RDS-FG 是必需的，其他类型则不接受',
  },
  resourceIdsDiffer: {
    en: 'body.resource_id and query.resource_id differ',
    zh: 'body.resource_id 与 query.resource_id 不同',
  },
  wrongOldPassword: {
    en: 'body.old_password is not the password of the user',
    zh: 'body.old_password 不是该用户的密码',
  },
  samePassword: { en: 'body.password is the old one', zh: 'body.password 与旧密码相同' },
  passwordForm: {
    en: "body.password needs 6 to 32 characters of two types, and may not be the user's name",
    zh: 'body.password 须为 6 至 32 个字符，含两类字符，且不得为用户名',
  },
  blob: { en: 'body.secret_blob {problem}', zh: 'body.secret_blob {problem}' },
  grantOnOtherKey: { en: 'the grant is one on another key', zh: '该授权属于另一个密钥' },
  noPartInGrant: { en: '{principal} has no part in the grant', zh: '{principal} 与该授权无关' },
  grantMore: { en: 'something besides must be granted', zh: '除此之外还须授予其他权限' },
  grantLimit: { en: 'a key has at most {limit} grants', zh: '一个密钥最多有 {limit} 个授权' },
  noKeystores: { en: "there are no keystores but the service's own", zh: '除服务自身的密钥库外没有其他密钥库' },
  noMaterialWanted: { en: '{id} waits for no material', zh: '{id} 不在等待密钥材料' },
  wholeBytes: {
    en: 'random_data_length counts bits, and whole bytes are made',
    zh: 'random_data_length 以位计，须为整字节',
  },
  datakeyLength: { en: 'the data key has {bytes} bytes', zh: '数据密钥有 {bytes} 字节' },
  unknownTag: { en: 'the key has no tag {key}', zh: '该密钥没有标签 {key}' },
  plainTextForm: { en: 'plain_text is the data key followed by its digest', zh: 'plain_text 为数据密钥及其后的摘要' },
  otherDigest: { en: 'the digest is not that of the data key', zh: '摘要不是该数据密钥的摘要' },
  symmetricOnly: { en: 'only symmetric keys take material here', zh: '此处只有对称密钥可导入密钥材料' },
  expirationPast: {
    en: 'expiration_time counts seconds and is in the past',
    zh: 'expiration_time 以秒计，且是过去的时间',
  },
  onlyVersion: { en: 'there is no version but {version}', zh: '除 {version} 外没有其他版本' },
  noDate: { en: 'body.validity_time is no date', zh: 'body.validity_time 不是日期' },
  rdsValue: {
    en: 'the value of an RDS secret is {"users":[{"name":"","password":""}]}',
    zh: 'RDS 凭据的凭据值为 {"users":[{"name":"","password":""}]}',
  },
  rdsConfig: {
    en: 'body.rotation_config of an RDS secret is {"rds_instance_id":"…","Secret_sub_type":"SingleUser"} or "MultiUser"',
    zh: 'RDS 凭据的 body.rotation_config 为 {"rds_instance_id":"…","Secret_sub_type":"SingleUser"} 或 "MultiUser"',
  },
  rotationPeriod: {
    en: 'body.rotation_period must be a number with d, h, m or s, from 6h to 8760h',
    zh: 'body.rotation_period 须为带 d、h、m 或 s 的数字，从 6h 到 8760h',
  },
  commonNoRotation: { en: 'a common secret does not rotate by itself', zh: '通用凭据不会自动轮转' },
  noVersionId: { en: '{subject} is no version id', zh: '{subject} 不是版本号' },
  valueLimit: {
    en: 'a value has at most {most} bytes: doors.huawei.value_limit',
    zh: '凭据值最多 {most} 字节：doors.huawei.value_limit',
  },
  oneValue: {
    en: 'give exactly one of secret_string and secret_binary',
    zh: '请给出 secret_string 和 secret_binary 其中之一',
  },
  keyPairCiphertext: {
    en: 'a ciphertext of a key pair does not say by which key',
    zh: '密钥对的密文不含所用密钥的信息',
  },
  noCiphertext: { en: 'the text has not the form of a ciphertext', zh: '该文本不是密文的形式' },
  datakeyBits: { en: 'datakey_length counts bits, and whole bytes are made', zh: 'datakey_length 以位计，须为整字节' },
  numberBetween: { en: 'a number from {min} to {max} is wanted', zh: '须为 {min} 至 {max} 的数字' },
  defaultKey: { en: '{keyId} is the default key of CSMS', zh: '{keyId} 是 CSMS 的默认密钥' },
  keyDeletion: { en: 'the deletion of {keyId} is scheduled', zh: '{keyId} 已计划删除' },
  importedMaterial: { en: 'the material of {keyId} was imported', zh: '{keyId} 的密钥材料是导入的' },
  keySpec: { en: '{keyId} is a key of {spec}', zh: '{keyId} 是 {spec} 密钥' },
  rotationOff: { en: 'the rotation of {keyId} is off', zh: '{keyId} 的轮转已关闭' },
  rotationOn: { en: 'the rotation of {keyId} is on', zh: '{keyId} 的轮转已开启' },
  messageBytes: { en: 'a message has 1 to 4096 bytes', zh: '消息须为 1 至 4096 字节' },
  tagExists: { en: 'a tag of this name is there already', zh: '已有这个名称的标签' },
  foreignBlob: { en: 'is no backup of this installation, or was changed', zh: '不是此安装的备份，或已被改动' },
  otherProject: {
    en: 'is of another project: doors.huawei.foreign_backups takes it',
    zh: '属于另一个项目：doors.huawei.foreign_backups 可接受它',
  },
});
