/** What settings mean, in Chinese by the English; names of things as the vendors write them. */
export const CHINESE_OF_SETTINGS: Readonly<Record<string, string>> = {
  'Port to listen on; 0 takes any free one.': '监听的端口；0 表示任取一个空闲端口。',
  'Address to listen on.': '监听的地址。',
  'Directory that keeps the state.': '保存状态的目录。',
  'Keep the state in memory only: nothing is read from disk or written.':
    '状态只保存在内存中：既不读磁盘，也不写磁盘。',
  'Print one line of JSON on stdout when ready, and nothing else there.':
    '就绪时在标准输出打印一行 JSON，此外不在标准输出打印任何内容。',
  'Makes ids, generated values and times repeat from gateway to gateway; whoever knows it can predict them, so it is for tests alone.':
    '让 ID、生成的值和时间在不同网关之间重复出现；知道种子的人可以预知这些值，因此只用于测试。',
  'Tenant addresses that share a vault, by vault name: huawei:<project id>, aliyun:<account>/<region>, bk:<scope type>/<scope id>.':
    '共用一个保管库的租户地址，按保管库名称列出：huawei:<项目 ID>、aliyun:<账号>/<地域>、bk:<范围类型>/<范围 ID>。',
  'Identities, vaults, keys, secrets and credentials that are made once, as docs/seeding.md has them.':
    '只建立一次的身份、保管库、密钥、凭据和作业平台凭证，写法见 docs/zh/seeding.md。',
  'YAML or JSON file with more seeds.': '含有更多预置数据的 YAML 或 JSON 文件。',
  'Directory of programs that run one after the other, by name, once requests are served; the gateway is ready when they are done, and stops when one fails.':
    '开始处理请求后按名称依次运行的程序所在的目录；它们结束后网关才就绪，其中一个失败则网关停止。',
  'How long each program of ready.dir may take.': 'ready.dir 中每个程序最多可以用多长时间（秒）。',
  "Which clock the stated time of a signature must be near, once the gateway's is set: either the machine's, by which clients sign, or the gateway's; or the gateway's alone.":
    '网关时钟被设定之后，签名所声明的时间必须接近哪个时钟：either 指机器时钟（客户端签名时所用）或网关时钟任一；gateway 指只看网关时钟。',
  'Strict verifies every signature, token and app secret; lenient takes any, unverified.':
    'strict 校验每个签名、令牌和应用密钥；lenient 一概接受，不校验。',
  'The bearer token that callers of the control API send; needed where the gateway listens on another address than a loopback one.':
    '控制 API 的调用方要发送的 Bearer 令牌；网关监听非回环地址时必须设置。',
  'Host names, beside the loopback ones, under which the control API may be called without a token.':
    '除回环名称之外，还允许以哪些主机名不带令牌调用控制 API。',
  'Which requests get a line on stderr; internal errors always do.':
    '哪些请求在标准错误输出中记一行；网关的内部错误总会记录。',
  'How lines on stderr are written: for people, or a JSON object each.':
    '标准错误输出的格式：text 供人阅读，json 每行一个 JSON 对象。',
  'How much a line on stderr says of what the machine is to blame for, such as a full disk: what is wrong and what helps, or with debug the whole error and its stack.':
    '对于由机器引起的问题（例如磁盘已满），标准错误输出说明多少：info 只说出了什么问题、如何处理；debug 给出完整的错误及其堆栈。',
  'Keep the names of fields that requests sent and nothing read, for the receipt; never a value.':
    '保留请求发送了但没有代码读取的字段名，供依据清单使用；从不保留值。',
  'Keep the latest requests in the journal, without any secret.': '在请求日志中保留最近的请求，不含任何机密。',
  'How many requests the journal keeps.': '请求日志最多保留多少个请求。',
  'How much memory the journal takes at most, half of it for rejected requests as they came in.':
    '请求日志最多占用多少内存（字节），其中一半留给被拒绝请求的原文。',
  'The address by which clients reach the gateway, without a path, where it is another than the one that it listens on: what it says of itself names this one.':
    '客户端用来访问网关的地址（不含路径），当它与网关监听的地址不同时设置：网关介绍自己时使用这个地址。',
  'Answer https on the same port as http.': '在与 http 相同的端口上同时提供 https。',
  'PEM file with the certificate that https clients see, and those that signed it; without it the gateway makes its own.':
    'PEM 文件：https 客户端看到的证书及其签发证书；不设置则由网关自己签发。',
  'PEM file with the private key of tls.cert_file, without a passphrase.':
    'PEM 文件：tls.cert_file 对应的私钥，不带口令。',
  'Host names and IP addresses that clients reach the gateway by over https, beside those of the clouds and of this machine.':
    '除各云的主机名和本机名称之外，客户端通过 https 访问网关时使用的主机名和 IP 地址。',
  'How many sandboxes there may be at once.': '同时最多存在多少个沙箱。',
  'Where a rotation function listens that makes the new values of rotated secrets; without it they are generated.':
    '轮转函数监听的地址，由它生成轮转凭据的新值；不设置则由网关生成。',
  'How long one step of the rotation function may take.': '轮转函数每一步最多可以用多长时间（秒）。',
  'HTTP status for a secret, version or stage that does not exist: 404 as clients need it, 400 as the error code table prints it.':
    '凭据、凭据版本或凭据状态不存在时的 HTTP 状态码：404 是客户端需要的，400 是错误码表中写的。',
  'What the version id `latest` means: the newest version, or the one that carries SYSCURRENT.':
    '版本 ID `latest` 的含义：newest 为最新版本，current 为带有 SYSCURRENT 的版本。',
  'Reject dots in the names of new secrets, as the documents do since 2023.':
    '拒绝新凭据名称中的点号，2023 年以来的文档如此规定。',
  'Let a grant of a secret open it to a grantee who states rights, as a policy would; off, as what it does is documented nowhere: it is kept and shown.':
    '让凭据的授权像策略一样，对声明了权限的被授权者开放该凭据；默认关闭，因为没有文档说明其作用：只保存和显示。',
  'How many secrets a project may hold; 0 is no limit.': '一个项目最多可有多少个凭据；0 为不限。',
  'How long a secret value may be: 32 KB as the API reference has it, 64 KB as newer guides do.':
    '凭据值的最大长度：32 KB 与 API 参考一致，64 KB 与较新的指南一致。',
  'Where SYSPREVIOUS would become the 13th stage of a secret: reject the new version, or keep a place for each built-in stage, so that the 11th custom one is rejected.':
    'SYSPREVIOUS 将成为凭据的第 13 个版本状态时：拒绝新版本，或为每个内建状态预留位置，因而第 11 个自定义状态被拒绝。',
  'How exact the times of secrets, versions and stages are, which are shown in milliseconds: to the millisecond, which keeps versions in their order, or to the second, as the cloud shows them.':
    '凭据、版本和版本状态的时间精度（均以毫秒表示）：精确到毫秒，可保持版本的先后顺序；或精确到秒，与云上一致。',
  'How many keys beside the default one a project may hold; 0 is no limit.':
    '一个项目除默认密钥外最多可有多少个密钥；0 为不限。',
  'Take backups of secrets of other projects too, when they are of this installation.':
    '也接受其他项目的凭据备份，只要备份出自本安装。',
  'Where notifications of an SMN topic are posted to, by the URN of the topic; those of any other topic count as delivered.':
    'SMN 主题的通知投递到哪里，按主题的 URN 指定；其他主题的通知视为已送达。',
  'Whether rejections of KMS and of tag, event, record and rotate operations are inside an `error` object as the service has it, or flat, which the Node SDK reads.':
    'KMS 以及标签、事件、记录、轮转类操作的拒绝应答，是像服务那样放在 `error` 对象里（vendor），还是平铺（flat，Node SDK 读取的形式）。',
  'Take the `{project_id}` that an SDK without project and region leaves in the path for the project of who signs, where that has but one.':
    '当签名者只有一个项目时，把没有配置项目和区域的 SDK 留在路径中的 `{project_id}` 当作该项目。',
  'Reject what a user asks beyond 20 times in a second with 429 APIGW.0308, as the gateway of the cloud does.':
    '用户每秒超过 20 次请求时，像云上的网关那样以 429 APIGW.0308 拒绝。',
  "How far the time of a signature may be from the gateway's, in minutes; 0 is not checked.":
    '签名时间与网关时间最多可相差多少分钟；0 表示不检查。',
  'What the policies of an identity decide: enforce rejects what they do not allow, observe lets everything pass and records what would be rejected and what a run needs, off asks nobody; an identity without policies may do everything.':
    '身份的策略起什么作用：enforce 拒绝策略不允许的请求；observe 全部放行，并记录哪些会被拒绝、一次运行需要哪些权限；off 不检查任何人。没有策略的身份可以做一切。',
  'What policies decide at this door alone; without it permissions holds.':
    '仅此入口的权限模式；不设置则按 permissions。',
  'What shows of secrets that other doors made: all of it, or only what this cloud could hold itself (names, sizes, so many versions and stages, tags), as after a migration.':
    '其他入口创建的凭据显示什么：全部，或仅显示此云自身能保存的部分（名称、大小、版本与阶段数量、标签），与迁移之后一致。',
  'Authentication at this door alone; without it auth.mode holds.': '仅此入口的认证模式；不设置则按 auth.mode。',
  'How a wrong signature is answered: as KMS does, or as the generic gateway does, with the string to sign in the message.':
    '签名错误时如何应答：按 KMS 的方式，或按通用网关的方式（消息中带待签名字符串）。',
  'Reject a Timestamp or x-acs-date that is missing or more than 15 minutes away from the clock.':
    '拒绝缺少 Timestamp 或 x-acs-date 的请求，以及其时间与时钟相差超过 15 分钟的请求。',
  'How an expired time is answered: as KMS does, or as the generic gateway does.':
    '时间过期时如何应答：按 KMS 的方式，或按通用网关的方式。',
  'Reject a nonce that its access key has used in the last half hour, as the generic gateway does and KMS does not document.':
    '拒绝同一 AccessKey 在最近半小时内用过的 nonce；通用网关如此，KMS 文档未提及。',
  'Reject calls of KMS above its documented quotas, counted for each account and region by all gateways over one state.':
    '拒绝超出 KMS 文档所列配额的调用；由同一状态上的所有网关一起按账号和地域计数。',
  'KMS instances, each with an id (kst-…) and, if wanted, its access_points with client_keys, network_rules and policies: shown to whoever lists them, and known by DKMSInstanceId. The first is the default one.':
    'KMS 实例：每个有 id（kst-…），并可带 access_points（含 client_keys）、network_rules 和 policies；列出实例时可见，也可用 ' +
    'DKMSInstanceId 指定。第一个为默认实例。',
  'OIDC providers that AssumeRoleWithOIDC knows, each with its name, issuer_url, the keys of its JWKS and, if wanted, client_ids: a token must be signed by one of them. Where none is given, any provider is known and no signature is verified.':
    'AssumeRoleWithOIDC 认识的 OIDC 身份提供商：每个有 name、issuer_url、JWKS 的 keys，并可带 ' +
    'client_ids；令牌必须由其中之一签名。一个都不设置时，任何提供商都被认识，且不校验签名。',
  'What Encrypt takes: any Plaintext, which Decrypt gives back as it was sent, as Terraform relies on; or Base64 alone, as the documentation says.':
    'Encrypt 接受的内容：任意 Plaintext，Decrypt 按发送时的原样返回（Terraform 依赖此行为）；或者如文档所述，只接受 Base64。',
  'What makes room for the eleventh version of a generic secret: the earliest version without a stage, and a rejection where every version has one; or the earliest version but the current one, with its stages.':
    '通用凭据写入第十一个版本时由谁让出位置：最早的没有状态标记的版本，若所有版本都有标记则拒绝写入；或者当前版本以外最早的版本，连同其状态标记。',
  'Where ACSPrevious would become the ninth stage of a secret: reject the new version, or keep a place for each built-in stage, so that the seventh custom one is rejected.':
    '新版本会使 ACSPrevious 成为凭据的第九个状态标记时：拒绝新版本；或者为每个内置标记预留位置，从而拒绝第七个自定义标记。',
  'Let GetSecretValue read a secret whose deletion is scheduled.': '允许 GetSecretValue 读取已计划删除的凭据。',
  'Let CreateSecret succeed when the secret has this version with this very SecretData.':
    '凭据已有此版本且 SecretData 完全相同时，让 CreateSecret 成功。',
  'The region of a request that names none by its host or RegionId.':
    '请求的主机名和 RegionId 都没有指明地域时所用的地域。',
  'The account of an identity that has none.': '没有账号的身份所属的账号。',
  'The release of JOB to be, in quotes: 3.12.4 and newer, or how 3.11, 3.10, 3.9 (and 3.8) or 3.7 differ.':
    '模拟的作业平台版本，要加引号：3.12.4 及更新版本，或 3.11、3.10、3.9（及 3.8）、3.7 的不同行为。',
  'The scopes that exist, as biz/2; empty: every business and business set with a numeric id.':
    '存在的业务范围，写成 biz/2；空表示每个 ID 为数字的业务和业务集都存在。',
  'Permissions that users lack, as user/action/scope; * for any: alice/create_ticket/biz/2, bob/*/*.':
    '用户缺少的权限，写成 用户/操作/范围，* 表示任意：alice/create_ticket/biz/2、bob/*/*。',
  'The APIs that apps may call, as app/api, * for every api: nodeman/system_create_credential; empty: every app may call every API.':
    '应用可以调用的 API，写成 应用/api，* 表示所有 API：nodeman/system_create_credential；空表示每个应用可调用所有 API。',
  'Take bk_username as the user without authentication; off: only for user_auth_exempt_apps, as the platform does.':
    '不加证明即以 bk_username 为用户；关闭时只对 user_auth_exempt_apps 如此，与平台一致。',
  'Apps whose bk_username is taken without authentication when trust_bk_username is off.':
    'trust_bk_username 关闭时，仍不加证明即接受其 bk_username 的应用。',
  'Accept ACCESS_KEY_SECRET_KEY, as documented, for APP_ID_SECRET_KEY; off: 1240002, as the service answers.':
    '按文档接受 ACCESS_KEY_SECRET_KEY 作为 APP_ID_SECRET_KEY；关闭时以 1240002 应答，与服务一致。',
  'Answer an unknown credential type with 1241010 and the known ones; off: 1240002, as the service answers.':
    '凭证类型未知时以 1241010 应答并列出已知类型；关闭时以 1240002 应答，与服务一致。',
  'An update needs name and type and empties what it leaves out, as the service does; off: what is left out stays, as documented.':
    '更新必须带 name 和 type，未带的内容被清空，与服务一致；关闭时未带的内容保持不变，与文档一致。',
  'An update with another scope moves the credential there, as the service does; off: 1243048.':
    '以另一个范围更新凭证时把凭证移到那里，与服务一致；关闭时以 1243048 应答。',
  'Credentials of one scope may bear one name, as before JOB 3.12.4; other doors then see a number behind the name.':
    '同一范围内的凭证可以同名，与作业平台 3.12.4 之前一致；其他入口看到的名称后面带数字。',
  'The base_url that a file source of type BLUEKING_ARTIFACTORY may have, else 1260020; empty: any.':
    '类型为 BLUEKING_ARTIFACTORY 的文件源可用的 base_url，其他的以 1260020 拒绝；空表示任意。',
  'Names that differ by case alone are different names, as with a binary collation.':
    '只有大小写不同的名称视为不同名称，与二进制排序规则一致。',
  "Serve the web console's API of credentials under /job-manage/web, with list and delete, for browsers that hold a bk_token cookie.":
    '在 /job-manage/web 下提供 Web 控制台的凭证 API（含列表和删除），供持有 bk_token cookie 的浏览器使用。',
  'Serve get_credential_detail through ESB too, where the platform does not register it.':
    '也通过 ESB 提供 get_credential_detail；平台没有在 ESB 注册它。',
  'Message of a success through ESB: success, as documented, or empty, as ESB answers.':
    '通过 ESB 成功时的 message：success 与文档一致，empty 为空，与 ESB 实际应答一致。',
  'Who rejects callers of ESB: ESB itself, or in BlueKing 7 the API gateway before it.':
    '由谁拒绝 ESB 的调用方：ESB 自身，或者（蓝鲸 7）其前面的 API 网关。',
  "Public key, as PEM text, of the X-Bkapi-JWT that callers of JOB's own path /api/job/v3/job-manage send; empty: nobody gets in there unless auth is lenient.":
    '校验 X-Bkapi-JWT 的公钥（PEM 文本），调用作业平台自身路径 /api/job/v3/job-manage 时出示该 JWT；空表示无人可以进入，除非认证模式为 lenient。',
  'Language of JOB messages without a Blueking-Language header; auto: English through ESB, Chinese through the API gateway.':
    '没有 Blueking-Language 头时作业平台消息的语言；auto：ESB 用英文，API 网关用中文。',
  "Be an http proxy on the same port, which answers for the clouds' own host names.":
    '在同一端口充当 http 代理，以各云自己的主机名应答。',
  'Whether proxied requests to hosts of no cloud pass; those to the rest of the clouds are always rejected.':
    '经代理发往不属于任何云的主机的请求是否放行；发往各云其余主机的请求总是拒绝。',
  'Whether a start looks at everything in data_dir before it serves: only up to 4 MiB, whatever its size, or never; what is read is checked in any case.':
    '启动时是否在提供服务前检查 data_dir 中的全部内容：仅不超过 4 MiB 时检查、不论大小都检查，或从不检查；读取的内容总会被检查。',
  'What a start does where data_dir is damaged: refuse in a line that names what, or put the damaged database aside and serve what of it is whole.':
    'data_dir 损坏时启动怎么做：用一行指出损坏之处并拒绝启动，或把损坏的数据库放到一旁，用其中完好的部分提供服务。',
  'PostgreSQL database that keeps the state in the place of data_dir: postgres://user@host:5432/database.':
    '代替 data_dir 保存状态的 PostgreSQL 数据库：postgres://user@host:5432/database。',
  'Password for the database, in the place of one in store.url.': '数据库的密码，代替 store.url 中的密码。',
  'File with the password for the database.': '含有数据库密码的文件。',
  'Schema of the database that everything is in; made where it is missing.':
    '数据库中存放全部内容的 schema；没有则创建。',
  'How many connections to the database there may be at once.': '同时到数据库的连接最多有多少。',
  'How long a connection or an answer of the database is waited for.': '等待数据库连接或应答的最长时间。',
  'TLS to the database: none, with any certificate, or with one that its authority signed for the host.':
    '到数据库的 TLS：不用、接受任何证书，或要求由其 CA 为该主机签发的证书。',
  'PEM file with the authorities of the database, in the place of those of the machine.':
    '数据库的 CA 证书的 PEM 文件，代替本机信任的 CA。',
  'PEM file with the certificate that the gateway shows the database.': '网关向数据库出示的证书的 PEM 文件。',
  'The address by which other gateways over the same database reach this one, without a path; else that of the machine.':
    '同一数据库上的其他网关访问本网关的地址，不带路径；不设置则为本机地址。',
  'How long a gateway leads without being heard of; another one takes over within twice of it.':
    '主网关失联多久后失去主导权；另一个网关在两倍时间内接管。',
  'What the server is: cockroachdb and yugabytedb do without advisory locks and locks of tables; neither was tried on such a server.':
    '服务器的种类：cockroachdb 和 yugabytedb 不使用建议锁和表锁；两者都没有在相应服务器上试过。',
  'PEM file with the private key of store.tls_cert_file.': 'store.tls_cert_file 的私钥的 PEM 文件。',
  'Serve the console, a page for browsers, at /_dragoman/; a browser that asks for / is sent there.':
    '在 /_dragoman/ 提供控制台（供浏览器使用的页面）；浏览器请求 / 时转到该页面。',
};
