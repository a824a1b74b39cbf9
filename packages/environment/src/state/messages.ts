import { catalogue } from '@dragoman/messages';

/** Why a snapshot is not kept, carried or brought back. */
export const SNAPSHOT_MESSAGES = catalogue({
  contentPacked: { en: 'its content does not unpack', zh: '内容无法解压' },
  lineCut: { en: 'line {line} is cut short', zh: '第 {line} 行不完整' },
  damaged: {
    en: 'this is no whole snapshot ({what}): take another copy of it',
    zh: '这不是完整的快照（{what}）：请换一份副本',
  },
  stateTooLarge: {
    en: 'the state has more than the {limit} bytes that a snapshot may hold: remove what is not needed',
    zh: '状态超过快照可容纳的 {limit} 字节：请删除不需要的内容',
  },
  invalidState: {
    en: 'the state holds a {keys} that no snapshot can hold: remove it',
    zh: '状态中有快照无法容纳的 {keys}：请删除它',
  },
  lineNoRecord: { en: 'line {line} is no record', zh: '第 {line} 行不是记录' },
  wrongChecksum: { en: 'its checksum does not fit', zh: '校验和不符' },
  otherKeyInside: { en: 'something in it was sealed by another key', zh: '其中有内容由另一个密钥封存' },
  oddBeginning: { en: 'it does not begin like one', zh: '开头不是快照的开头' },
  newer: {
    en: 'the snapshot has format {line} and was made by a newer version, while this one reads format {format}: use the newer version',
    zh: '快照的格式为 {line}，由更新的版本生成，而此版本读取格式 {format}：请使用更新的版本',
  },
  noHeader: { en: 'it has no header', zh: '没有文件头' },
  headerUnreadable: { en: 'its header cannot be read', zh: '文件头无法读取' },
  passphraseMissing: {
    en: 'the snapshot was sealed by a passphrase: give the passphrase',
    zh: '快照以口令封存：请给出口令',
  },
  passphraseTooMuch: {
    en: 'the snapshot was sealed by the root key of its installation: leave the passphrase out',
    zh: '快照以其安装的根密钥封存：请不要给出口令',
  },
  passphraseLength: {
    en: 'a passphrase has {min} to {max} characters: give another',
    zh: '口令须为 {min} 至 {max} 个字符：请换一个',
  },
  passphraseWrong: {
    en: 'the snapshot was sealed by another passphrase: give the one it was exported with',
    zh: '快照以另一个口令封存：请给出导出时的口令',
  },
  foreign: {
    en: 'the snapshot was sealed by another root key: start with that key, or export it there with a passphrase',
    zh: '快照以另一个根密钥封存：请以那个根密钥启动，或在那里用口令导出',
  },
  snapshotTooLarge: {
    en: 'a snapshot has at most {fileBytes} bytes: remove what is not needed',
    zh: '快照最多 {fileBytes} 字节：请删除不需要的内容',
  },
  contradicts: {
    en: 'the snapshot contradicts itself: take another copy of it',
    zh: '快照的内容自相矛盾：请换一份副本',
  },
  snapshotName: {
    en: 'the name of a snapshot has 1 to 64 letters, digits, dots, dashes and underscores and begins with a letter or digit: give another',
    zh: '快照名称为 1 至 64 个字母、数字、点、连字符和下划线，以字母或数字开头：请换一个',
  },
  snapshotsFull: {
    en: 'at most {count} snapshots of together {bytes} bytes are kept: remove one first',
    zh: '最多保留 {count} 个快照，合计 {bytes} 字节：请先删除一个',
  },
  noRoom: {
    en: 'a file in {directory} cannot be written ({code}): make room there, or let the gateway write there',
    zh: '无法在 {directory} 中写入文件（{code}）：请腾出空间，或允许网关在那里写入',
  },
  tableTooLarge: {
    en: 'a snapshot that the database keeps has at most {bytes} bytes: export the state to a file',
    zh: '数据库中保存的快照最多 {bytes} 字节：请把状态导出为文件',
  },
  noBaseline: { en: 'there is no baseline', zh: '没有基线' },
  unknownSnapshot: { en: 'there is no snapshot {name}', zh: '没有快照 {name}' },
});
