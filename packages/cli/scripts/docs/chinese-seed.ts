/** What the fields of a seed document mean, in Chinese by the English. */
export const CHINESE_OF_SEEDS: Readonly<Record<string, string>> = {
  'who calls, with what they prove it by': '调用方，以及用什么证明',
  'policies by name, to be attached to identities and roles': '按名称给出的策略，可附加到身份和角色',
  'what can be assumed; where an account has none here, any role of it':
    '可以扮演的角色；某个账号在此没有角色时，可扮演其任何角色',
  'as its ARN has it': '按其 ARN 中的写法',
  'what a session of it may do; without it everything of the account': '其会话可以做什么；不写则可做该账号的一切',
  'its trust policy, as RAM has it; without it whoever belongs to the account is trusted':
    '其信任策略，按 RAM 的写法；不写则信任该账号中的任何人',
  'the longest session; PT1H by default: a duration such as PT36H, 15m or 7d (weeks, days, hours, minutes, seconds; months and years have no fixed length)':
    '最长的会话；默认为 PT1H：时长，例如 PT36H、15m 或 7d（周、天、小时、分钟、秒；月和年长度不定）',
  'what conditions of policies are told of its requests': '告知策略条件的、关于其请求的情况',
  'the address that its requests are said to come from; the real one by default':
    '视为其请求的来源地址；默认为真实地址',
  'whether it signed in with MFA': '是否以 MFA 登录',
  'the VPC that its requests are said to come from': '视为其请求的来源 VPC',
  'the account that it belongs to, in quotes; the development account by default':
    '所属的账号，要加引号；默认为开发账号',
  'the RAM user, as its ARN has it; the name by default': 'RAM 用户，按其 ARN 中的写法；默认为名称',
  'what it may do; without it everything of the account, and nothing where the list is empty':
    '可以做什么；不写则可做该账号的一切，列表为空则什么都不能做',
  'what it may do; without it everything of the domain, and nothing where the list is empty':
    '可以做什么；不写则可做该账号的一切，列表为空则什么都不能做',
  'the name of a policy, of these seeds or of those that the vendor has ready, or a document':
    '策略的名称（本种子数据中的，或厂商现成的），或者一份策略文档',
  'where it counts: all, which it is by default, global, a project by its id, or a region by its name':
    '在哪里生效：all（默认）、global、按 ID 给出的项目，或按名称给出的区域',
  'the enterprise project where it counts, by its id, in place of project':
    '在哪个企业项目中生效，按其 ID，代替 project',
  'the user whom its tokens stand for; the name by default': '其令牌代表的用户；默认为名称',
  'what the user may do; without it everything, and nothing where the list is empty':
    '用户可以做什么；不写则可做一切，列表为空则什么都不能做',
  'what its apps may call; without it every API': '其应用可以调用什么；不写则可调用所有 API',
  "agencies of Huawei's IAM, which users of a domain may assume": '华为云 IAM 的委托，某个账号的用户可以扮演',
  'the domain that it belongs to, by its name': '所属的账号，按其名称',
  'as whoever assumes it names it': '扮演者所用的名称',
  'of the agency; derived from its name by default': '委托的；默认由其名称得出',
  'the domain whose users may assume it, by its name': '其用户可以扮演该委托的账号，按其名称',
  'what it may do; without it everything of its domain, and nothing where the list is empty':
    '可以做什么；不写则可做其账号的一切，列表为空则什么都不能做',
  'of your own, unique': '自定，不得重复',
  'what doors show as the creator or the user; the id by default': '各入口作为创建者或用户展示的名称；默认为 id',
  'where it may work; everywhere by default': '可以在哪里工作；默认为任何地方',
  "sign at Huawei's door and at Aliyun's": '在华为云入口和阿里云入口签名用',
  'the access key id': '访问密钥 ID',
  'the secret key': '密钥',
  "apps at BlueKing's door": '蓝鲸入口的应用',
  bk_app_code: 'bk_app_code',
  bk_app_secret: 'bk_app_secret',
  "login tokens at BlueKing's door, bearer tokens at Aliyun's": '蓝鲸入口的登录令牌、阿里云入口的 Bearer 令牌',
  "what Huawei's IAM shows of it; the development account's by default": '华为云 IAM 展示的内容；默认为开发账号的',
  'of the domain': '账号的',
  'of the domain; derived from its name by default': '账号的；默认由其名称得出',
  'of the user': '用户的',
  'of the user; derived from its name by default': '用户的；默认由其名称得出',
  'of the project': '项目的',
  'of the project; derived from its name by default': '项目的；默认由其名称得出',
  'what the user gets tokens with; needs the user': '用户获取令牌所用；需要写明用户',
  "of the user's MFA device, in Base32; needs the user": '用户的 MFA 设备的密钥，Base32；需要写明用户',
  'the account that it belongs to, in quotes': '所属的账号，要加引号',
  'the addresses that share a vault, by its name': '共用一个保管库的地址，按保管库名称',
  'keys of vaults': '保管库的密钥',
  'the vault by its name, or an address that leads to it; without it the vault default':
    '保管库的名称，或通向它的地址；默认为 default',
  'a UUID in lower case, with dashes; made up without': 'UUID，小写，带连字符；不写则自动生成',
  'other names of it': '它的别名',
  'whether it is the default key of its vault, which seals what names no key':
    '是否为其保管库的默认密钥，用于封存没有写明密钥的内容',
  'AES_256 by default': '默认为 AES_256',
  'by default what the spec is mostly for': '默认为该规格的主要用途',
  'of a symmetric or HMAC key, in Base64: the key counts as imported, and encrypts alike everywhere; made up without':
    '对称密钥或 HMAC 密钥的密钥材料，Base64：该密钥视为导入的，在任何地方加密结果相同；不写则自动生成',
  'value by key': '按键给出值',
  'when it was made; now by default: -3d or +PT1H from now, a time with its zone such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '何时建立；默认为此刻：从此刻算起的 -3d 或 +PT1H，带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'who made it; dragoman by default': '谁建立的；默认为 dragoman',
  'enabled by default': '默认为启用',
  'of a symmetric key without material of yours': '对称密钥的轮转，且没有自带密钥材料',
  'how long from one rotation to the next: a duration such as PT36H, 15m or 7d (weeks, days, hours, minutes, seconds; months and years have no fixed length)':
    '两次轮转相隔多久：形如 PT36H、15m 或 7d 的时长（周、天、时、分、秒；月和年没有固定长度）',
  'whether its deletion is rejected': '是否拒绝删除它',
  'when its scheduled deletion falls due: -3d or +PT1H from now, a time with its zone such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '计划的删除何时到期：从此刻算起的 -3d 或 +PT1H，带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'what one door alone knows of it': '只有一个入口知道的内容',
  'its name at this door': '在此入口的名称',
  '0 by default': '默认为 0',
  'SOFTWARE by default': '默认为 SOFTWARE',
  'the KMS instance': 'KMS 实例',
  'secrets with one value, or several versions': '凭据，带一个值或多个版本',
  'unique in the vault': '在保管库中不得重复',
  'the key that seals it, by id or alias; without it the default key of the vault':
    '加密它的密钥，按 ID 或别名；默认为保管库的默认密钥',
  'as text': '文本',
  'as bytes, in Base64': '字节，Base64',
  'as a credential, which BlueKing sees by its slots and others as JSON':
    '作业平台凭证：蓝鲸看到各字段，其他入口看到 JSON',
  'by default that of the filled slots': '默认由填写的字段决定',
  'of APP_ID_SECRET_KEY': 'APP_ID_SECRET_KEY 用',
  'of APP_ID_SECRET_KEY and SECRET_KEY': 'APP_ID_SECRET_KEY 和 SECRET_KEY 用',
  'of USERNAME_PASSWORD': 'USERNAME_PASSWORD 用',
  'of PASSWORD and USERNAME_PASSWORD': 'PASSWORD 和 USERNAME_PASSWORD 用',
  'several values, the oldest first; in place of value, binary or credential':
    '多个值，最旧的在前；代替 value、binary 或 credential',
  'v1, v2 and so on by default': '默认为 v1、v2 等',
  'CURRENT, PREVIOUS, and others; where no version has CURRENT, the last one has it and the one before has PREVIOUS':
    'CURRENT、PREVIOUS 及其他；没有版本带 CURRENT 时，最后一个带 CURRENT，前一个带 PREVIOUS',
  'when it was made: -3d or +PT1H from now, a time with its zone such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '何时建立：从此刻算起的 -3d 或 +PT1H，带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'when it expires: -3d or +PT1H from now, a time with its zone such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '何时过期：从此刻算起的 -3d 或 +PT1H，带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'makes the secret rotate, where its secret_type at a door is one that rotates':
    '让凭据轮转，前提是它在某一协议的 secret_type 属于可轮转的类型',
  'whether it rotates by itself; true by default': '是否自动轮转；默认为 true',
  'when it rotated last; without it the first is due so long after it was made: -3d or +PT1H from now, a time with its zone such as 2026-03-01T00:00:00Z, or Unix milliseconds':
    '上次何时轮转；不写则第一次在建立之后这么久到期：从此刻算起的 -3d 或 +PT1H，带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  'whether one account gets a new password, or two take turns; one by default':
    '一个账号换新密码，还是两个账号轮流；默认为一个',
  'COMMON by default': '默认为 COMMON',
  'JSON, as the service takes it': 'JSON，按服务接受的形式',
  'of the function that rotates it': '轮转它的函数的 URN',
  'the event that it is subscribed to': '它订阅的事件',
  'Generic by default': '默认为 Generic',
  'as the service takes it': '按服务接受的形式',
  'another name at this door, where names need not be unique': '在此入口的另一个名称，此入口允许重名',
  'secrets whose value is a credential, as BlueKing has them': '以作业平台凭证为值的凭据，与蓝鲸中的一样',
  'null for what belongs to no vault': '不属于任何保管库的为 null',
  'the address, the name of the policy, account and name of the role, domain and name of the agency, the id of the identity, the alias or id of the key, the name of the secret':
    '地址、策略的名称、角色的账号和名称、委托的账号和名称、身份的 id、密钥的别名或 id、凭据的名称',
  'what was there, and is as it was': '已有的、保持原样的条目',
};
