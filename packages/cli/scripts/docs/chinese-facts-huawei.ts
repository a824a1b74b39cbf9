/** The claims about the Huawei door, in Chinese by the English. */
export const CHINESE_OF_HUAWEI_FACTS: Readonly<Record<string, string>> = {
  'KMS: keystores, PINs, shared secrets, replicas, access points, capsules and policies of keys, and material for key pairs are not served.':
    'KMS：不提供密钥库、PIN、共享密钥、副本密钥、接入点、胶囊和密钥策略，也不提供密钥对的密钥材料。',
  'IAM: tokens for the token of an identity provider, and groups, roles and permanent access keys of users are not served.':
    'IAM：不提供以身份提供商令牌换取的令牌，也不提供用户组、角色和用户的永久访问密钥。',
  'A user that is made through IAM logs in and may work in no project.':
    '经 IAM 创建的用户可以登录，但不能在任何项目中工作。',
  'SMN: messages that somebody publishes, message templates, log groups, filter policies, mobile push and the confirmation of subscriptions are not served.':
    'SMN：不提供由用户发布的消息、消息模板、日志组、过滤策略、移动推送和订阅确认。',
  'An endpoint of http or https on this machine counts as confirmed at once; any other stays unconfirmed and is sent nothing.':
    '本机上的 http 或 https 终端立即视为已确认；其他终端保持未确认，不会收到任何消息。',
  'An access policy of a topic is kept and decides nothing.': '主题的访问策略会保存，但不起作用。',
  'No API of IAM makes policies or attaches them; identities state them. No policy of an organization, no resource that RAM shares. What system policies allow is a stand-in.':
    '没有 IAM 接口创建或授予策略，策略由身份声明；没有组织策略，也没有 RAM 共享的资源。系统策略允许的内容是替代实现。',
  'EPS: quotas, providers and records of moves are not served.': 'EPS：不提供配额、云服务提供方和迁移记录。',
  'Whether an enterprise project that CSMS, KMS or SMN is given exists is not asked; a move asks for it.':
    '传给 CSMS、KMS 或 SMN 的企业项目是否存在不作检查；迁移时才检查。',
  'SECRET_VERSION_NEAR_EXPIRY, which examples name, can be subscribed to and never fires: when the service fires it stands nowhere.':
    '示例中出现的 SECRET_VERSION_NEAR_EXPIRY 可以订阅，但从不触发：没有任何页面说明服务何时触发它。',
  "Notifications that are delivered to an endpoint bear no signature of SMN's.": '投递到终端的通知不带 SMN 的签名。',
  'SDK-HMAC-SM3 and SDK-SM2-SM3 signatures get APIGW.0301 where OpenSSL lacks SM3.':
    'OpenSSL 缺少 SM3 时，SDK-HMAC-SM3 与 SDK-SM2-SM3 签名得到 APIGW.0301。',
  "A replica is read in its region under the primary's name and is in none of that region's lists. It is not promoted, and its key is shown and seals nothing: what is read is the primary.":
    '副本在其区域内以主凭据的名称读取，不出现在该区域的任何列表中；它不会被提升为主凭据，其密钥只作展示、不加密任何内容：读到的就是主凭据。',
  'A `policy` for temporary access keys narrows nothing (IAM honours it for OBS alone).':
    '临时访问密钥的 `policy` 不缩小任何权限（IAM 只对 OBS 生效）。',
  'An agency that CreateAgency makes allows nothing beyond what whoever assumes it may do; one that seeds state has grants of its own.':
    'CreateAgency 创建的委托不授予承担者自身权限之外的任何权限；由预置数据声明的委托有自己的授权。',
  'An operation that is not implemented is answered as an API that is not published: 404 APIGW.0101.':
    '未实现的操作按未发布的 API 应答：404 APIGW.0101。',
  'Order of checks: route, credentials, project, permission, body, values, existence, state, the permission to use the key, key, quota.':
    '检查顺序：路由、凭证、项目、权限、请求体、取值、是否存在、状态、使用密钥的权限、密钥、配额。',
  "A missing secret is 403 without the permission; a tag's secret, which its id names, is missing.":
    '没有权限时，不存在的凭据得到 403；标签所属的凭据以 ID 指定，不存在时报不存在。',
  'What is about something that only the body names is rejected for a body that does not name it.':
    '若操作对象只由请求体指定，而请求体没有指定，则请求被拒绝。',
  "A path that names nothing is missing (404) or, when the name breaks the vendor's rule, wrong (CSMS.0002); a name, version or stage that another door made is found whatever its form.":
    '路径所指不存在时报不存在（404）；名称违反厂商规则时报参数错误（CSMS.0002）。其他入口创建的名称、版本或阶段无论形式都能找到。',
  "Project ids are compared as they are sent. The literal `{project_id}` that the Python SDK leaves in the path when it knows no project is rejected, as it hides a mistake; `placeholder_project` takes it for the caller's one project.":
    '项目 ID 按发送的原样比较。Python SDK 在不知道项目时留在路径中的字面量 `{project_id}` 会被拒绝，因为它掩盖了错误；`placeholder_project` 则把它当作调用者唯一的项目。',
  "A caller who may not work in the project is rejected with 403 CSMS.0302. A token's scope is not compared with the path.":
    '不得在该项目中工作的调用者得到 403 CSMS.0302。令牌的范围不与路径比较。',
  'Who states no grants may do everything in those projects, as the account itself.':
    '没有声明授权的身份在这些项目中可以做任何事，如同账号本身。',
  "No function of FunctionGraph sets a database's password: the gateway's rotation target makes the value and puts it into use.":
    '没有 FunctionGraph 函数去设置数据库密码：新值由网关的轮转目标生成并启用。',
  'A rotation that fails is tried three times; one that fell due is switched off then.':
    '失败的轮转会尝试三次；到期触发的轮转此后被关闭。',
  'A common secret does not rotate: `auto_rotation` is CSMS.0002 on one.':
    '通用凭据不轮转：对其设置 `auto_rotation` 得到 CSMS.0002。',
  'The type RDS of 2023 is taken beside those that functions rotate. Its value must have the shape of the page, as text or as the Base64 of it; its configuration is kept under the names of the answer.':
    '除由函数轮转的类型外，也接受 2023 年的 RDS 类型。其值必须符合页面给出的结构（文本或其 Base64）；其配置按应答中的名称保存。',
  'RotateSecret makes the version before it answers; the task puts it into use. `latest` passes over it until then.':
    'RotateSecret 在应答之前就建立版本，由任务启用；在此之前 `latest` 跳过它。',
  'Only an enabled secret is deleted, at once or later; a disabled one is still updated and its stages move, as no page forbids it.':
    '只有启用状态的凭据才能删除，无论立即还是定时；停用的凭据仍可更新、移动阶段，因为没有页面禁止。',
  'A tag of a secret that is there gets the new value: no page says more than that a key has one value. At KMS it is rejected, as the service was seen to.':
    '对已有的标签会写入新值：没有页面说明更多，只说一个键有一个值。在 KMS 则被拒绝，这与观察到的服务行为一致。',
  'Whether a subscribed event exists is not asked; a notification whose topic has no subscriber on this machine, and no address in `smn_targets`, counts as delivered; one whose endpoint answers 404 or 410 is INVALID.':
    '所订阅的事件是否存在不作检查；主题在本机没有订阅者、且 `smn_targets` 中没有地址时，通知视为已送达；终端返回 404 或 410 时为 INVALID。',
  "KMS: a ciphertext has the service's outer form and opens here alone.":
    'KMS：密文具有服务的外层格式，只能在此处解开。',
  'A grant stands for a policy that allows its operations on the key to its grantee, a user or a domain; a Deny outweighs it.':
    '授权等同于一条策略，允许被授权者（用户或账号）对密钥执行授权的操作；Deny 优先。',
  'The default key of CSMS works like any other and changes in nothing (KMS.0211).':
    'CSMS 的默认密钥与其他密钥一样可用，但不可更改（KMS.0211）。',
  'Strings of digits may come as numbers too.': '数字字符串也可以以数字形式传入。',
  'A name that a key was made with stands in no list of aliases.': '密钥创建时的名称不出现在别名列表中。',
  'No access key is locked after failures; nothing is throttled unless asked for, as a 429 makes Terraform sleep for minutes.':
    '访问密钥不会因失败而锁定；除非要求，否则不限流，因为 429 会让 Terraform 休眠数分钟。',
  "A backup bears the service's prefix before a string that opens in this installation alone. Without `foreign_backups` it is rejected in another project, with the answer to a string that never was a backup: nobody learns whose it is.":
    '备份在服务的前缀之后是一段只能在本安装中打开的字符串。没有 `foreign_backups` 时，在另一个项目中得到与并非备份的字符串相同的拒绝：无人能得知它属于谁。',
  "Grants, agencies, the checker's switch and what is known of users are kept and shown; grants let somebody in only with `csms_grants`, and CheckSecrets works whether its switch is on or off.":
    '授权、委托、检测开关和已知的用户信息会保存并展示；授权只有在 `csms_grants` 打开时才放行，CheckSecrets 无论开关如何都可用。',
  "Users are the identities that this dialect knows; a user's password is IAM's too. The development identity gets its documented password back when the gateway starts.":
    '用户就是该方言所知的身份；用户密码也是 IAM 的密码。网关启动时，开发身份恢复文档中的密码。',
  "Function templates are of this project's making: they do what the service's do, in other words.":
    '函数模板由本项目编写：作用与服务的相同，文字不同。',
  'A login with a passcode is checked against the MFA device that the user has; a login without one asks for none.':
    '带动态口令的登录按用户的 MFA 设备校验；不带口令的登录不要求口令。',
  "IAM has a project of every name, because SDKs ask for their region's and insist on exactly one.":
    'IAM 对任何名称都有一个项目，因为 SDK 会查询其区域的项目，并坚持恰好有一个。',
  "At IAM's hosts there are its operations alone. At an address of ours the versions of KMS and IAM have one path: IAM's are for a client of Keystone, which asks the bare address for JSON, and for one that names a domain and no project.":
    '在 IAM 的主机名下只有它的操作。在我们的地址上，KMS 与 IAM 的版本查询共用一个路径：以 JSON 询问裸地址的 Keystone 客户端，以及只指定域而不指定项目的客户端，得到 IAM 的。',
  "IAM rejects in its own envelope; a signature is API Gateway's to reject even there.":
    'IAM 以自己的格式返回错误；签名即使在那里也由 API 网关拒绝。',
  '`value_limit`: 32 KB (pages of 2021 and 2023, definitions), or 64 KB (newer guides).':
    '`value_limit`：32 KB（2021 和 2023 年的页面、接口定义）或 64 KB（较新的指南）。',
  '`at_label_limit`: no page says whether the put that would make SYSPREVIOUS the 13th stage is rejected, or its place is kept.':
    '`at_label_limit`：没有页面说明，会使 SYSPREVIOUS 成为第 13 个阶段的写入是被拒绝，还是为其保留位置。',
  '`create_time`: milliseconds keep versions in the order that Terraform sorts them by; the cloud was seen to show whole seconds, and the pages speak of seconds.':
    '`create_time`：毫秒能让版本保持 Terraform 排序所需的次序；观察到云上显示整秒，页面也说是秒。',
  '`latest`: the newest version (ShowSecretVersion), or the one of SYSCURRENT (BatchShowSecretVersion).':
    '`latest`：最新的版本（ShowSecretVersion）或 SYSCURRENT 所在的版本（BatchShowSecretVersion）。',
  '`missing_status`: 404 (definitions, Terraform), or 400 (table of errors).':
    '`missing_status`：404（接口定义、Terraform）或 400（错误码表）。',
  '`strict_names`: dots in names (2021, Terraform), or none (2023).':
    '`strict_names`：名称可含点（2021 年、Terraform）或不可含点（2023 年）。',
  'KMS operations that switch and time rotation, or import and delete material, answer 200 with `{}`: golangsdk decodes the body and fails at none (EOF); Go v3, Python and Java take none and `{}`.':
    'KMS 中开关轮转、设置轮转周期以及导入和删除密钥材料的操作返回 200 和 `{}`：golangsdk 会解码响应体，没有时报错（EOF）；Go v3、Python 和 Java 两者皆可。',
  'CancelGrant and CancelSelfGrant answer 200 with `{}`, as the others of KMS: golangsdk reads no body of theirs.':
    'CancelGrant 和 CancelSelfGrant 与 KMS 其他操作一样返回 200 和 `{}`：golangsdk 不读它们的响应体。',
  'DeleteSecret of CSMS answers 200 with nothing.': 'CSMS 的 DeleteSecret 返回 200，无响应体。',
  'Whatever answers 204, at IAM, SMN and EPS too, has no body, and no client decodes one.':
    '凡返回 204 的（IAM、SMN 和 EPS 也一样）都没有响应体，也没有客户端去解码。',
  "The client's list of signed headers is trusted: Go signs no host; Terraform adds X-Project-Id after signing.":
    '信任客户端给出的已签名请求头列表：Go 不签 host；Terraform 在签名之后添加 X-Project-Id。',
  'Paths are read decoded, then undecoded, as Go, Java and Node sign them.':
    '路径先按解码后、再按未解码的形式校验，因为 Go、Java 和 Node 各自如此签名。',
  'An absent body may have been hashed as `{}` (Node).': '没有请求体时，其哈希可能是 `{}` 的哈希（Node）。',
  'SDK-HMAC-SHA256 fits the published vectors, and no more with one byte changed.':
    'SDK-HMAC-SHA256 与公布的向量一致，改动一个字节就不再一致。',
  'SDK-HMAC-SM3 fits the vector of the Go SDK.': 'SDK-HMAC-SM3 与 Go SDK 的向量一致。',
  'V11-HMAC-SHA256 derives the published key; it is good for the day, region and service that it was derived for.':
    'V11-HMAC-SHA256 派生出公布的密钥；只对派生时的日期、区域和服务有效。',
  'SDK-ECDSA-P256-SHA256 derives the published key and fits what that key signed.':
    'SDK-ECDSA-P256-SHA256 派生出公布的密钥，并与该密钥的签名一致。',
  'A signature is good for 15 minutes to either side of its time.': '签名在其时间前后各 15 分钟内有效。',
  "Bodies of GET and DELETE are ignored (Node sends `{}`), save that of KMS's DeleteAlias.":
    'GET 和 DELETE 的请求体被忽略（Node 会发送 `{}`），KMS 的 DeleteAlias 除外。',
  "Terraform sends the `limit` of list-grants and the `offset` of tagged keys as integers, and reads KMS's aliases from a bare object, where the SDKs, who say who they are in User-Agent, decode an array.":
    'Terraform 以整数发送 list-grants 的 `limit` 和按标签查询密钥的 `offset`，并从裸对象读取 KMS 的别名；在 User-Agent 中表明身份的 SDK 则解码数组。',
  '`limit` and `offset` of tagged secrets are integers (Terraform) or strings (the definition).':
    '按标签查询凭据的 `limit` 和 `offset` 是整数（Terraform）或字符串（接口定义）。',
  'The method of a passcode may be ` totp`, with the blank that the Go SDK has for it.':
    '动态口令的方法可以是带空格的 ` totp`，Go SDK 就是这样写的。',
  'X-Security-Token need not be signed: Terraform adds it afterwards.':
    'X-Security-Token 不必签名：Terraform 在签名之后添加它。',
  '`GET …/versions/` without a query is ShowSecretVersion of `latest` (dapr leaves the version id empty).':
    '不带查询串的 `GET …/versions/` 是对 `latest` 的 ShowSecretVersion（dapr 把版本号留空）。',
  '`event_subscriptions: null` clears (Terraform); any other null field is an absent one.':
    '`event_subscriptions: null` 表示清除（Terraform）；其他为 null 的字段视为缺省。',
  '`next_marker` is null on the last page (dapr recurses while it is there), markers are exclusive (Terraform).':
    '最后一页的 `next_marker` 为 null（dapr 只要它存在就会递归），标记不包含自身（Terraform）。',
  'The sequence of a request to KMS, or to tags of CSMS, is checked, and no answer or record has it.':
    '发往 KMS 的请求或 CSMS 标签请求的 sequence 会被检查，但任何应答和记录中都没有它。',
};
