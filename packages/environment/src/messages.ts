import { catalogue } from '@dragoman/messages';

/** What is wrong with rules of faults and with sandboxes, and what presets do. */
export const MESSAGES = catalogue({
  faultOrScript: { en: '{at} needs either a fault or a script', zh: '{at} 需要 fault 或 script 其中之一' },
  oneWayToFail: {
    en: '{at} has {kinds}: a request fails in one way',
    zh: '{at} 同时有 {kinds}：一个请求只能以一种方式失败',
  },
  codeOfOtherDoor: {
    en: '{at}.error: {door} has no code {error}, and the rule may match its requests: name the door in match',
    zh: '{at}.error：{door} 没有错误码 {error}，而该规则可能匹配它的请求：请在 match 中写明入口',
  },
  unknownPreset: { en: 'there is no preset {name}: they are {known}', zh: '没有名为 {name} 的预设：可用的有 {known}' },
  resetOnce: {
    en: 'the connection is reset before the operation runs, then all is well',
    zh: '连接在操作执行前被重置，之后恢复正常',
  },
  lostAnswer: {
    en: 'the operation runs and its answer breaks off: a client that tries again meets its own work',
    zh: '操作已执行，但应答中断：重试的客户端会遇到自己上次的结果',
  },
  slow: { en: 'every answer waits for two seconds', zh: '每个应答延迟两秒' },
  throttledTwice: { en: 'two requests are throttled, the third passes', zh: '两个请求被限流，第三个通过' },
  failedTwice: {
    en: 'two requests fail with {code}, which official clients try again after; the third passes',
    zh: '两个请求以 {code} 失败，官方客户端会据此重试；第三个通过',
  },
  elsewhere: {
    en: 'this address is the vault {vault}; {subject} is in the vault {other}{addresses}',
    zh: '此地址对应保管库 {vault}；{subject} 在保管库 {other}{addresses} 中',
  },
  tooManySandboxes: {
    en: 'there are {limit} sandboxes already: delete some, or raise sandboxes.limit',
    zh: '已有 {limit} 个沙箱：请删除一些，或调大 sandboxes.limit',
  },
});
