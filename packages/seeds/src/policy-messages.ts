import { catalogue } from '@dragoman/messages';

/** What is to be doubted in a policy. */
export const WARNINGS = catalogue({
  inStatement: { en: '{name}, statement {statement}: {warning}', zh: '{name} 的语句 {statement}：{warning}' },
  unknownAction: {
    en: 'no operation asks for {action}: it allows and denies nothing',
    zh: '没有操作检查 {action}：它既不允许也不拒绝任何内容',
  },
  unknownActionNear: {
    en: 'no operation asks for {action}: did you mean {nearest}?',
    zh: '没有操作检查 {action}：是否想写 {nearest}？',
  },
});
