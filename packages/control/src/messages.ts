import { catalogue } from '@dragoman/messages';

/** Why a control call is rejected, and what would help. */
export const MESSAGES = catalogue({
  thePath: { en: 'the path', zh: '路径' },
  theQuery: { en: 'the query', zh: '查询参数' },
  theHeaders: { en: 'the headers', zh: '请求头' },
  theBody: { en: 'the body', zh: '请求体' },
  unreadable: { en: 'cannot read {call}: {why}', zh: '无法读取 {call}：{why}' },
  unanswered: { en: 'cannot answer {call}', zh: '无法应答 {call}' },
  bodyNoJson: { en: 'the body is no JSON; give a JSON object', zh: '请求体不是 JSON；请给出 JSON 对象' },
  unknownCall: {
    en: 'no control call {method} {path}; {prefix}/openapi.json lists them all',
    zh: '没有控制调用 {method} {path}：{prefix}/openapi.json 列出全部调用',
  },
  unknownRun: {
    en: 'nothing was kept of a run {run}',
    zh: '没有为运行 {run} 保存任何请求',
  },
  inAddress: {
    en: '{misplaced} is not taken from the address, which logs keep: send it percent-encoded in the header {header}',
    zh: '{misplaced} 不从地址中读取，因为地址会留在日志中：请以百分号编码放在请求头 {header} 中',
  },
  headerNotEncoded: {
    en: 'the header {header} is not percent-encoded UTF-8',
    zh: '请求头 {header} 不是百分号编码的 UTF-8',
  },
  notJson: { en: 'send the body as application/json', zh: '请以 application/json 发送请求体' },
  bodyCut: { en: 'the body ended before its end: send it again', zh: '请求体中途中断：请重新发送' },
  bodyIsList: { en: 'the body is a list: give a JSON object', zh: '请求体是列表：请给出 JSON 对象' },
  doesNotFit: { en: '{field} does not fit', zh: '{field} 不符合要求' },
  unknownSandbox: {
    en: 'there is no sandbox {sandbox}: it was deleted, has expired or never was',
    zh: '没有沙箱 {sandbox}：已被删除、已过期，或从未存在',
  },
  keepsNoValues: {
    en: 'the sandbox {sandbox} keeps no values that are handed out: create it with keeps_handed_out',
    zh: '沙箱 {sandbox} 不保存给出的值：创建时请给出 keeps_handed_out',
  },
  advanceAlone: {
    en: 'advance goes with no other field: set the clock first',
    zh: 'advance 不能与其他字段并用：请先设定时钟',
  },
  byOrTo: { en: 'give either by or to', zh: '请给出 by 或 to 其中之一' },
  offsetNeedsMode: { en: 'offset goes with mode offset', zh: 'offset 须与 mode offset 一起使用' },
  atNeedsMode: { en: 'at goes with mode frozen', zh: 'at 须与 mode frozen 一起使用' },
  modeNeedsOffset: { en: 'mode offset needs an offset, such as 36h', zh: 'mode offset 需要偏移量，例如 36h' },
  inThePast: {
    en: '{field} is in the past: this goes only forward; PUT /clock sets it back',
    zh: '{field} 是过去的时间：此处只能向前；PUT /clock 可将时钟调回',
  },
  tooLate: { en: '{field} leads past the year 9999', zh: '{field} 超出 9999 年' },
  nothingDue: { en: 'nothing falls due: give a duration or a time', zh: '没有到期事项：请给出时长或时间' },
  unknownRequest: {
    en: 'the journal has no request {id}: it is forgotten, or was answered by another environment',
    zh: '请求日志中没有请求 {id}：已被遗忘，或由另一个环境应答',
  },
  notRejected: { en: 'the request {id} was not rejected', zh: '请求 {id} 没有被拒绝' },
  requestForgotten: {
    en: 'the request {id} is in the journal, but no longer as it came in: explain it sooner, or raise journal.bytes',
    zh: '请求 {id} 在请求日志中，但原始内容已不再保留：请尽早查看原因，或调大 journal.bytes',
  },
  faultAnswered: {
    en: 'a fault rule answered: the request was let in and understood',
    zh: '应答来自故障规则：请求已被接受并正确解读',
  },
  seeFaults: {
    en: 'see `dragoman faults list` for the rules, and `dragoman faults clear` to remove them',
    zh: '`dragoman faults list` 列出规则，`dragoman faults clear` 移除规则',
  },
  noDoorTakes: { en: 'no door takes a {method} like this', zh: '没有入口接受这样的 {method} 请求' },
  unknownRule: {
    en: 'there is no rule {id}: list them with faults list',
    zh: '没有规则 {id}：faults list 列出全部规则',
  },
  afterAhead: {
    en: 'after = {after} is ahead of the last request, {last}',
    zh: 'after = {after} 超过最后一个请求 {last}',
  },
  noPlan: {
    en: 'no plan of a migration is opened: `dragoman migrate report <plan> --open`',
    zh: '没有打开的迁移计划：`dragoman migrate report <plan> --open`',
  },
  noReportIn: { en: 'the plan that is open has no report in {language}', zh: '打开的计划没有 {language} 版本的报告' },
  rejectedBefore: {
    en: 'the call is rejected before anybody is asked: {message}',
    zh: '该调用在检查权限之前就被拒绝：{message}',
  },
  asksWhileRunning: {
    en: 'operations at the door {door} ask only while they run: call it, and see the journal',
    zh: '入口 {door} 的操作只在执行时检查权限：请实际调用，再查看请求日志',
  },
  unknownIdentity: {
    en: 'there is no identity {id}: see the seeds, or dragoman sandboxes',
    zh: '没有身份 {id}：请查看预置数据或 dragoman sandboxes',
  },
  valueOrBinary: { en: 'give either value or binary', zh: '请给出 value 或 binary 其中之一' },
  noAuthority: {
    en: 'the gateway has no authority of its own: see the settings under tls',
    zh: '网关没有自己的 CA：请查看 tls 下的配置',
  },
  notBound: { en: '{address} is not bound to {vault}', zh: '{address} 没有绑定到 {vault}' },
  consoleByGet: { en: 'the console is read by GET', zh: '控制台须以 GET 读取' },
  unknownFile: {
    en: 'the console has no file {path}: load {page} again',
    zh: '控制台没有文件 {path}：请重新载入 {page}',
  },
  loginByPost: { en: 'log in by POST, out by DELETE', zh: '登录使用 POST，退出使用 DELETE' },
  noLoginNeeded: { en: 'this gateway has no control token: no login is needed', zh: '此网关没有控制令牌：无需登录' },
  none: { en: '(none)', zh: '（无）' },
  others: { en: 'others', zh: '其他来源' },
  tokenMissing: {
    en: 'the control token is missing: give it as --token or DRAGOMAN_CONTROL_TOKEN, over HTTP as Authorization: Bearer …',
    zh: '缺少控制令牌：请以 --token 或 DRAGOMAN_CONTROL_TOKEN 给出，经 HTTP 则为 Authorization: Bearer …',
  },
  otherToken: {
    en: "the control token is not this gateway's: give the one that it was started with (control.token, DRAGOMAN_CONTROL_TOKEN)",
    zh: '控制令牌不是此网关的：请给出启动时设定的令牌（control.token、DRAGOMAN_CONTROL_TOKEN）',
  },
  tokenNoBearer: {
    en: 'the control token is sent in another way than as a bearer: send Authorization: Bearer …',
    zh: '控制令牌没有以 Bearer 方式发送：请发送 Authorization: Bearer …',
  },
  wrongToken: { en: "the control token is not this gateway's", zh: '控制令牌不是此网关的' },
  tooManyLogins: {
    en: 'too many logins failed: try again in {seconds} seconds',
    zh: '登录失败次数过多：请在 {seconds} 秒后重试',
  },
  tokenTooLong: { en: 'the body is too long for a token', zh: '请求体太长，不可能是令牌' },
  giveToken: { en: 'give a JSON object with token', zh: '请给出含 token 的 JSON 对象' },
  foreignHost: {
    en: "the host {host} is not this machine's: call 127.0.0.1 or localhost, or name it in control.hosts",
    zh: '主机 {host} 不是本机：请使用 127.0.0.1 或 localhost，或在 control.hosts 中写明它',
  },
  foreignPage: { en: 'pages of {origin} may not call the control API', zh: '{origin} 的页面不得调用控制 API' },
  identityExists: { en: 'there is an identity {name} already', zh: '身份 {name} 已存在' },
  noJournal: {
    en: 'the gateway keeps no journal: start it with --journal-enabled true',
    zh: '网关没有保留请求日志：请以 --journal-enabled true 启动',
  },
  nameInVault: { en: '{name} in the vault {vault}', zh: '{name}（保管库 {vault}）' },
  unknownSecret: {
    en: 'there is no secret {name}: list them with secrets list',
    zh: '没有凭据 {name}：secrets list 列出全部凭据',
  },
  unknownSecretNear: {
    en: 'there is no secret {name}: did you mean {nearest}?',
    zh: '没有凭据 {name}：是否想写 {nearest}？',
  },
  ambiguousVault: {
    en: '{name} is in the vaults {holders}: give vault',
    zh: '{name} 存在于多个保管库（{holders}）：请给出 vault',
  },
  coreRejects: { en: '{subject}: {meaning}', zh: '{subject}：{meaning}' },
  wrongAfter: {
    en: 'after does not fit: give the `next` of the page before',
    zh: 'after 不符合要求：请给出上一页的 `next`',
  },
  'instance-missing': {
    en: 'there is no instance {subject}: create it, or list them with instances list',
    zh: '没有实例 {subject}：请创建它，或用 instances list 列出实例',
  },
  'instance-unconnected': {
    en: 'the instance {subject} is not connected: call ConnectKmsInstance',
    zh: '实例 {subject} 尚未启用：请调用 ConnectKmsInstance',
  },
  'in-another-instance': {
    en: '{subject} is in another instance, which it cannot leave',
    zh: '{subject} 在另一个实例中，无法移出',
  },
  'service-key': {
    en: '{subject} is a key of the service, which stays where it is',
    zh: '{subject} 是服务密钥，不能迁移',
  },
  'key-kind': {
    en: '{subject} has imported material or several versions, and cannot move: encrypt anew under a key of the instance',
    zh: '{subject} 有导入的密钥材料或多个版本，不能迁移：请用实例中的密钥重新加密',
  },
  'key-first': {
    en: 'the customer key of {subject} is not in the instance: give it under keys too',
    zh: '{subject} 的用户主密钥不在实例中：请在 keys 中一并给出',
  },
  'rotation-on': {
    en: '{subject} rotates by itself: switch that off first, and on again afterwards',
    zh: '{subject} 开启了自动轮转：请先关闭，迁移后再开启',
  },
  'pending-deletion': {
    en: '{subject} waits for its deletion: restore it first, or leave it out',
    zh: '{subject} 正等待删除：请先恢复，或不要迁移它',
  },
  quota: {
    en: 'the instance {subject} has no room for all of them: buy it larger with ModifyInstance',
    zh: '实例 {subject} 的配额不足：请用 ModifyInstance 扩容',
  },
});
