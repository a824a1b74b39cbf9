import type { RuleText } from './message-types.ts';

/** Versions, labels and keys. */
export const ZH_VERSION_RULES: Readonly<Record<string, RuleText>> = {
  'VERSION-COUNT': {
    why: '版本数超过目标保留的数量（阿里云 10，作业平台 1）',
    propose: '最旧的无标签版本不迁移；在无人需要之前保留源',
  },
  'VERSION-ID': { why: '版本号与原来不同', propose: '按阶段读取，而不是按版本号' },
  'VERSION-ORDER': {
    why: 'CURRENT 或 PREVIOUS 不是最新版本：它最后写入，因为 latest 读取最新版本',
    propose: '无需处理，除非客户端按创建时间读取',
  },
  'READ-LATEST': {
    why: '读取 latest 的客户端看到的是最新版本，而它不是当前版本',
    propose: '检查这些客户端：不指定版本时阿里云返回 ACSCurrent',
  },
  'READ-STAGE': {
    why: '内置阶段的名称不同，作业平台没有阶段',
    propose: '在客户端改名：SYSCURRENT 是 ACSCurrent，SYSPREVIOUS 是 ACSPrevious',
  },
  'VERSION-EXPIRY': { why: '某个版本有目标所没有的 expire_time', propose: '在别处监控，或豁免该规则' },
  'LABEL-COUNT': { why: '标签超过 8 个', propose: '保留最新版本的标签；请先移除其他标签' },
  'LABEL-CHARSET': { why: '华为云不接受标签中的某个字符或其长度', propose: '这类字符的每一段变为“-”' },
  'LABEL-RESERVED': { why: '自定义标签与另一朵云的内置标签同名', propose: '在前面加上 hw- 或 ali-' },
  'LABEL-PENDING': { why: 'SYSPENDING 在阿里云是普通标签', propose: '等轮转结束后再迁移' },
  'LABEL-PREVIOUS': {
    why: '没有版本是 PREVIOUS：目标会标记倒数第二个版本，且该标签无法取下',
    propose: '无需处理，除非客户端读取上一个版本',
  },
  LABELS: { why: '作业平台没有标签', propose: '将其含义写入描述' },
  'DELETE-PENDING': { why: '凭据正在等待删除', propose: '不迁移；include_deleted 会一并迁移' },
  KEY: {
    why: '客户密钥不会迁移：目标用另一个密钥加密，作业平台不使用密钥',
    propose: '在 keys 中给出目标的密钥，并在那里授权',
  },
  'KEY-UNMAPPED': { why: 'keys 中没有该客户密钥', propose: '在 keys 中为其给出目标的密钥，或 default' },
  'KEY-SPEC': { why: '目标没有这种规格的密钥', propose: '创建其他规格的密钥并重新加密' },
  'KEY-INSTANCE': { why: '这种规格的密钥需要 KMS 实例', propose: '为其指定实例' },
  'KEY-MATERIAL': {
    why: '由 KMS 生成的密钥材料不会离开 KMS',
    propose: '创建新密钥；自己的密钥材料可以重新导入',
  },
  'KEY-CIPHERTEXT': {
    why: '密文只能用生成它的密钥打开，即使导入了相同的密钥材料',
    propose: '在切换之前于源处解密，再于目标处加密',
  },
  'KEY-ALIAS': { why: '别名的写法不同：app 在阿里云是 alias/app，而“:”只有华为云允许', propose: '在客户端修改' },
  'KEY-ROTATION': { why: '华为云每 30 到 365 天轮转密钥', propose: '周期设为华为云接受的最接近的值' },
  'KEY-WINDOW': { why: '阿里云的密钥删除最多提前 366 天预约', propose: '缩短等待期' },
};
