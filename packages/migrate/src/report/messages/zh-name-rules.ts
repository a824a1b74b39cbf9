import type { RuleText } from './message-types.ts';

/** Names, descriptions and values. */
export const ZH_NAME_RULES: Readonly<Record<string, RuleText>> = {
  'NAME-CHARSET': { why: '目标不接受名称中的某个字符', propose: '这类字符的每一段变为“-”；或在 rename 中给出一行' },
  'NAME-LENGTH': {
    why: '名称超过目标的长度（华为云 64，阿里云 192）',
    propose: '截断并加上其 SHA-256 的 8 位；或在 rename 中给出一行',
  },
  'NAME-HAN': { why: '名称中的汉字超过 64 个', propose: '汉字的每一段变为“-”；或在 rename 中给出一行' },
  'NAME-RESERVED': { why: '普通凭据的名称不能以 acs/ 开头', propose: 'acs/ 变为 acs-；或在 rename 中给出一行' },
  'NAME-DOT': { why: '华为云的文档对名称能否含点说法不一', propose: 'dots: refused 将其变为“-”' },
  'NAME-COLLISION': { why: '两个名称变成了同一个', propose: '加上其 SHA-256 的 8 位；或在 rename 中给出一行' },
  'NAME-CASE': {
    why: '另一个名称只有大小写不同，而作业平台比较名称时不分大小写',
    propose: '加上其 SHA-256 的 8 位；或在 rename 中给出一行',
  },
  'NAME-TAKEN': { why: '目标已有同名凭据', propose: '改名，或使用 on_existing: new-version' },
  'NAME-DELETING': { why: '目标处的同名凭据正在等待删除', propose: '在那里恢复它，或给这个凭据改名' },
  'DESC-LENGTH': { why: '描述超过 2048 字节', propose: '在字符处截断并以省略号结尾' },
  'DESC-CONSOLE': {
    why: '描述超过 100 个字符：在作业平台控制台编辑会将其截短',
    propose: '通过 API 编辑，或缩短描述',
  },
  'VALUE-MISSING': { why: '来源给不出值', propose: '在清单中给出，从保管库读取，或重新输入' },
  'VALUE-SIZE': { why: '值超过目标的上限', propose: '压缩、拆分、放入对象存储，或用数据密钥加密' },
  'VALUE-EMPTY': { why: '阿里云不接受空值', propose: '略去该凭据，或将值设为“-”' },
  'VALUE-BINARY': {
    why: '作业平台没有二进制值：其 Base64 成为 SECRET_KEY 的文本',
    propose: '在使用处解码',
  },
  'VALUE-BASE64': { why: '二进制值不是华为云文档所要求的 Base64', propose: '作为文本迁移' },
  'VALUE-RESHAPED': {
    why: 'JSON 变成凭据的各个字段，原文不再存在',
    propose: 'bk_shape: whole 将全文保留在 SECRET_KEY 中',
  },
  'VALUE-EXTRA-KEYS': { why: 'JSON 中的某些键没有对应字段', propose: 'bk_shape: whole 将全文保留在 SECRET_KEY 中' },
  'VALUE-FOREIGN-SHAPE': {
    why: 'JSON 具有托管凭据的形式，整体保留为一个 SECRET_KEY',
    propose: '改写为 username 和 password，或 access_key 和 secret_key',
  },
  'VALUE-OBJECT': { why: '各个字段变成带类型的 JSON 对象', propose: '在客户端按名称读取字段' },
  'VALUE-TRIM': { why: '值首尾的空白会在下次于作业平台控制台编辑时被去掉', propose: '通过 API 编辑' },
  'VALUE-STARS': { why: '值为 ******：通过作业平台更新会被当作“保持不变”', propose: '更换该值' },
  'WRITE-ONLY': { why: '作业平台不返回值：写入的内容无法比较', propose: '用引用该凭据的文件源检查' },
};
