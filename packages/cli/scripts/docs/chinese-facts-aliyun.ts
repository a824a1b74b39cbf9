/** The claims about the Aliyun door and its instances, in Chinese by the English. */
export const CHINESE_OF_ALIYUN_FACTS: Readonly<Record<string, string>> = {
  'Operations that are not implemented are rejected by name, and tags of certificates with them.':
    '未实现的操作按名称被拒绝，证书的标签也一样。',
  'Permissions: no resource groups and no control policies. A policy of a secret or key counts outside of instances too.':
    '权限：没有资源组，也没有管控策略。凭据或密钥的策略在实例之外也生效。',
  'Aliyun_AES_192 keys are not served, and no attested recipients of plaintexts.':
    '不提供 Aliyun_AES_192 密钥，也不支持为经证明的接收方加密明文。',
  'SM2, SM3 and SM4 are UnsupportedOperation where the OpenSSL at hand lacks them.':
    '本机的 OpenSSL 缺少 SM2、SM3 和 SM4 时，它们得到 UnsupportedOperation。',
  'A key of an instance has a UUID too, not key-…; ProtectionLevel and KeyStorageMechanism are labels. Asymmetric material is not imported.':
    '实例的密钥 ID 也是 UUID，而不是 key-…；ProtectionLevel 和 KeyStorageMechanism 只是标签。不导入非对称密钥材料。',
  'KMS instances: no backups, no sharing, no network: what belongs to them is kept, and network rules keep nobody out.':
    'KMS 实例：没有备份、共享和网络；所属的内容会保存，网络规则不阻止任何人。',
  'Instances are bought at BssOpenApi, which sells nothing else and asks for no money; they connect at once.':
    '实例在 BssOpenApi 购买，它不出售别的，也不收费；实例立即连接。',
  'Managed secrets: what RDS, Redis, PolarDB, RAM and ECS keep is not looked at; the rotation target of the gateway makes new values. Two users take turns from the first rotation on; before it ACSPrevious leads nowhere.':
    '托管凭据：RDS、Redis、PolarDB、RAM 和 ECS 中保存的内容不作查看，新值由网关的轮转目标生成。两个用户从第一次轮转起交替；在此之前 ACSPrevious 没有指向。',
  'ACS4 and ACS3-RSA-SHA256 signatures are rejected in strict mode.': '严格模式下拒绝 ACS4 和 ACS3-RSA-SHA256 签名。',
  'RAM: of its API DecodeDiagnosticMessage alone; users, groups and policies are not administered here: seeds state them. Where an account has no roles of seeds, any of it can be assumed, by whoever may work in that account.':
    'RAM：其接口中只提供 DecodeDiagnosticMessage；用户、用户组和策略不在此管理，由预置数据声明。账号没有预置角色时，任何能在该账号中工作的人都可以扮演其任意角色。',
  "Nobody's OIDC keys are fetched: tokens are verified against `doors.aliyun.oidc_providers`, and without those for shape and expiry alone.":
    '不获取任何人的 OIDC 密钥：令牌按 `doors.aliyun.oidc_providers` 校验；没有配置时只校验格式和有效期。',
  'A request is well formed, then its method, path, Action and Version are looked at, then whether the operation is known. The order is documented nowhere. @NOTE unverified':
    '先看请求是否格式正确，再看方法、路径、Action 和 Version，最后看操作是否已知。没有文档说明此顺序。@NOTE 未经核实',
  "What the caller is to be allowed comes after what is missing or malformed, and before existence (403 for a secret that is not there); the permission of a secret's key comes once the secret was found.":
    '调用者是否有权限的检查在参数缺失或格式错误之后、是否存在之前（不存在的凭据得到 403）；凭据所用密钥的权限在找到凭据之后检查。',
  'What is shown is checked first, then the time, then the key, then the signature.':
    '先检查出示的凭证，再检查时间，然后是密钥，最后是签名。',
  'CreateSecret checks everything about the input before it looks for the name.':
    'CreateSecret 在查找名称之前检查输入的全部内容。',
  'Of several parameters that miss the first is named.': '缺少多个参数时报第一个。',
  'Unsigned requests miss a parameter (AccessKeyId, else Signature).':
    '未签名的请求报缺少参数（AccessKeyId，否则 Signature）。',
  'Whoever states no rights is the account itself, whom policies of secrets and keys bind only by a Deny.':
    '没有声明权限的身份就是账号本身，凭据和密钥的策略只能以 Deny 约束它。',
  "A statement of a secret's or key's policy for the whole owning account hands over to RAM and gives nobody anything; ListSecrets and CreateSecret are asked on the container, which a pattern for its members does not match. @NOTE unverified":
    '凭据或密钥的策略中面向整个所属账号的语句只是交由 RAM 决定，不授予任何权限；ListSecrets 和 CreateSecret 针对容器检查，匹配其成员的模式不匹配容器。@NOTE 未经核实',
  "An ARN of another region or account is not found, unless the secret's or key's own policy shares it.":
    '其他地域或账号的 ARN 找不到，除非凭据或密钥自身的策略共享了它。',
  'An empty parameter counts as absent, but for Description.': '空参数视为缺省，Description 除外。',
  'Of a duplicate parameter the first value counts, query before form; the signature covers that one.':
    '重复的参数以第一个为准，查询串先于表单；签名覆盖的也是它。',
  'ExtendedConfig and rotation parameters of a generic secret are ignored, as documented for ExtendedConfig; custom data of one is InvalidParameter at UpdateSecret. An interval with rotation disabled is not looked at.':
    '通用凭据的 ExtendedConfig 和轮转参数被忽略，ExtendedConfig 如文档所述；UpdateSecret 时其自定义数据得到 InvalidParameter。关闭轮转时不看轮转周期。',
  "A query or form that is not well encoded is ParseRequestParameterException, as is a body that is too long (with 413). A URL that is too long is the web server's page of 414.":
    '编码不正确的查询串或表单得到 ParseRequestParameterException，过长的请求体也一样（状态码 413）。过长的 URL 得到 Web 服务器的 414 页面。',
  'XML shows a character that XML 1.0 cannot hold as U+FFFD; JSON shows it as it is.':
    'XML 把 XML 1.0 无法容纳的字符显示为 U+FFFD；JSON 原样显示。',
  "`ALIBABA_CLOUD_CREDENTIALS_URI` may name `/latest/meta-data/ram/security-credentials/dragoman` of this door: the metadata service's own path, for a session of the development identity.":
    '`ALIBABA_CLOUD_CREDENTIALS_URI` 可以指向此入口的 `/latest/meta-data/ram/security-credentials/dragoman`：这是元数据服务自己的路径，返回开发身份的会话。',
  "A session that is unknown, expired or without its token is InvalidAccessKeyId.NotFound at KMS, as documented there; STS and the location service say InvalidSecurityToken and answer in the generic gateway's envelope.":
    '未知、过期或缺少令牌的会话在 KMS 得到 InvalidAccessKeyId.NotFound，如其文档所述；STS 和位置服务返回 InvalidSecurityToken，并使用通用网关的格式。',
  "A ciphertext begins with the id of the key version, as KMS's do; the rest of it is this service's own, but by an AES key of an instance that of the transfer SDKs (decision 0019). A data key's ciphertext is one too.":
    '密文以密钥版本 ID 开头，与 KMS 相同；其余部分是本服务自己的，但实例的 AES 密钥的密文采用迁移 SDK 的格式（决策 0019）。数据密钥的密文也是如此。',
  "CreateKeyVersion does not wait for the seven days between versions: KMS's error is documented nowhere.":
    'CreateKeyVersion 不等待版本之间的七天：KMS 的错误没有任何文档。',
  "The service's own key is listed (CreatorType Service); to disable, delete, protect or rotate it is Rejected.UnsupportedOperation.":
    '服务自己的密钥会列出（CreatorType 为 Service）；停用、删除、保护或轮转它得到 Rejected.UnsupportedOperation。',
  'A managed secret takes no value and no stage by hand, at no door (decision 0013), a generic one does not rotate: UnsupportedOperation.':
    '托管凭据在任何入口都不接受手工写入的值和阶段（决策 0013），通用凭据不轮转：UnsupportedOperation。',
  'KMS is open for every account: OpenKmsService is rejected with Forbidden.Opened, which Terraform takes for success.':
    'KMS 对每个账号都已开通：OpenKmsService 以 Forbidden.Opened 拒绝，Terraform 视之为成功。',
  "`signature_error`: KMS's table of errors (IncompleteSignature) against the generic gateway (SignatureDoesNotMatch).":
    '`signature_error`：KMS 的错误码表（IncompleteSignature）与通用网关（SignatureDoesNotMatch）不一致。',
  "`timestamp_error`: KMS's table of errors (IllegalTimestamp) against the generic gateway (InvalidTimeStamp.Expired).":
    '`timestamp_error`：KMS 的错误码表（IllegalTimestamp）与通用网关（InvalidTimeStamp.Expired）不一致。',
  "`check_nonce`: KMS's page of parameters lists no SignatureNonce; the gateway's rejects one that was used.":
    '`check_nonce`：KMS 的公共参数页没有 SignatureNonce；通用网关拒绝用过的随机数。',
  "`plaintext`: the Terraform provider's tests and pages send plain text to Encrypt and read it back; KMS's page says Base64.":
    '`plaintext`：Terraform provider 的测试和页面向 Encrypt 发送明文并原样读回；KMS 的页面说是 Base64。',
  '`at_version_limit`: the earliest version without a stage goes (overview of 2021), or the earliest (page of generic secrets, 2025).':
    '`at_version_limit`：删除最早的、没有阶段的版本（2021 年概述），或删除最早的版本（2025 年通用凭据页）。',
  '`at_label_limit`: no page says whether the put that would make ACSPrevious the ninth stage is rejected, or its place is kept.':
    '`at_label_limit`：没有页面说明，会使 ACSPrevious 成为第九个阶段的写入是被拒绝，还是为其保留位置。',
  '`read_in_delete_window`: no error table lists the window for GetSecretValue; the guide says it cannot be read.':
    '`read_in_delete_window`：GetSecretValue 的错误码表没有列出删除窗口；指南说此时不能读取。',
  '`idempotent_create`: the table lists Rejected.ResourceExist; the page of 2020 calls VersionId an idempotent number.':
    '`idempotent_create`：错误码表列出 Rejected.ResourceExist；2020 年的页面称 VersionId 为幂等号。',
  '`Format` comes in any case; the CLI turns `--header Accept=application/xml` into Format=XML itself.':
    '`Format` 大小写不限；CLI 会把 `--header Accept=application/xml` 自行变成 Format=XML。',
  'Lists keep both levels, `{"Tag":[…]}`, even when empty: the old Java reader needs the item level.':
    '列表即使为空也保留两层，`{"Tag":[…]}`：旧的 Java 读取器需要元素层。',
  '`@alicloud/kms20160120` 1.2.0 sends an EncryptionContext that is a map as `EncryptionContext.a=…`, which the vendor documents nowhere: ignored, as any parameter that an operation does not know. Later clients send the documented JSON.':
    '`@alicloud/kms20160120` 1.2.0 把映射形式的 EncryptionContext 发送为 `EncryptionContext.a=…`，厂商没有任何文档：与操作不认识的其他参数一样被忽略。后来的客户端发送文档所述的 JSON。',
  'Legacy Python compares what follows the first colon of a SignatureDoesNotMatch message with its own string to sign.':
    '旧版 Python SDK 把 SignatureDoesNotMatch 消息中第一个冒号之后的内容与自己的待签字符串比较。',
  '`x-acs-action` is sent by V1 clients too; `SignatureType=` may be empty and signed; Timestamp may have milliseconds.':
    'V1 客户端也会发送 `x-acs-action`；`SignatureType=` 可以为空并参与签名；Timestamp 可以带毫秒。',
  'Signatures of version 1 are verified over query and form together, by HMAC-SHA1 or HMAC-SHA256.':
    '版本 1 的签名覆盖查询串和表单，使用 HMAC-SHA1 或 HMAC-SHA256。',
  'ACS3-HMAC-SHA256 is verified with parameters in the query or in a form body.':
    'ACS3-HMAC-SHA256 的参数可以在查询串或表单请求体中。',
  'ACS3-HMAC-SM3 hashes header and body with SM3.': 'ACS3-HMAC-SM3 以 SM3 对请求头和请求体求哈希。',
  'Bearer tokens need no signature beside them, as headers or as parameters.':
    'Bearer 令牌不需要签名，可作为请求头或参数发送。',
  'A client key signs at the shared gateway too, as the Secrets Manager clients do, and is proven by its private half alone.':
    '应用接入点的 Client Key 也可在共享网关签名，如凭据管家客户端所做；只以其私钥证明身份。',
  "At the shared gateway a client key may do what the policies of its access point permit, whatever instance they are for. The page of access points has GetSecretValue there for SecretUser, and gives CryptoServiceKeyUser and CryptoServiceSecretUser the instance's own API; whether KMS refuses them here no page says. @NOTE unverified":
    '在共享网关，Client Key 可做其应用接入点的策略所允许的事，不论策略针对哪个实例。应用接入点的页面把此处的 GetSecretValue 归于 SecretUser，把 CryptoServiceKeyUser 与 CryptoServiceSecretUser 归于实例自己的 API；KMS 在此处是否拒绝它们，没有页面说明。@NOTE 未经核实',
  'ReleaseKmsInstance lists no error of its own: an instance that is protected, or holds something and is not released by force, is Forbidden.DKMSInstanceStateInvalid; a subscription is UnsupportedOperation. @NOTE unverified':
    'ReleaseKmsInstance 的页面没有列出自己的错误：受保护的实例，或仍有内容且未强制释放的实例，返回 Forbidden.DKMSInstanceStateInvalid；包年包月实例返回 UnsupportedOperation。@NOTE 未经核实',
  'A request is good for 15 minutes to either side of its Timestamp.': '请求在其 Timestamp 前后各 15 分钟内有效。',
  'Hash, KmsEncrypt and KmsDecrypt, which stand in the messages of one SDK that calls none of them: InvalidApiName.':
    'Hash、KmsEncrypt 和 KmsDecrypt 出现在某个 SDK 的消息定义中，但它从不调用：InvalidApiName。',
  'IssueTemporaryCredential and the bearer tokens of the branch of an SDK that was not released are not served.':
    '不提供 IssueTemporaryCredential，也不提供某 SDK 未发布分支中的 Bearer 令牌。',
  'The certificate of a client key is not asked for in TLS; the SDKs for Go offer it.':
    'TLS 中不要求 Client Key 的证书；Go 的 SDK 会提供它。',
  "A request is the instance's by its `x-kms-` headers, its media type, or the host `kst-….cryptoservice.kms.…` where it is no call of the RPC API, which the vendor serves at that host too. No body is looked at.":
    '请求凭 `x-kms-` 请求头、媒体类型，或主机名 `kst-….cryptoservice.kms.…`（且不是 RPC API 的调用，厂商在该主机名下也提供它）归于实例。不查看请求体。',
  "The instance is the one of the host; without such a host, that of the policies of the client key's access point, and without policies that name one the account's first. @NOTE unverified: the vendor's have no other host":
    '实例由主机名决定；没有这样的主机名时，由 Client Key 的接入点策略决定；策略没有指定时为账号的第一个实例。@NOTE 未经核实：厂商的实例没有其他主机名',
  "In strict mode only what was made with the instance's DKMSInstanceId is there, in lenient mode everything is.":
    '严格模式下只有以该实例的 DKMSInstanceId 创建的内容存在，宽松模式下全部存在。',
  'Order of checks: method and path, content type, version, name, signature method, client key id, Date, body hash, Authorization, whether the key is known and counts, the time, the signature, the message, required fields, permission, operation. @NOTE unverified, as no page says it':
    '检查顺序：方法和路径、内容类型、版本、名称、签名方法、Client Key ID、Date、请求体哈希、Authorization、密钥是否已知且有效、时间、签名、消息、必填字段、权限、操作。@NOTE 未经核实，没有页面说明',
  'An expired client key is an unknown one (Unauthorized, 404). @NOTE unverified':
    '过期的 Client Key 视为未知（Unauthorized，404）。@NOTE 未经核实',
  'A field that has its default is not on the wire, so an empty one counts as absent. MissingParameter is worded as at the shared gateway; a missing secret, and one that waits for its deletion, likewise. @NOTE unverified':
    '取默认值的字段不在线上传输，因此空字段视为缺省。MissingParameter 的文字与共享网关相同；不存在的凭据和等待删除的凭据也一样。@NOTE 未经核实',
  'What fits no ciphertext, a changed byte, Aad or Iv: InvalidParameter. @NOTE unverified':
    '不构成密文的内容、被改动的字节、Aad 或 Iv：InvalidParameter。@NOTE 未经核实',
  'GET, and other paths, are InvalidApiName. @NOTE unverified': 'GET 和其他路径得到 InvalidApiName。@NOTE 未经核实',
  'A body of more than 3 MB: 413 without a body, as documented.': '超过 3 MB 的请求体：413，无响应体，如文档所述。',
  "Encrypt and GenerateDataKey work by the key's first version, the Advance operations by its primary one, as documented; a version that the header names comes before either. Without a header Sign, Verify and GetPublicKey take the first one. @NOTE unverified":
    'Encrypt 和 GenerateDataKey 使用密钥的第一个版本，Advance 操作使用主版本，如文档所述；请求头指定的版本优先。没有该请求头时 Sign、Verify 和 GetPublicKey 使用第一个版本。@NOTE 未经核实',
  'Every SDK reads answers of 4xx and 5xx as a protobuf message, whatever their content type; the SDK for Go tries again when it cannot. No SDK looks at the content type.':
    '所有 SDK 都把 4xx 和 5xx 应答当作 protobuf 消息读取，不看内容类型；Go 的 SDK 读不出时会重试。没有 SDK 查看内容类型。',
  'The SDK for Java sends an empty chunked body with the old hash after a connection broke, and sends it right when it reads "The Param Content-SHA256 is invalid.".':
    'Java SDK 在连接断开后会带着旧哈希发送空的分块请求体，读到 "The Param Content-SHA256 is invalid." 后会正确地重发。',
  'The transfer SDK for Python fails with a TypeError on an InvalidParam that it does not know: operations answer InvalidParameter.':
    'Python 迁移 SDK 遇到不认识的 InvalidParam 会抛出 TypeError：操作返回 InvalidParameter。',
  'The transfer SDKs refuse Encrypt and GenerateDataKey without the header x-kms-migrationkeyversionid, cut ids of versions at 36 characters, and decrypt with that header in place of a KeyId.':
    '迁移 SDK 在没有请求头 x-kms-migrationkeyversionid 时拒绝 Encrypt 和 GenerateDataKey，把版本 ID 截断为 36 个字符，并用该请求头代替 KeyId 解密。',
  'Requests are signed with RSA_PKCS1_SHA_256 by a client key over date, body hash and headers, as the vectors of the SDKs show.':
    '请求由 Client Key 以 RSA_PKCS1_SHA_256 对日期、请求体哈希和请求头签名，与各 SDK 的向量一致。',
  'ECIES_DH_SHA_1_XOR_HMAC by keys of EC_P256 and EC_P256K, which the page "Encrypt" had until 2023 (KMS makes such keys to sign alone), and SM2 where the OpenSSL at hand lacks SM3: UnsupportedOperation.':
    'EC_P256 和 EC_P256K 密钥的 ECIES_DH_SHA_1_XOR_HMAC（“Encrypt”页面在 2023 年以前有，KMS 只为签名生成这类密钥），以及本机 OpenSSL 缺少 SM3 时的 SM2：UnsupportedOperation。',
  'Advance ciphertexts of other algorithms than AES_GCM are not made: their numbers in the layout are published nowhere.':
    '不生成 AES_GCM 之外其他算法的 Advance 密文：其格式中的编号没有公布。',
  'Network rules are kept and not enforced: they name private addresses, and every caller here is on this machine. No page says what a caller from elsewhere is answered ("CreateNetworkRule", "Manage application access points", 2026).':
    '网络规则会保存但不强制：它们指定私网地址，而这里的调用者都在本机。没有页面说明来自别处的调用者得到什么应答（“CreateNetworkRule”、“管理应用接入点”，2026）。',
  'CBC and ECB are for AES keys with ProtectionLevel HSM, and for imported ones; SM4 keys have GCM alone. Of RSA keys no page and no SDK names another encryption than OAEP.':
    'CBC 和 ECB 用于 ProtectionLevel 为 HSM 的 AES 密钥和导入的密钥；SM4 密钥只有 GCM。对 RSA 密钥，没有页面或 SDK 提到 OAEP 之外的加密方式。',
  'KeyFormat is PEM where it is not given. KeyPairSpec is named as KeySpec is. @NOTE unverified':
    '未给出 KeyFormat 时为 PEM。KeyPairSpec 的取值与 KeySpec 相同。@NOTE 未经核实',
  'Ciphertexts of the shared gateway by symmetric keys of an instance open here, and those of here there: decision 0019.':
    '共享网关以实例的对称密钥生成的密文可在此解开，反之亦然：决策 0019。',
  'TransferClient of alibabacloud-kms-python-sdk binds the SHA-256 of an encryption context as 64 hexadecimal digits, where the transfer SDKs bind its 32 bytes: with a context neither opens what the other made, nor does the shared gateway.':
    'alibabacloud-kms-python-sdk 的 TransferClient 把加密上下文的 SHA-256 以 64 位十六进制数绑定，而迁移 SDK 绑定其 32 字节：带上下文时，双方都解不开对方生成的密文，共享网关也解不开。',
};
