/** The claims about the BlueKing door, in Chinese by the English. */
export const CHINESE_OF_BK_FACTS: Readonly<Record<string, string>> = {
  "`jwt` and `inner_jwt` in the gateway's header are not read, and no multipart forms.":
    '不读取网关请求头中的 `jwt` 和 `inner_jwt`，不支持 multipart 表单。',
  'There are no rate limits but those that are injected.': '除注入的之外没有频率限制。',
  "The length of the service's column for values is not enforced.": '不限制服务数据列对值长度的上限。',
  'The accounts that a scope is born with are not there.': '没有资源范围自带的账号。',
  '1243014 is never answered, as no job plan is here to refer to an account.':
    '从不返回 1243014，因为这里没有引用账号的作业执行方案。',
  'Encrypted values in the web console are not served.': 'Web 控制台不支持加密的值。',
  'JOB 3.8, which has no detail where 3.9 has one, is not told apart; releases differ in nothing but credentials, blank fields of file sources and the gateway.':
    '不区分 JOB 3.8（3.9 有详情而它没有）；各版本只在凭证、文件源的空白字段和网关上有所不同。',
  'ESB serves get_credential_detail, which the platform does not register there (`esb_credential_detail`).':
    'ESB 提供 get_credential_detail，而平台没有在 ESB 上注册它（`esb_credential_detail`）。',
  'A secret that another door disabled or manages, whose key is disabled or gone, or whose labels are as many as may be, is shown, and changing it is a bad request.':
    '由其他入口停用或托管、其密钥停用或不存在、或标签数已达上限的凭据会显示，修改则得到错误的请求。',
  '`bk_username` is taken without authentication (`trust_bk_username`).':
    '`bk_username` 无需认证即被接受（`trust_bk_username`）。',
  'An update keeps what it leaves out, as documented, where the service empties it (`update_replaces_all`).':
    '更新会保留未给出的字段，如文档所述；服务则会清空它们（`update_replaces_all`）。',
  'Both spellings of the key type are accepted (`accept_documented_type`).':
    '密钥类型的两种拼写都接受（`accept_documented_type`）。',
  'An update with another scope finds no credential, where the service moves it there (`update_moves`), and the web console finds none of another scope either.':
    '以另一个资源范围更新时找不到凭证，而服务会把它移到那里（`update_moves`）；Web 控制台也找不到其他范围的凭证。',
  'A credential that has the name of another, before JOB 3.12.4 or with `allow_duplicate_names`, has a number behind its name at other doors, which keeps names unique in a vault.':
    '在 JOB 3.12.4 之前或打开 `allow_duplicate_names` 时，与其他凭证重名的凭证在其他入口的名称后面带有数字，因为那里同一保管库内名称唯一。',
  "The metadata to encrypt passwords by has the field names of the service's class, not of its documentation.":
    '加密密码所用元数据的字段名取自服务的类，而不是其文档。',
  'A gateway request without Content-Type is read as JSON, which the service rejects as a bad request.':
    '经网关而没有 Content-Type 的请求按 JSON 读取，服务则报错误的请求。',
  'A body over 4 MB is rejected as the gateway rejects one over 40 MB, and a URL over 256 KB on every front as it does.':
    '超过 4 MB 的请求体按网关拒绝 40 MB 以上请求体的方式拒绝，超过 256 KB 的 URL 在各入口也一样。',
  "The web console's cookie has no domain, and its rejections no address to log in or to apply at.":
    'Web 控制台的 Cookie 没有域，其拒绝应答没有登录或申请权限的地址。',
  "Permissions are those that the user's identity states, or the app's where the user is just a name; who states none may do everything where `deny` does not take it.":
    '权限取自用户身份的声明；用户只是一个名称时取自应用的声明。没有声明的，除 `deny` 收回的之外什么都可以做。',
  'Whoever made something has the rights that come with making it, at another door too; permissions are never applied for.':
    '创建者拥有随创建而来的权限，在其他入口也一样；从不申请权限。',
  "JOB's own path looks at the method before the scope.": 'JOB 自身的路径先看方法，再看资源范围。',
  'A scope is checked before the fields are bound, and they before the scope is validated.':
    '先检查资源范围，再绑定字段，最后校验资源范围。',
  'The permission to create comes once the fields are there and before the name is looked at.':
    '创建权限在字段齐备之后、查看名称之前检查。',
  'update_file_source rejects an unknown code before an unknown type.':
    'update_file_source 先拒绝未知的标识，再拒绝未知的类型。',
  'The classic ESB client sends JSON without a Content-Type, credentials in the body, and reads `message` of every answer.':
    '旧的 ESB 客户端发送不带 Content-Type 的 JSON，凭证放在请求体中，并读取每个应答的 `message`。',
  'bkapi-client-core sends the header on both fronts and raises on `X-Bkapi-Error-Code` even with status 200.':
    'bkapi-client-core 在两个入口都发送请求头，只要有 `X-Bkapi-Error-Code`，即使状态为 200 也抛出异常。',
  'bk-monitor, DBM and NODEMAN call paths with a slash at the end.':
    'bk-monitor、DBM 和 NODEMAN 调用的路径以斜杠结尾。',
  'The Go SDK sends an empty `X-Bk-Tenant-Id`.': 'Go SDK 会发送空的 `X-Bk-Tenant-Id`。',
  'A blank field of a file source is 1241004 up to JOB 3.9 and fails its validation since.':
    '文件源的空白字段在 JOB 3.9 及以前得到 1241004，此后校验失败。',
  'The classic client signs method, path, parameters and body, for 300 seconds.':
    '旧客户端对方法、路径、参数和请求体签名，有效期 300 秒。',
  "JOB's own path takes the gateway's JSON web token, by key, digest and time.":
    'JOB 自身的路径接受网关的 JSON Web 令牌，校验密钥、摘要和时间。',
};
