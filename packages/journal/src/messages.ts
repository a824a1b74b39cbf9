import { catalogue } from '@dragoman/messages';

/** What is wrong with assertions, and the report of how they turned out. */
export const REPORT = catalogue({
  exactlyAlone: { en: '{at}.times: exactly stands alone', zh: '{at}.times：exactly 不能与其他字段并用' },
  leastOverMost: { en: '{at}.times: at_least is more than at_most', zh: '{at}.times：at_least 大于 at_most' },

  named: { en: '{name}: {described}', zh: '{name}：{described}' },
  wanted: { en: '{times} {wanted}', zh: '{times} {wanted}' },
  and: { en: '{before} {next}', zh: '{before}，{next}' },
  anyOperation: { en: 'any operation', zh: '任意操作' },
  atDoor: { en: 'at {door}', zh: '入口 {door}' },
  ofResource: { en: 'of {resource}', zh: '资源 {resource}' },
  byIdentity: { en: 'by {identity}', zh: '身份 {identity}' },
  withCode: { en: 'with code {code}', zh: '错误码 {code}' },
  byFault: { en: 'by a fault rule', zh: '由故障规则引起' },
  byNoFault: { en: 'by no fault rule', zh: '非故障规则引起' },
  succeeded: { en: 'that succeeded', zh: '成功' },
  wasRejected: { en: 'that was rejected', zh: '被拒绝' },
  endedInError: { en: 'that ended in an error', zh: '以错误结束' },
  hasFailed: { en: 'that failed', zh: '失败' },
  never: { en: 'never', zh: '从不' },
  exactly: { en: 'exactly {exactly} ×', zh: '恰好 {exactly} ×' },
  atLeast: { en: 'at least {least} ×', zh: '至少 {least} ×' },
  atMost: { en: 'at most {most} ×', zh: '最多 {most} ×' },
  between: { en: 'at least {least} and at most {most} ×', zh: '至少 {least}、最多 {most} ×' },

  holds: { en: 'holds: {described}; {count} came', zh: '成立：{described}；收到 {count} 个' },
  fails: { en: 'fails: {described}; {count} came', zh: '不成立：{described}；收到 {count} 个' },
  forgotten: {
    en: '{count} older requests are forgotten and may have counted: clear the journal first, or raise journal.entries',
    zh: '{count} 个更早的请求已被遗忘，可能应计入：请先清空请求日志，或调大 journal.entries',
  },
  lost: {
    en: '{count} requests or more went with a gateway that ended: they may have counted',
    zh: '至少 {count} 个请求的记录随一个已终止的网关丢失，可能应计入',
  },
  counted: { en: 'counted: {request}', zh: '计入：{request}' },
  near: { en: 'near: {request}; {differences}', zh: '接近：{request}；{differences}' },
  differs: { en: '{field} is {actual}, not {expected}', zh: '{field} 为 {actual}，不是 {expected}' },
  differences: { en: '{before}; {next}', zh: '{before}；{next}' },
  request: {
    en: '#{sequence} {door} {what} by {identity}, {end}',
    zh: '#{sequence} {door} {what}，身份 {identity}，{end}',
  },
  requestOf: {
    en: '#{sequence} {door} {what} of {resource} by {identity}, {end}',
    zh: '#{sequence} {door} {what}，资源 {resource}，身份 {identity}，{end}',
  },
  success: { en: 'success', zh: '成功' },
  rejected: { en: 'rejected', zh: '被拒绝' },
  error: { en: 'error', zh: '错误' },
  withError: { en: '{outcome} {code}', zh: '{outcome} {code}' },
  noDoor: { en: 'no door', zh: '无对应入口' },
  nobody: { en: 'nobody', zh: '无' },
  none: { en: 'none', zh: '无' },
  disorder: {
    en: 'out of order: request #{last} of assertion {at} came after #{first} of assertion {next}',
    zh: '顺序不符：断言 {at} 的请求 #{last} 晚于断言 {next} 的请求 #{first}',
  },
  held: { en: '{held} of {count} assertions hold', zh: '{count} 条断言中有 {held} 条成立' },
});
