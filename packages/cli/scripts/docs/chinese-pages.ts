/** What the generated pages say themselves, in Chinese by the English. */
export const CHINESE_OF_PAGES: Readonly<Record<string, string>> = {
  Operations: '操作',
  client: '客户端',
  retries: '重试',
  throttled: '限流',
  '5xx': '5xx',
  'reset before': '执行前重置',
  'reset in the body': '应答中途重置',
  'lost answer': '应答丢失',
  'no connection': '无法连接',
  'never-working codes': '不可能成功的错误码',
  'gives up in 20 s': '20 秒内放弃',
  'doubles creates': '重复创建',
  'switched on': '已启用',
  'out of the box': '默认',
  'keeps values': '保留值的时间',
  'takes a new version': '采用新版本',
  'keeps to its TTL': '不超过保留时间',
  'no withdrawn value': '不使用已撤销的值',
  'with DEBUG=sdk': '使用 DEBUG=sdk',
  nothing: '无',
  'goes on': '不停止',
  yes: '是',
  no: '否',
  "Generated from the doors' tables by `npm run docs`; CI fails when it is stale.":
    '本页由 `npm run docs` 根据各入口的操作表生成；内容过期时 CI 会失败。',
  'A tick says that a suite of official clients in that language calls the operation; every served operation also has tests of its own beside its adapter.':
    '打勾表示该语言的官方客户端测试套件会调用此操作；每个已提供的操作在其适配器旁另有自己的测试。',
  'What is not served is rejected as its vendor rejects an unsupported operation.':
    '未提供的操作会被拒绝，方式与厂商拒绝不支持的操作相同。',
  served: '已提供',
  '{door}: {served} served, {rejected} rejected by name': '{door}：已提供 {served} 个，按名称拒绝 {rejected} 个',
  BlueKing: '蓝鲸',
  operation: '操作',
  'Huawei Cloud': '华为云',
  'Alibaba Cloud': '阿里云',
  Configuration: '配置参考',
  "Generated from the settings' schema by `npm run docs`; CI fails when it is stale.":
    '本页由 `npm run docs` 根据配置的 schema 生成；内容过期时 CI 会失败。',
  'Every setting is a key of `dragoman.yaml`, a `DRAGOMAN_*` variable and a flag of `dragoman start`; a flag beats a variable, a variable beats the file. The file is `dragoman.yaml` in the working directory, or what `--config` or `DRAGOMAN_CONFIG` names. An unknown name, or a value that does not fit, stops the start and says what would be right.':
    '每项配置都是 `dragoman.yaml` 中的一个键、一个 `DRAGOMAN_*` 环境变量，也是 `dragoman start` ' +
    '的一个命令行选项；命令行选项优先于环境变量，环境变量优先于文件。文件是工作目录下的 `dragoman.yaml`，或由 `--config`、`DRAGOMAN_CONFIG` ' +
    '指定的文件。名称未知或取值不合要求时，网关拒绝启动，并说明正确的写法。',
  'As a flag or a variable a list is written with commas (`a,b`) or as JSON, a map as JSON; a flag that is on or off may be given without a value.':
    '在命令行选项或环境变量中，列表用逗号分隔（`a,b`）或写成 JSON，映射写成 JSON；开关类选项可以不带值。',
  'The root key that seals everything is no setting. It comes from the variable `DRAGOMAN_ROOT_KEY` (32 bytes, as 64 hexadecimal digits or base64) or from `root.key` in the data directory, which is made on first start for its owner alone.':
    '加密封存一切数据的根密钥不是配置项。它来自环境变量 `DRAGOMAN_ROOT_KEY`（32 字节，写成 64 位十六进制或 base64），或来自数据目录中的 `root.key`；后者在首次启动时生成，只有所有者可读。',
  General: '通用',
  default: '默认值',
  none: '无',
  'The Huawei Cloud door': '华为云入口',
  'The Alibaba Cloud door': '阿里云入口',
  'The BlueKing door': '蓝鲸入口',
  'Control API': '控制 API',
  'Generated from the table of control calls by `npm run docs`; CI fails when it is stale. A gateway serves the same as an OpenAPI 3.1 document at `/_dragoman/openapi.json`.':
    '本页由 `npm run docs` 根据控制调用表生成；内容过期时 CI 会失败。网关在 `/_dragoman/openapi.json` 以 OpenAPI 3.1 文档给出同样的内容。',
  'Every call is an HTTP request below `/_dragoman`, a command of `dragoman` and a method of the client (`controlClient` of `@dragoman/gateway`), all of the same name. Of the command, parameters of the path are arguments, every other field is a flag with dashes for underscores, lists and objects are written as JSON, and `--json` prints JSON, as [other formats](../command-line.md) are printed. `--url` or `DRAGOMAN_URL` says where the gateway is; without them a command asks the one of this folder: where the port and host of the settings in force (`dragoman.yaml`, `DRAGOMAN_PORT`) put it, else the one that holds the data directory, else `http://127.0.0.1:4600`.':
    '每个调用都是 `/_dragoman` 之下的一个 HTTP 请求、`dragoman` 的一个命令，也是客户端（`@dragoman/gateway` 的 ' +
    '`controlClient`）的一个方法，三者同名。在命令中，路径参数是位置参数，其他字段是选项（下划线写成连字符），列表和对象写成 JSON，`--json` 打印 ' +
    'JSON，[其他格式](../command-line.md)亦可。`--url` 或 `DRAGOMAN_URL` 指明网关地址；两者都没有时，命令询问当前文件夹的网关：先按生效的配置（`dragoman.yaml`、`DRAGOMAN_PORT`）中的端口和地址，再是持有数据目录的网关，最后是 `http://127.0.0.1:4600`。',
  'Calls marked *environment* exist for every [sandbox](#sandboxes) too: at `/_dragoman/sandboxes/{sandbox}/…`, with `--sandbox <id>`, and as `client.sandbox(id)`.':
    '标有 *environment* 的调用对每个[沙箱](#sandboxes)同样存在：路径为 `/_dragoman/sandboxes/{sandbox}/…`，命令加 ' +
    '`--sandbox <id>`，客户端用 `client.sandbox(id)`。',
  'Bodies are JSON, and unknown fields are rejected. A rejection is `{"error": "<word>", "message": "…"}` with a status of 400 or more; programs tell rejections apart by `error`. Sentences are in English, or in Chinese where `Accept-Language` asks for `zh`.':
    '请求体为 JSON，未知字段会被拒绝。拒绝应答为 `{"error": "<word>", "message": "…"}`，状态码不小于 400；程序按 `error` 区分。句子为英文；`Accept-Language` 要求 `zh` 时为中文。',
  "On a loopback address no token is needed, but the `Host` must be this machine's and an `Origin`, if there is one, the same. With `control.token` every call but those marked *open* needs `Authorization: Bearer <token>` (`--token`, `DRAGOMAN_CONTROL_TOKEN`); bound to another address the gateway does not start without one.":
    '监听回环地址时不需要令牌，但 `Host` 必须是本机的名称，若有 `Origin` 则必须与之相同。设置了 `control.token` 时，除标有 *open* 的调用外都要带 ' +
    '`Authorization: Bearer <token>`（`--token`、`DRAGOMAN_CONTROL_TOKEN`）；监听其他地址而没有令牌时，网关不启动。',
  'The gateway': '网关',
  '*open*': '*open*',
  Answers: '应答',
  field: '字段',
  type: '类型',
  meaning: '含义',
  '*environment*': '*environment*',
  needed: '必填',
  in: '位置',
  'Answers with': '应答的类型为',
  'Answers with a stream of server-sent events, each:': '以服务器发送事件（SSE）流应答，每个事件为：',
  Shapes: '数据结构',
};
