import { catalogue } from '@dragoman/messages';

/** What core's rejections of the calls about secrets mean. */
export const MEANINGS = catalogue({
  'secret-not-found': { en: 'there is no such secret', zh: '没有这个凭据' },
  'secret-name-held-by-deletion': {
    en: 'a secret of this name waits for its deletion; restore it at its door, or give another name',
    zh: '同名凭据正在等待删除；请在其入口恢复它，或换一个名称',
  },
  'secret-pending-deletion': {
    en: 'it waits for its deletion; restore it at its door first',
    zh: '凭据正在等待删除；请先在其入口恢复它',
  },
  'secret-not-enabled': { en: 'it is disabled or frozen', zh: '凭据已禁用或冻结' },
  'secret-managed': {
    en: 'its values come from rotation alone, or from the door that checks their form',
    zh: '其凭据值只来自轮转，或来自检查其格式的入口',
  },
  'version-not-found': { en: 'there is no such version', zh: '没有这个版本' },
  'version-exists': { en: 'there is a version of this id already; give another', zh: '已有此版本号的版本；请换一个' },
  'version-quota-exceeded': {
    en: 'it holds as many versions as it may, all of them labelled; take a label away',
    zh: '版本数已达上限，且每个版本都有版本状态；请移除一个版本状态',
  },
  'label-not-found': { en: 'no version has this label', zh: '没有版本带有此版本状态' },
  'label-built-in': {
    en: 'CURRENT and PREVIOUS can be moved, not taken away',
    zh: 'CURRENT 和 PREVIOUS 只能移动，不能移除',
  },
  'label-quota-exceeded': {
    en: 'it has as many labels as it may; take one away',
    zh: '版本状态数已达上限；请移除一个',
  },
  'deletion-already-scheduled': { en: 'its deletion is scheduled already', zh: '已计划删除' },
  'key-disabled': { en: 'the key that seals it is disabled', zh: '封存它的密钥已禁用' },
  'key-pending-deletion': { en: 'the key that seals it waits for its deletion', zh: '封存它的密钥正在等待删除' },
});
