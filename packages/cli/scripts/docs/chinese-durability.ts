/** What the table of durability says, in Chinese by the English. */
export const CHINESE_OF_DURABILITY: Readonly<Record<string, string>> = {
  'what happens': '发生了什么',
  'what is promised': '保证什么',
  'shown by': '由什么证明',
  'runs of {date}': '{date} 的运行',
  'long form of {date}': '{date} 的完整运行',
  '{ended}, of {all}': '{ended}，共 {all}',
  right: '正确',
  same: '数据相同',
  rejected: '被拒绝',
  named: '指出损坏',
  'the process is killed at a disk call, or the call fails (`EIO`), or the disk is full (`ENOSPC`): first start with its root key, writes, snapshot, replacement, close':
    '进程在某次磁盘调用处被杀死，或该调用失败（`EIO`），或磁盘已满（`ENOSPC`）：首次启动及其根密钥、写入、快照、整体替换、关闭',
  'no answered write is lost, none is half there; the next start is right':
    '已应答的写入不会丢失，也不会只写一半；下次启动正常',
  'the same while clients of the three clouds write, a secret rotates, and the state is reset, loaded, exported and imported':
    '同上，期间三个云的客户端在写入、凭据在轮转，状态被重置、加载、导出和导入',
  'what was answered is there after the next start; what failed is there whole or not at all':
    '下次启动后，已应答的都在；失败的要么完整存在，要么完全不存在',
  'the same while a start brings an old database to the newest schema': '同上，期间启动正把旧数据库升级到最新 schema',
  'everything is there, and the next start goes on where that one ended': '全部内容都在，下次启动从中断处继续',
  'the same while the certificate authority is made': '同上，期间正在生成证书颁发机构',
  'the next start has it or makes it; one that was handed out stays': '下次启动已有它或生成它；已交给客户端的不会改变',
  'the power is cut: of what was not synced everything is lost, or any part of it, by pages':
    '断电：未同步的内容全部丢失，或按页丢失其中任意部分',
  'no answered write, snapshot or authority is lost; the next start is right':
    '已应答的写入、快照和证书颁发机构都不会丢失；下次启动正常',
  'ten bits of the database, its log and its mark are turned': '数据库、其日志和标记中有十位被翻转',
  'the same data, a refusal in a line, or damage that is named; never other data':
    '数据相同、用一行拒绝，或指出损坏之处；绝不会读出别的数据',
  'a bit of `root.key`, `ca.key`, `ca.pem` or a snapshot is turned':
    '`root.key`、`ca.key`、`ca.pem` 或某个快照中有一位被翻转',
  'the file is refused in a line, or means what it meant': '用一行拒绝该文件，或其含义不变',
  'the end of the log is damaged': '日志末尾损坏',
  'the start says how many answered changes are missing': '启动时说明缺少多少已应答的更改',
  'the disk is full from a call on, in a start or while clients of the three clouds write':
    '从某次磁盘调用起磁盘已满：在启动时，或三个云的客户端写入期间',
  'a start refuses in a line; writes are rejected with the internal error of the vendor, reads go on; once there is room the same process writes again, and the next start is right':
    '启动用一行拒绝；写入以各厂商自己的内部错误被拒绝，读取照常；有空间后同一进程恢复写入，下次启动正常',
  'a real disk fills up, or files may not grow (`ulimit -f`)': '真实磁盘写满，或文件不得增长（`ulimit -f`）',
  'the same, and the log says what is wrong with which file': '同上，且日志说明哪个文件出了什么问题',
  'the disk can only be read at a start': '启动时磁盘只读',
  'the start refuses in a line': '启动用一行拒绝',
  'the same under a gateway, while clients write, a secret rotates, and the state is reset, loaded and imported':
    '同上，期间网关在运行：客户端写入、凭据轮转，状态被重置、加载和导入',
  'what was answered is there after the next start; a snapshot holds what it held':
    '下次启动后，已应答的都在；快照的内容不变',
  'the data directory is removed while the gateway runs': '网关运行时数据目录被删除',
  'every later write is rejected, with a line for the operator': '之后的每次写入都被拒绝，并给运维人员一行说明',
  'a copy of the whole directory is put back': '恢复整个目录的副本',
  'it is as it was when it was copied': '与复制时相同',
  'the database alone is put back from a copy': '只恢复数据库的副本',
  'the start says what is missing: remove `dragoman.mark` to accept that':
    '启动时说明缺少什么：删除 `dragoman.mark` 表示接受',
  'gateways start at once on one directory': '多个网关同时在同一目录启动',
  'one serves, the others refuse in a line': '一个提供服务，其余用一行拒绝',
  'any earlier version of the schema wrote it': '由 schema 的任一更早版本写入',
  'it opens, with all that it held': '能打开，且内容完整',
  'a newer Dragoman wrote it': '由更新版本的 Dragoman 写入',
  'it is refused by name, and left as it is': '指明版本并拒绝，内容保持原样',
};
