/** What control calls and their fields mean, in Chinese by the English. */
export const CHINESE_OF_CONTROL: Readonly<Record<string, string>> = {
  "Show and add host names beside the clouds' that the gateway answers.":
    '查看和添加各云主机名之外、由网关应答的主机名。',
  "Lists the host names beside the clouds' that the gateway answers.": '列出各云主机名之外、由网关应答的主机名。',
  'Adds host names, each with everything below it, until the gateway stops.':
    '添加主机名，各自连同其下的一切名称，直到网关停止。',
  'As `tls.hosts` does at the start: its proxy leads them to the doors, and https clients find a certificate. What signs for names that the CA may not sign is an authority of its own, in memory: `tls.authority` answers its certificate too. An IP address has no certificate that way. `dragoman exec --host` calls this. 409 too-many-hosts beyond 256.':
    '与启动时的 `tls.hosts` 相同：其代理把它们引到各入口，https 客户端有证书可用。CA 无权签发的名称由内存中另一个证书机构签发，`tls.authority` 也会给出它的证书。以此方式添加的 IP 地址没有证书。`dragoman exec --host` 使用此调用。超过 256 个时为 409 too-many-hosts。',
  'host names, without scheme, port or wildcard': '主机名，不带协议、端口或通配符',
  'Says that the process is up.': '表明进程在运行。',
  'Says whether requests are served; 503 while they are not.': '表明是否在受理请求；不受理时为 503。',
  'Says which version this is.': '给出版本。',
  'Checks whether requests came as they should have, and says what came instead.':
    '判断请求是否如期到来，以及实际到来的是什么。',
  'Each assertion counts the requests that fit it. `passed: false` comes with status 200; `text` is the report to read. Where requests that may have counted were evicted, no upper bound holds.':
    '每条断言统计符合它的请求。`passed: false` 的状态码也是 200；`text` 是供人阅读的报告。可能应计入的请求若已被移除，任何上限都不成立。',
  body: '请求体',
  'what must hold: a list of filters with `times`': '必须成立的内容：带 `times` 的过滤条件列表',
  'whether all requests of one assertion must come before those of the next':
    '一条断言的所有请求是否必须先于下一条断言的请求',
  'only requests behind this sequence': '只看此序号之后的请求',
  'Tell which facts the requests so far rested on.': '说明到目前为止的请求依据了哪些事实。',
  'Tells which facts the requests so far rested on, by grade, and what they asked for that is not served.':
    '按等级说明到目前为止的请求依据了哪些事实，以及请求了哪些未提供的内容。',
  'Made of the journal, so of the requests that it still has. A fact counts at its strongest grade; grades are not added up. `passed: false` comes with status 200.':
    '由请求日志生成，因此只含日志中仍有的请求。每条事实按其最强的等级计数，各等级不相加。`passed: false` 时状态码仍为 200。',
  'what each operation and each error needs a fact of, or of a stronger grade':
    '每个操作和每个错误都要有此等级或更强等级的事实',
  'how many requests the journal has no more; they are not in the receipt': '请求日志中已没有的请求数；它们不在清单中',
  'whether all that was used has a fact of min_grade or a stronger one':
    '用到的内容是否都有 min_grade 或更强等级的事实',
  'operations that were called, and the errors that they answered': '调用过的操作，以及它们返回过的错误',
  'an error that it answered; null: the operation': '它返回过的错误；null 表示操作本身',
  'how often which status of HTTP was answered': '各 HTTP 状态码返回的次数',
  'the ids of its facts by their strongest grade, the strongest first': '其事实的 id，按最强等级分组，最强的在前',
  'whether it has a fact of min_grade or a stronger one': '是否有 min_grade 或更强等级的事实',
  'what was asked for that no door serves': '请求了但没有入口提供的内容',
  'null where it matched no door': '不匹配任何入口时为 null',
  'the operation, or method and path where it is not known': '操作名；未知时为方法与路径',
  'what a door that was called serves beside that': '被调用过的入口还提供、但没有调用的操作',
  'Tells the same as the text of a file, for people and for CI servers.':
    '以文件文本的形式给出同样的内容，供人和 CI 服务器阅读。',
  'the requests that were kept under this name, in place of those': '改用以此名称保存的请求',
  'Keeps the requests so far under the name of a run, for a receipt of several environments.':
    '把目前的请求保存在一次运行的名称下，以便为多个环境生成一份清单。',
  'For helpers of tests: a sandbox is kept before it is deleted or reset, and `receipt.get` with `run` tells of all. No request is kept twice. Kept in memory, by this gateway alone; the last hundred runs.':
    '供测试辅助库使用：沙箱在删除或重置之前先保存，之后带 `run` 的 `receipt.get` 给出全部内容。请求不会重复保存。只保存在本网关的内存中，最多最近一百次运行。',
  'only begin: what this environment was asked so far is not of the run': '仅开始：该环境此前的请求不属于本次运行',
  'how many are kept of the run': '本次运行已保存的请求数',
  'null where it is not known; of a request for none that is served, what it names':
    '未知时为 null；请求未提供的操作时为其所写的名称',
  'the names of fields of its query and body that nothing reads, the first 16; never a value':
    '其查询与请求体中没有代码读取的字段名，取前 16 个；从不含值',
  'unread: no code asks for it; ignored: it is taken, and nothing comes of it':
    'unread：没有代码读取；ignored：会接受，但不起作用',
  'what is known of one that is ignored': '对被忽略字段的说明',
  'fields that were sent and change nothing': '发送了但不起作用的字段',
  'how many of them were evicted, as the journal is bounded': '其中多少个已被移除（请求日志有上限）',
  'Answers the metrics of the gateway and its process, for Prometheus.': '给出网关及其进程的指标，供 Prometheus 采集。',
  'Goes back to the baseline, or without one to a fresh start, in one step; clock, faults and journal too unless kept.':
    '一步回到基线，没有基线则回到全新启动的状态；时钟、故障和请求日志也一并重置，除非要求保留。',
  'what stays as it is': '保持原样的内容',
  'the same for states with the same content, whatever key seals them': '内容相同的状态哈希相同，与由哪个密钥封存无关',
  'Show and set the clock.': '查看和设定时钟。',
  'Shows the time, and what falls due next.': '查看时间，以及下一个到期的事项。',
  "real is the machine's clock, offset is shifted against it, frozen does not move":
    'real 与机器时钟一致，offset 相对机器时钟偏移，frozen 静止',
  'Unix milliseconds': 'Unix 毫秒数',
  "how far ahead of the machine's clock; behind is negative": '比机器时钟快多少；慢则为负',
  "which clock the stated time of a signature must be near: either the machine's, by which clients sign, or this one; or gateway, this one alone":
    '签名所声明的时间必须接近哪个时钟：either 为机器时钟（客户端签名时所用）或本时钟任一；gateway 为只看本时钟',
  'what falls due next': '下一个到期的事项',
  'such as secret-deletion, secret-rotation, version-expiry, key-rotation':
    '例如 secret-deletion、secret-rotation、version-expiry、key-rotation',
  'Sets the clock: real, shifted, frozen, or on by a duration.': '设定时钟：真实、偏移、静止，或前进一段时长。',
  'What fell due by the time that it is set to is done before the call answers, each thing once and at that time, as after a sleep; `advance` stops at each time on the way instead. Set back, nothing that happened is undone.':
    '到所设时间为止已到期的事项，在应答之前完成，每项一次，完成时间为所设时间，如同休眠之后；`advance` 则在途中每个到期时刻停下。往回设定不会撤销已发生的事。',
  "how far ahead of the machine's clock, with mode offset; -1h is behind: a duration such as PT36H, 15m or 7d (weeks, days, hours, minutes, seconds; months and years have no fixed length)":
    'mode 为 offset 时，比机器时钟快多少；-1h 为慢：形如 PT36H、15m 或 7d 的时长（周、天、时、分、秒；月和年没有固定长度）',
  'the time to freeze at, with mode frozen; without it the time that it is: a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    'mode 为 frozen 时冻结在哪一刻；不设置则冻结在当前时刻：带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'as POST /clock/advance: next, or: a duration such as PT36H, 15m or 7d (weeks, days, hours, minutes, seconds; months and years have no fixed length)':
    '同 POST /clock/advance：next，或形如 PT36H、15m 或 7d 的时长（周、天、时、分、秒；月和年没有固定长度）',
  'what was done of what fell due, in order; the first 1,000 entries': '已完成的到期事项，按顺序；只列前 1,000 项',
  'whether entries are missing in `done`; the totals are whole': '`done` 是否有缺项；总数是完整的',
  'how much of each was done': '各类完成了多少',
  'Advances the clock, and does everything that falls due on the way, in order and each at its own time.':
    '让时钟前进，途中到期的事项按顺序、各在自己的时刻完成。',
  'Answers when all is done. A secret that rotates daily is rotated thirty times in thirty days, a day apart. Calls wait for each other. With nothing that falls due, `next` is rejected (409 nothing-due). A caller who disconnects leaves the clock where it is by then.':
    '全部完成后才应答。每天轮转的凭据，前进三十天会轮转三十次，每次相隔一天。调用之间互相等待。没有任何事项到期时，`next` 被拒绝（409 nothing-due）。调用方中途断开时，时钟停在当时到达的位置。',
  'how far: a duration such as PT36H, 15m or 7d (weeks, days, hours, minutes, seconds; months and years have no fixed length)':
    '前进多少：形如 PT36H、15m 或 7d 的时长（周、天、时、分、秒；月和年没有固定长度）',
  'where to: next, which is when something falls due, or: a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '前进到何时：next 为下一个事项到期时，或带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'Inject faults.': '注入故障。',
  'Lists the rules, and how often each has matched.': '列出规则，以及每条命中的次数。',
  'Replaces all rules; the first that matches a request and is not spent decides.':
    '替换所有规则；由第一条匹配请求且未用尽的规则决定。',
  'Rules apply once a request is authenticated and decoded: a wrong signature stays one. Unknown doors, operations and codes are rejected, and nothing changes.':
    '请求通过认证并被解析之后才查规则：错误的签名仍是错误的签名。未知的入口、操作和错误码会被拒绝，且什么都不改变。',
  'Adds rules behind those that are there.': '在现有规则之后追加规则。',
  'Removes all rules.': '删除所有规则。',
  'Lists ready-made rules: the errors that official clients retry on, and broken connections.':
    '列出预设规则：官方客户端会重试的错误，以及中断的连接。',
  'Adds the rule of a preset, for all requests of its door or for those that match.':
    '追加一个预设规则，作用于其入口的所有请求，或只作用于匹配的请求。',
  'Show the plan of a migration that is open.': '查看已打开的迁移计划。',
  'Opens a plan of a migration, so that others can show it.': '打开一个迁移计划，供其他程序展示。',
  'As `dragoman migrate report <plan> --open` sends it. It takes the place of one that is open, and is kept until the gateway stops. It holds names and rules, and no value.':
    '由 `dragoman migrate report <plan> --open` 发送。它取代已打开的计划，保留到网关停止。其中有名称和规则，没有任何值。',
  'the name of its file': '其文件名',
  'a service, and after a colon its address': '服务名，冒号之后是其地址',
  'what becomes of it, from the best to the worst': '它的结果，从最好到最差',
  'whether the gate lets the plan through': '门槛是否放行该计划',
  'values that were not read': '没有读取的值',
  'the worst first, then those of the most secrets': '最差的在前，其次是涉及凭据最多的',
  'for how many it would settle the rule': '它能为多少个凭据解决该规则',
  "of the vendor's documents": '厂商文档的页面',
  'what holds for every secret': '对每个凭据都成立的事',
  'by which rules and limits the plan was made': '计划所依据的规则和限制',
  'before readers are switched over': '切换读取方之前须满足的事项',
  'its name at the target': '在目标处的名称',
  'Shows the plan of a migration that is open.': '查看已打开的迁移计划。',
  'Shows what the open plan says: totals, proposals by rule, what is to hold before the cut-over.':
    '查看已打开的计划的内容：合计、按规则的建议、切换之前须满足的事项。',
  'Lists which secrets of the open plan meet which rule.': '列出已打开的计划中哪些凭据触及哪条规则。',
  'Page by giving `last` of one answer as `after` of the next, while `more` says so.':
    '翻页：`more` 为真时，把一次应答的 `last` 作为下一次的 `after`。',
  'of this rule alone': '只列出这条规则的',
  'how many to pass over': '跳过多少条',
  'how many there are in all': '总共有多少条',
  'how many were passed over or listed': '已跳过或列出多少条',
  'Closes the plan that is open.': '关闭已打开的计划。',
  'whether one was': '是否有打开的计划',
  path: '路径',
  'what a request must be like; what is left out is anything': '请求必须符合的条件；省略的不限',
  'huawei, aliyun or bk': 'huawei、aliyun 或 bk',
  "the operation's name as the vendor writes it": '厂商写法的操作名',
  'id or name of an identity, or what it presents: an access key id, an app code':
    '身份的 ID 或名称，或它出示的内容：访问密钥 ID、应用 ID',
  'the secret, key or credential as the client names it': '客户端所写的凭据或密钥名称',
  'how often the fault happens, or the script is gone through; without it a fault happens without end and a script once':
    '故障发生多少次，或脚本执行多少遍；不设置则故障一直发生，脚本执行一遍',
  'Show the requests that were answered.': '查看已应答的请求。',
  'Lists requests in the order in which they were answered.': '按应答的先后列出请求。',
  'Page by giving `last` of one answer as `after` of the next, while `more` says so. Secret values are not in it: a string that holds one is shown with `[secret]` in its place.':
    '翻页：`more` 为真时，把一次应答的 `last` 作为下一次的 `after`。其中没有机密值：含有机密值的字符串以 `[secret]` 代替该值。',
  query: '查询参数',
  header: '请求头',
  'The passphrase is percent-encoded in the header `X-Dragoman-Passphrase`: addresses are kept in logs.':
    '口令经百分号编码后放在请求头 `X-Dragoman-Passphrase` 中：地址会留在日志里。',
  'id or name of an identity, or what it presents: an access key id, an app code, a token; rejected requests that presented it are among them':
    '身份的 ID 或名称，或它出示的内容：访问密钥 ID、应用 ID、令牌；出示过它的被拒请求也包括在内',
  'the secret, key or credential as the client named it': '客户端所写的凭据或密钥名称',
  'failed is rejected or error': 'failed 为 rejected 或 error',
  "the vendor's code of a rejection": '拒绝时的厂商错误码',
  'whether a fault rule was applied to it': '是否对它应用了故障规则',
  'from this time on: a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '从此时间起：带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'before this time: a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '在此时间之前：带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'the newest in place of the oldest; they come in their order too': '取最新的而不是最旧的；顺序同样是先后顺序',
  'the sequence up to which was read': '读到的序号',
  'whether more fit': '是否还有符合的',
  'Streams requests as they come, until the caller disconnects.': '请求到来时逐个给出，直到调用方断开。',
  'Server-sent events. A reader who is too slow is told how many requests were dropped, and goes on with the oldest that is left.':
    '服务器发送事件（SSE）。读得太慢时会被告知丢掉了多少个请求，然后从剩下的最旧的一个继续。',
  'begin behind this sequence; without it, with what comes next': '从此序号之后开始；不设置则从下一个到来的请求开始',
  'Shows the request of an id.': '按 ID 查看请求。',
  'Clears the journal; sequences go on.': '清空请求日志；序号继续递增。',
  'Export and import the state.': '导出和导入状态。',
  'Answers the hash of the state: the same content has the same hash.': '给出状态的哈希：内容相同则哈希相同。',
  'Exports the state as a file, its values sealed.': '把状态导出为文件，其中的值已加密封存。',
  'opens the file in any installation; without it only one with the same root key does':
    '使文件可在任何安装中打开；不设置则只有根密钥相同的安装能打开',
  'Imports an exported state in place of this one, in one step; a damaged or newer one is rejected and changes nothing.':
    '导入已导出的状态，一步替换当前状态；损坏的或版本更新的会被拒绝，且什么都不改变。',
  'Set the state that a reset goes back to.': '设定重置回到的状态。',
  'Makes the current state the baseline that a reset goes back to, in later runs too.':
    '把当前状态设为重置所回到的基线，以后再启动也有效。',
  'Removes the baseline: a reset goes back to a fresh start.': '删除基线：重置回到全新启动的状态。',
  'Save and load the state by name.': '按名称保存和加载状态。',
  'Lists the snapshots.': '列出快照。',
  '1 to 64 letters, digits, dots, dashes and underscores': '1 到 64 个字母、数字、点号、连字符和下划线',
  'of the Dragoman that made it; null where it cannot be read': '保存它的 Dragoman 的版本；无法读取时为 null',
  'Saves the state under a name, replacing a snapshot of that name.': '以此名称保存状态，覆盖同名快照。',
  'Loads a snapshot, in one step; a damaged or newer one is rejected and changes nothing.':
    '一步加载快照；损坏的或版本更新的会被拒绝，且什么都不改变。',
  'Deletes a snapshot.': '删除快照。',
  'Create isolated environments for parallel tests.': '为并行的测试建立相互隔离的环境。',
  'Creates a sandbox: a copy of the baseline, with identities of its own for all doors.':
    '建立沙箱：基线的副本，在所有入口都有自己的身份。',
  "Clients get the credentials and call the same addresses; the credential that a request presents selects its sandbox. A sandbox has a clock, faults and a journal of its own, and every call about an environment exists below `/sandboxes/{sandbox}`. Requests without a credential, such as Aliyun's AssumeRoleWithOIDC, stay with the gateway itself.":
    '客户端使用这些凭证，调用相同的地址；请求出示的凭证决定它进入哪个沙箱。沙箱有自己的时钟、故障和请求日志，每个有关环境的调用都存在于 `/sandboxes/{sandbox}` ' +
    '之下。不带凭证的请求（例如阿里云的 AssumeRoleWithOIDC）仍归网关自身。',
  'to tell sandboxes apart by': '用于区分沙箱',
  'how long it is there; 3600 by default': '存在多少秒；默认 3600',
  "what its doors show, as doors.<door>.visibility says it; as the gateway's without":
    '其各入口显示什么，写法同 doors.<door>.visibility；不给则与网关相同',
  "by the machine's clock": '按机器时钟',
  'what clients are configured with, under the names that each vendor gives it': '客户端的配置内容，用各厂商的名称',
  'Lists the sandboxes that are there.': '列出现有的沙箱。',
  'is sent the step `apply` of each rotation once its value is in use, as rotation.webhook_url is':
    '每次轮转的值投入使用之后，会像 rotation.webhook_url 一样收到步骤 `apply`',
  'whether `sandboxes.values` lists the data keys, random passwords and tokens that are handed out':
    '`sandboxes.values` 是否列出给出的数据密钥、随机密码和令牌',
  'Lists the secret values that answers handed out beside those of secrets.': '列出响应中除凭据的值以外给出的秘密值。',
  'Data keys, what keys decrypted, random data and passwords, tokens and temporary keys, for searches of what a program prints and writes. Of a sandbox that was created with `keeps_handed_out`; they are in memory alone, the first 10,000.':
    '数据密钥、由密钥解密的内容、随机数据和密码、令牌和临时密钥，用于在程序打印和写入的内容中查找。仅限以 `keeps_handed_out` 创建的沙箱；只保存在内存中，最多 10,000 个。',
  'of the answer': '响应的字段',
  'whether there were more than are kept': '是否多于所保存的数量',
  'Deletes a sandbox; nothing of it is left.': '删除沙箱，不留任何内容。',
  'Show and bind the tenant addresses that share data.': '查看和绑定共用数据的租户地址。',
  'Show, create and fill KMS instances.': '查看、创建 KMS 实例，并向其中迁入凭据和密钥。',
  'Lists the KMS instances of an account and region, with how much of them is used.':
    '列出某账号和地域的 KMS 实例及其用量。',
  'a vault, or an address that leads to it, such as aliyun:<account>/<region>; `default` by default':
    '保管库，或通向它的地址，例如 aliyun:<account>/<region>；默认为 `default`',
  'Uninitialized, or Connected': 'Uninitialized 或 Connected',
  'how many it is bought for': '购买的数量',
  'Creates a KMS instance of this id that is connected, where there is none.':
    '没有该 ID 的 KMS 实例时，创建一个已启用的实例。',
  'As if it had been bought: clients buy at BssOpenApi (`CreateInstance`) and call `ConnectKmsInstance`.':
    '等同于已经购买：客户端在 BssOpenApi 购买（`CreateInstance`）并调用 `ConnectKmsInstance`。',
  'kst-…': 'kst-…',
  'by their names, at most 50': '以名称给出，最多 50 个',
  'by their ids, at most 50': '以 ID 给出，最多 50 个',
  'Puts secrets and keys of the shared KMS into a KMS instance, all of them or none.':
    '将共享版 KMS 的凭据和密钥迁入 KMS 实例，要么全部迁入，要么都不迁入。',
  "As the vendor's console does: versions, stages, tags and names stay, and DKMSInstanceId is set. Automatic rotation is to be off, and a customer key is to be in the instance, or to go with its secrets. What is in the instance already stays. No request is answered meanwhile.":
    '与厂商控制台的做法一致：版本、版本状态、标签和名称保持不变，并设置 DKMSInstanceId。自动轮转须已关闭；用户主密钥须已在实例中，或与其凭据一同迁入。已在实例中的保持不变。其间不应答任何请求。',
  'Lists the vaults that hold secrets or have addresses bound to them.': '列出存有凭据或绑定了地址的保管库。',
  'a name of your own, or the address of a vault that bears it': '自取的名称，或以地址为名的保管库的地址',
  'that are bound to it; a vault that is named as an address is reached by that one too':
    '绑定到它的地址；以地址为名的保管库也可由该地址到达',
  'Binds tenant addresses to a vault, which is created by that.': '把租户地址绑定到保管库，保管库由此建立。',
  'What was reached by these addresses before stays where it was: `unbound` names each vault that an address was unbound from, with the secrets that stay there. Bindings are kept with the state.':
    '这些地址原先到达的内容留在原处：`unbound` 给出每个地址离开的保管库，以及留在那里的凭据数。绑定随状态保存。',
  'huawei:<project id>, aliyun:<account>/<region> or bk:<scope type>/<scope id>':
    'huawei:<项目 ID>、aliyun:<账号>/<地域> 或 bk:<范围类型>/<范围 ID>',
  'Unbinds tenant addresses from a vault, all of them unless named: each has a vault of its own from then on.':
    '解除租户地址与保管库的绑定，不指明则解除全部：此后每个地址各有自己的保管库。',
  'Either `fault` or `script`.': '`fault` 与 `script` 二选一。',
  'to tell rules apart by': '用于区分规则',
  'first, so long a wait': '先等待这么久（毫秒）',
  "the vendor's error of this code, in its own shape, status and headers":
    '此错误码的厂商错误，带其自身的结构、状态码和响应头',
  'the connection is reset: before the operation runs, after it and before its answer, or in the middle of that':
    '连接被重置：在操作执行之前（before），执行之后、应答之前（after），或在应答中途（mid-body）',
  'the operation runs, and the connection closes after so many bytes of the body':
    '操作会执行，响应体发送这么多字节后连接关闭',
  'the operation runs, and the body comes at this pace': '操作会执行，响应体以此速度发送',
  'one after the other, a request each': '依次执行，每个请求一步',
  "how long the rule holds, by the gateway's clock": '规则有效多久（秒），按网关时钟',
  'how many requests the rule has matched, steps that let pass counted': '规则命中了多少个请求，放行的步骤也算',
  'how many more it will match; null is without end': '还会命中多少次；null 为无限',
  'counts the requests from 1': '从 1 开始给请求计数',
  'as the client got it, with or without dashes; no-door-<sequence> where the request matched no door':
    '客户端得到的 ID，带不带连字符均可；请求不匹配任何入口时为 no-door-<sequence>',
  "when it came in, by the gateway's clock": '到来的时间，按网关时钟',
  'null where the request matched no door': '请求不匹配任何入口时为 null',
  'where the operation is not known; without the query': '操作未知时才有；不含查询参数',
  'what was decided of its permissions, in order; null where the identity states no rights':
    '对其权限逐项作出的判定，按顺序；身份没有声明权限时为 null',
  'as the vendor names it': '按厂商的写法',
  'as the vendor names it; * where the action is on no resource': '按厂商的写法；该操作不针对资源时为 *',
  'implicit-deny: no statement allows it; explicit-deny: one denies it':
    'implicit-deny：没有语句允许；explicit-deny：有语句明确拒绝',
  'the policy and its statement; null where none matches, or no rights are stated':
    '作出判定的策略及其语句；没有语句匹配或没有声明权限时为 null',
  'actions of its policies that no operation asks for, each with what was likely meant':
    '其策略中没有任何操作会检查的权限名，各附可能的本意',
  'actions of its policies that no operation asks for, each with what was likely meant; told once, where there are some':
    '其策略中没有任何操作会检查的权限名，各附可能的本意；有时才出现，只告知一次',
  "actions of the identity's policies that no operation asks for, each with what was likely meant":
    '该身份的策略中没有任何操作会检查的权限名，各附可能的本意',
  'of a check that nothing allows: the statement that came closest, and what of it does not fit; null without one':
    '没有语句允许的检查中，最接近的语句及其不匹配之处；没有时为 null',
  'what it asked for, without any value; null where its input was not valid':
    '它请求的内容，不含任何值；输入无效时为 null',
  'the secrets or keys that it names; of a batch the first 100': '它指明的凭据或密钥；批量请求只取前 100 个',
  'how it picks a version': '它怎样选取版本',
  'the stage that it names: a built-in one by its name, any other as custom':
    '它指明的版本状态：内置的给出名称，其他一律为 custom',
  'which optional fields it gives, and what its switches say': '它给出了哪些可选字段，以及各开关的取值',
  'how it pages: numbers as they are, a marker as true': '它怎样翻页：数字原样给出，标记为 true',
  "the least policy that would allow what was not allowed, in the vendor's own grammar; null for other reasons, and where a Deny has to go":
    '能放行未获允许之事的最小策略，按厂商自己的语法；其他原因或须去掉 Deny 时为 null',
  'Say who may do what, and write the least policy of a run.': '判断谁可以做什么，并写出一次运行所需的最小策略。',
  'Says what would be decided of a call, without making it.': '不发出调用，说明会作出什么判定。',
  'Asks as the operation would: what it checks at first, and what it checks once it found something. Whatever permissions are set to, nothing is changed and nothing recorded.':
    '按该操作的方式检查：先检查的，以及找到对象之后才检查的。无论 permissions 如何设置，什么都不会改变，也不会记录。',
  'its id': '其 id',
  "by the names of the vendor's parameters": '按厂商的参数名称',
  'in order; every one must be allowed': '按顺序；每一项都必须获得允许',
  "the least policy that allows it, in the vendor's own grammar": '能放行它的最小策略，按厂商自己的语法',
  'Writes the least policy with which the same requests pass, for each identity and door.':
    '为每个身份和入口写出能让同样请求通过的最小策略。',
  'Made of the checks in the journal: those of identities that state rights, and of everybody while permissions are observed. What was done in sessions of a role is the policy of the role. Requests that were rejected for their permissions are left out. Names are kept; regions and accounts are not, nor are the ids of keys where the same requests make keys.':
    '由日志中的检查得出：声明了权限的身份的检查；permissions 为 observe 时则是所有人的检查。在角色会话中所做的归入该角色的策略。因权限被拒绝的请求不计入。名称保留；地域和账号不保留，同样的请求会创建密钥时，密钥 id 也不保留。',
  'of requests from this time on: a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '从此时间起的请求：带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'of requests before this time: a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '此时间之前的请求：带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'of this identity alone, by its id': '仅此身份的，按其 id',
  'what it did in sessions of this role, whose policy it is then': '它在此角色的会话中所做的，这时是该角色的策略',
  'how many requests it is made of': '由多少个请求得出',
  'how many requests nothing was asked of: set permissions to observe, and make them again':
    '有多少个请求没有检查过权限：把 permissions 设为 observe，再发一次',
  'Create identities with what they may do.': '创建身份及其权限。',
  'Creates identities, each with credentials for all doors, all of them or none.':
    '创建身份，每个都有所有入口的凭证；要么全部创建，要么一个也不创建。',
  'As seeds have them, with what they may do; the credentials are made here, so that a suite makes a reader and a writer in one call. In a sandbox they are gone at a reset, unless the baseline was set since.':
    '写法同种子数据，包括可以做什么；凭证在此生成，因此一个测试套件一次调用即可创建只读者和写入者。在沙箱中重置后即消失，除非此后设置过基线。',
  'by the id of each': '按各自的 id',
  "what the policies of its identities decide; as the gateway's by default": '其身份的策略起什么作用；默认与网关相同',
  'the same of each of the identities that it was created with, by its id; told once':
    '随之创建的每个身份的同样内容，按其 id；只告知一次',
  'who was authenticated': '通过认证的身份',
  'the credential that the request presented, where nobody was authenticated': '未通过认证时，请求出示的凭证',
  'access-key, app, password, token or user-token': 'access-key、app、password、token 或 user-token',
  "an access key's id, an app's code, a user; only its beginning when it is nobody's, and nothing of a token":
    '访问密钥的 ID、应用 ID、用户；不属于任何人时只给开头，令牌则完全不给',
  'whose it is': '属于谁',
  "rejected: by the vendor's rules; error: an internal error of the gateway, or a connection that a fault rule broke":
    'rejected：按厂商规则拒绝；error：网关的内部错误，或被故障规则中断的连接',
  'of HTTP; 0 where nothing was sent': 'HTTP 状态码；什么都没有发送时为 0',
  'precedes the assertion in the report': '写在报告中此断言之前',
  'how many such requests there must be; without it at least one': '这样的请求必须有多少个；不设置则至少一个',
  'in words': '文字说明',
  'how many requests it is about': '涉及多少个请求',
  'the first of them': '其中最前面的几个',
  'where too few came: the requests most like those wanted': '数量不足时：与所要的最相近的请求',
  'the same to read': '供人阅读的同样内容',
  'Says why a request was rejected, and what would have made it right.': '说明请求为何被拒绝，以及怎样才是对的。',
  'Looks for the correction that makes the signature right, for the operation that a route may have meant, for the owner of a token. Values that may be secrets are masked; neither a secret key nor a right signature is shown. The latest rejected requests can be explained, as many as the journal keeps.':
    '查找怎样改正签名才成立、路径可能想调用的操作、令牌的所有者。可能是机密的值都被遮盖；绝不显示密钥或正确的签名。可解释最近被拒绝的请求，数量以请求日志保留的为限。',
  'as the client got it': '客户端收到的请求 ID',
  'why the request failed: its signature, another credential, its route, what its sender may do, or a rule of the vendor’s':
    '请求失败的原因：签名、其他凭证、路由、发送者的权限，或厂商的规则',
  'what is wrong': '哪里不对',
  'what would help, the likeliest first': '怎样解决，最可能的在前',
  'the key id or app code; null where nobody here has it': '密钥 ID 或应用 ID；这里没有人拥有它时为 null',
  'as far as it is known: where a mistake explains the signature': '已知的部分：有某个错误能解释该签名时才有',
  'the first place in which both differ': '双方第一处不同',
  'all of it together makes the signature right': '全部一起满足时签名成立',
  'completes: the signature is right if …': '补全句子：签名成立，如果……',
  'how many signatures were tried': '试了多少个签名',
  'operations that an unknown route may have meant': '未知路径可能想调用的操作',
  'in what the request differs': '请求与之有何不同',
  'Shows the status of the gateway.': '查看网关的状态。',
  'the authentication mode of each door': '每个入口的认证模式',
  'the gateway that works on the state, of those over one database': '同一数据库上的各网关中处理状态的主网关',
  'those over one database, by address: the version, and how long ago it was heard of':
    '同一数据库上的各网关，按地址：版本，以及多久之前有过消息',
  'the directory or database that keeps it, or memory': '保存状态的目录或数据库，或 memory',
  'real, offset or frozen': 'real、offset 或 frozen',
  'rules that may still inject a fault': '还可能注入故障的规则',
  'that were answered, those of sandboxes aside': '已应答的请求，沙箱的不算',
  'null where the scheme signs the string itself': '签名方式直接对字符串签名时为 null',
  'a word for it': '它的代称',
  'how it is called': '如何调用',
  'Show the hosts that were requested through the proxy.': '查看经代理请求过的主机。',
  'Lists the hosts that were requested through the proxy, and where they were routed.':
    '列出经代理请求过的主机，以及各自的去向。',
  'door: answered here; other: forwarded; rejected: the rest of a cloud; blocked: another host, with proxy.unknown_hosts reject or requested from another machine':
    'door：在此应答；other：转发；rejected：云的其余部分；blocked：其他主机，因 proxy.unknown_hosts 为 reject，或请求来自其他机器',
  'Clears the list of hosts.': '清空主机列表。',
  'Create identities, vaults, keys and secrets in one call.': '一次调用建立身份、保管库、密钥和凭据。',
  'Creates identities, vaults, keys, secrets and credentials that are not there, all of them or none.':
    '建立尚不存在的身份、保管库、密钥、凭据和作业平台凭证，要么全部，要么都不。',
  'The same document as in a seed file. Relative times count from the clock of the environment. Entries that are there stay as they are; a document that is rejected changes nothing. No request sees a part of it.':
    '与预置数据文件是同一种文档。相对时间从所在环境的时钟算起。已有的条目保持原样；文档被拒绝时什么都不改变。没有请求会看到其中的一部分。',
  'Show the CA certificate.': '查看 CA 证书。',
  'Answers the CA certificate, as PEM.': '以 PEM 给出 CA 证书。',
  "The same as `dragoman ca print`, and the one way to it where the gateway keeps everything in memory. Made when it is asked for the first time. 404 no-authority where https is off, or has a certificate of the user's; 409 authority-unusable, which names the file, where it cannot be used.":
    '与 `dragoman ca print` 相同；网关把一切保存在内存中时，这是得到它的唯一途径。第一次询问时生成。https 已关闭或出示用户自己的证书时为 404 no-authority；文件不可用时为 409 authority-unusable，并指明是哪个文件。',
  'Shows what clients are configured with: credentials, https, proxy.': '查看客户端的配置内容：凭证、https、代理。',
  'whether the control API asks for a token': '控制 API 是否要求令牌',
  'whether https is answered at the same port': '同一端口是否应答 https',
  "whether it is a proxy for the clouds' host names": '是否作为各云主机名的代理',
  'the documented development identity, under the names that each vendor gives it':
    '文档所述的开发身份，采用各厂商的名称',
  'Show what the doors serve.': '查看各入口所服务的内容。',
  'Lists the doors, with the operations that each serves and the codes that faults may answer with.':
    '列出各入口、其所服务的操作，以及故障可用以应答的错误码。',
  'strict or lenient': 'strict 或 lenient',
  'tenant addresses that are bound to vaults': '绑定到保管库的租户地址',
  'parameters in braces; with its query where that selects the operation':
    '花括号中为参数；由查询串选择操作时包含查询串',
  'operations that the vendor has and the door rejects': '厂商具有、而此入口拒绝的操作',
  'that a fault may answer with': '故障可用以应答的错误码',
  'Lists what falls due, in its order: deletions, rotations, expiries, tokens.':
    '按时间先后列出到期事项：删除、轮转、过期、令牌。',
  'Each secret, key and token stands once, with the first that falls due of it.':
    '每个凭据、密钥和令牌只列一次，即其最先到期的事项。',
  'the name of a secret, the id of a key, whose token it is': '凭据的名称、密钥的 ID，或令牌的持有者',
  'null for a token': '令牌为 null',
  'Removes one rule; the others count on.': '移除一条规则；其他规则继续计数。',
  'Says what a plan file means: its rules in words, and what holds for every secret.':
    '说明计划文件的含义：各规则的文字说明，以及对每个凭据都成立的内容。',
  'The plan is as `dragoman migrate plan` wrote it; nothing of it is kept. 422 plan-unfit for another.':
    '计划须为 `dragoman migrate plan` 所写；内容不会保存。其他内容为 422 plan-unfit。',
  'the text of the file': '文件的文本',
  'else that of Accept-Language': '不给则按 Accept-Language',
  'in the language that was asked for': '以所请求的语言',
  'what becomes of each': '每个凭据的结果',
  'create, add-version or skip': 'create、add-version 或 skip',
  'kept, changed, lost or refused': 'kept、changed、lost 或 refused',
  'the ends of the ids of its rules': '其规则 ID 的末段',
  'how many it is about': '涉及多少个',
  'what can be done about it': '可以怎么做',
  'where the vendor says so': '厂商的说明所在',
  'Shows a sandbox, with what its clients are configured with.': '查看一个沙箱及其客户端的配置内容。',
  'Takes a scheduled deletion of a secret back.': '撤回凭据的计划删除。',
  'Answers what each door answers of a secret, in its own words.': '给出各入口对一个凭据的应答原文。',
  'The doors render it themselves, as for a caller who may read everything. Faults, quotas and policies do not apply, and nothing of it is in the journal. Values come with `value` alone.':
    '由各入口自己生成，如同应答一个可读取一切的调用者。故障、配额和策略不适用，也不计入请求日志。只有给出 `value` 时才包含值。',
  'of the door that has both; json': '用于两种格式都有的入口；默认 json',
  'whether the current value is asked for too': '是否也请求当前值',
  'by which the door reaches the vault; null where none leads there': '该入口通往保管库的地址；没有时为 null',
  'of HTTP': 'HTTP 状态码',
  'the media type of the body': '正文的媒体类型',
  'as the door answers it': '入口应答的原文',
  'Shows what each cloud would refuse, change or lose of a secret that moved there.':
    '查看凭据迁移到各云时会被拒绝、改变或丢失的内容。',
  'By the rules of `dragoman migrate`, with the default options and an empty target.':
    '依据 `dragoman migrate` 的规则，采用默认选项，目标为空。',
  'as whose secret it was looked at; null where no other service could hold it':
    '按哪个服务的凭据判断；没有其他服务能保存它时为 null',
  'its name there': '在那里的名称',
  'the worst first': '最严重的在前',
  "when ttl_seconds are over, by the gateway's clock; null where it has none":
    'ttl_seconds 结束的时间，按网关时钟；未设定时为 null',
  'to take this rule away by, while the gateway runs': '网关运行期间用以移除此规则',
};
