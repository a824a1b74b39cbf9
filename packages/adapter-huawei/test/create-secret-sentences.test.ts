import { type HeldSentence, describeSeedPage } from '../../../test/seed-pages.ts';
import {
  ACCEPTED,
  ANSWERED,
  BODY,
  COMMON,
  CONSOLE,
  CSMS,
  DEFAULTS,
  DEFAULT_KEY,
  DELIVERED,
  FORBIDDEN,
  GATEWAY,
  HEAD,
  INTERNAL,
  INTRODUCTION,
  KEPT,
  LIMIT,
  MISSING,
  MOVED,
  MULTI_USER,
  NAMED_KEY,
  NOTIFIED,
  NOT_OURS,
  PERIODIC,
  RDS_REJECTED,
  RDS_SHOWN,
  RDS_TAKEN,
  REJECTED,
  ROTATED,
  SCHEDULED,
  SEALED,
  SINGLE_USER,
  STATES,
  STRICT_NAMES,
  SWITCHED,
  TAKEN,
  TIMES,
  TOKEN,
  UNAUTHENTICATED,
  UNITS,
  UPDATED,
  WHOLE,
} from './create-secret-witnesses.ts';

const KEY_AND_DESCRIPTION: readonly HeldSentence[] = [
  ['kms_key_id 否 String', [DEFAULT_KEY, REJECTED]],
  [
    '用于加密保护凭据值的KMS主密钥ID，如果您未指定此参数，凭据管理服务将默认使用名为csms/default的默认主密钥，用于加密您账号在本项目中创建的凭据值。',
    [NAMED_KEY, DEFAULT_KEY],
  ],
  ['如果用户账号下不存在该名称的主密钥，则凭据管理服务自动为您创建该名称的密钥。', [DEFAULT_KEY]],
  ['description 否 String', [ACCEPTED]],
  ['凭据的描述信息。', [WHOLE]],
  ['约束：2048字节。', [REJECTED, ACCEPTED]],
];

const BINARY: readonly HeldSentence[] = [
  ['secret_binary 否 String', [SEALED, REJECTED]],
  ['二进制类型凭据在base64编码后的明文，凭据管理服务将其加密后，存入凭据的初始版本中。', [SEALED]],
  // That a string which is no Base64 is taken is seen in the fixtures of the Terraform provider.
  ['类型：base64编码的二进制数据对象。', [SEALED, ACCEPTED]],
  ['约束：secret_binary和secret_string必须且只能设置一个，最大32K。', [REJECTED, LIMIT]],
];

const STRING: readonly HeldSentence[] = [
  ['secret_string 否 String', [SEALED, REJECTED]],
  ['文本类型凭据的明文，凭据管理服务将其加密后，存入凭据的初始版本中。', [SEALED]],
  ['约束：secret_binary和secret_string必须且只能设置一个，最大32K。', [REJECTED, LIMIT]],
];

/** The times are shown in milliseconds, as the example has them; the sentences speak of seconds. */
const ANSWER: readonly HeldSentence[] = [
  ['secret Secret object', [WHOLE]],
  ['凭据对象。', [WHOLE]],
  ['id String', [WHOLE, ANSWERED]],
  ['凭据的资源标识符。', [WHOLE]],
  ['name String', [WHOLE, ANSWERED]],
  ['凭据名称。', [WHOLE]],
  ['state String', [WHOLE, ANSWERED]],
  ['凭据状态，取值如下：', [STATES, SCHEDULED]],
  ['ENABLED：表示启用状态', [WHOLE]],
  ['DISABLED：表示禁用状态', [STATES]],
  ['PENDING_DELETE：表示待删除状态', [SCHEDULED]],
  ['FROZEN：表示冻结状态', [STATES]],
  ['kms_key_id String', [WHOLE, ANSWERED]],
  ['用于加密凭据值的KMS主密钥的ID值。', [NAMED_KEY]],
  ['description String', [WHOLE, ANSWERED]],
  ['凭据的描述信息。', [WHOLE]],
  ['create_time Long', [ANSWERED]],
  ['凭据创建时间，时间戳，即从1970年1月1日至该时间的总秒数。', [TIMES]],
  ['update_time Long', [ANSWERED]],
  ['凭据上次更新时间，时间戳，即从1970年1月1日至该时间的总秒数。', [UPDATED, TIMES]],
  ['scheduled_delete_time Long', [SCHEDULED]],
  ['凭据计划删除时间，时间戳，即从1970年1月1日至该时间的总秒数。', [SCHEDULED]],
  ['凭据不在删除计划中时，本项值为null。', [WHOLE, SCHEDULED]],
];

/** What is said of an error's body, the same for each status. */
function errorBody(...tests: readonly string[]): readonly HeldSentence[] {
  return [
    ['error_code String', tests],
    ['错误码', tests],
    ['error_msg String', tests],
    ['错误描述', tests],
  ];
}

const EXAMPLE_REQUEST: HeldSentence = [
  '{ "name" : "demo", "kms_key_id" : "0d0466b0-e727-4d9c-b35d-f84bb474a37f", ' +
    '"secret_string" : "this is a demo secret string" }',
  [TAKEN],
];

const FIELDS_OF_2021 =
  '"id" : "bb6a3d22-dc93-47ac-b5bd-88df7ad35f1e", "name" : "test", "state" : "ENABLED", ' +
  '"kms_key_id" : "b168fe00ff56492495a7d22974df2d0b", "description" : "description", ' +
  '"create_time" : 1581507580000, "update_time" : 1581507580000, "scheduled_delete_time" : 1581507580000';

const FIELDS_OF_2023 =
  `${FIELDS_OF_2021}, "secret_type" : "RDS", "auto_rotation" : true, "rotation_config" : ` +
  `"{'RDSInstanceId':'63616bceef2c45409575d762a498318bin01','SecretSubType':'MultiUser'}", ` +
  '"rotation_period" : "1d", "rotation_time" : 1668567940000, "next_rotation_time" : 1668629140000, ' +
  '"event_subscriptions" : [ "pocEvent" ]';

const exampleAnswer = (fields: string): HeldSentence => [`{ "secret" : { ${fields} } }`, [ANSWERED, RDS_SHOWN]];

const FOLDER = new URL('./', import.meta.url);

describeSeedPage('huawei-CreateSecret-2021.md', FOLDER, [
  ...INTRODUCTION,
  ['您可以在API Explorer中调试该接口。', NOT_OURS],
  ...HEAD,
  ['name 是 String', [REJECTED]],
  ['凭据名称。', [WHOLE]],
  ['约束：取值范围为1到64个字符，满足正则匹配“^[a-zA-Z0-9._-]{1,64}$”。', [REJECTED, ACCEPTED]],
  ...KEY_AND_DESCRIPTION,
  ...BINARY,
  ...STRING,
  ...ANSWER.map(([sentence, tests]): HeldSentence => [sentence.replace('冻结状态', '冻结状态状态'), tests]),
  ...errorBody(REJECTED, BODY),
  EXAMPLE_REQUEST,
  ['请求已成功。', [WHOLE]],
  exampleAnswer(FIELDS_OF_2021),
  ['200', [WHOLE]],
  ['请求已成功。', [WHOLE]],
  ['400', [REJECTED, BODY]],
  ['请求参数有误。', [REJECTED, BODY]],
  ['请参见错误码。', [CSMS]],
]);

/** Both generations of what a rotation configuration is, which differ in the names of its members. */
const rotationConfig = (instance: string, subType: string): readonly HeldSentence[] => [
  ['轮转配置', [RDS_SHOWN]],
  ['约束：范围不超过1024个字符。', [RDS_REJECTED, REJECTED]],
  [`当secret_type为RDS时，配置为{"${instance}":"","${subType}":""}`, [RDS_SHOWN, RDS_REJECTED]],
  ['说明：当secret_type为RDS时，必须填写该值', [RDS_REJECTED]],
  [
    `${instance}为RDS的实例ID,${subType}为轮转子类型，取值为：SingleUser，MultiUser。`,
    [RDS_SHOWN, RDS_REJECTED, MULTI_USER],
  ],
  ['SingleUser：指定轮转类型为单用户模式轮转，每次轮转将指定账号重置为新的口令。', [SINGLE_USER]],
  ['MultiUser：指定轮转类型为双用户模式轮转，SYSCURRENT和SYSPREVIOUS分别引用其中一个账号。', [MULTI_USER]],
  [
    '凭据轮转时，SYSPREVIOUS引用的账号口令会被重置为新的随机口令，随后凭据交换SYSCURRENT和SYSPREVIOUS对RDS账号的引用。',
    [MULTI_USER],
  ],
];

const TYPE: readonly HeldSentence[] = [
  ['凭据类型', [WHOLE, RDS_SHOWN]],
  ['取值 ： COMMON ：通用凭据(默认)。', [DEFAULTS, RDS_REJECTED]],
  ['用于应用系统中的各种敏感信息储存。', [WHOLE]],
  ['RDS ：RDS凭据 。', [RDS_SHOWN]],
  ['专门针对RDS的凭据，用于存储RDS的账号信息。', [RDS_TAKEN, RDS_REJECTED]],
];

const PERIOD: readonly HeldSentence[] = [
  ['轮转周期', [PERIODIC]],
  ['约束：6小时-8,760小时 （365天）', [REJECTED, ACCEPTED, RDS_TAKEN, RDS_REJECTED]],
  ['类型：Integer[unit] ，Integer表示时间长度 。', [UNITS, REJECTED]],
  ['unit表示时间单位，d（天）、h（小时）、m（分钟）、s（秒）。', [UNITS]],
  ['例如 1d 表示一天，24h也表示一天', [UNITS]],
  ['说明：当开启自动轮转时，必须填写该值', [REJECTED, RDS_REJECTED]],
];

const SUBSCRIPTIONS: readonly HeldSentence[] = [
  ['凭据订阅的事件列表，当前最大可订阅一个事件。', [KEPT, REJECTED]],
  ['当事件包含的基础事件触发时，通知消息将发送到事件对应的通知主题。', [NOTIFIED, DELIVERED]],
];

describeSeedPage('huawei-CreateSecret-2023.md', FOLDER, [
  ...INTRODUCTION,
  ['您可以在API Explorer中调试该接口，支持自动认证鉴权。', NOT_OURS],
  ['API Explorer可以自动生成SDK代码示例，并提供SDK代码示例调试功能。', NOT_OURS],
  ...HEAD,
  ['name 是 String', [REJECTED]],
  ['待创建凭据的名称。', [WHOLE]],
  ['约束：取值范围为1到64个字符，满足正则匹配“^[a-zA-Z0-9_-]{1,64}$”。', [REJECTED, STRICT_NAMES]],
  ...KEY_AND_DESCRIPTION,
  ...BINARY,
  ['当secret_type为RDS时。', [RDS_TAKEN]],
  [
    `凭据值格式为： "{'users':[{'name':'','password':''}]}" 其中name为RDS实例账号名称，password为RDS实例账号口令`,
    [RDS_TAKEN, RDS_REJECTED],
  ],
  ...STRING,
  ['secret_type 否 String', [DEFAULTS]],
  ...TYPE,
  ['auto_rotation 否 Boolean', [DEFAULTS]],
  ['自动轮转', [PERIODIC]],
  ['取值：true 开启 ,false 关闭 (默认)', [DEFAULTS, SWITCHED, COMMON]],
  ['rotation_period 否 String', [DEFAULTS]],
  ...PERIOD,
  ['rotation_config 否 String', [DEFAULTS]],
  ...rotationConfig('rds_instance_id', 'Secret_sub_type'),
  ['event_subscriptions 否 Array of strings', [DEFAULTS]],
  ...SUBSCRIPTIONS,
  ['enterprise_project_id 否 String', [DEFAULTS]],
  ['该参数针对企业用户使用。', [DEFAULTS]],
  [
    '如果您是企业用户，且已创建企业项目，则请从下拉列表中为密钥选择需要绑定的企业项目，默认项目为“default”。',
    [DEFAULTS, MOVED],
  ],
  ['未开通企业管理的用户页面则没有“企业项目”参数项，无需进行配置。', CONSOLE],
  ...ANSWER,
  ['secret_type String', [ANSWERED]],
  ...TYPE,
  ['auto_rotation Boolean', [ANSWERED]],
  ['自动轮转', [RDS_SHOWN]],
  ['取值：true 开启, false 关闭(默认)', [DEFAULTS, RDS_SHOWN]],
  ['rotation_period String', [KEPT]],
  ...PERIOD,
  ['rotation_config String', [RDS_SHOWN]],
  ...rotationConfig('RDSInstanceId', 'SecretSubType'),
  ['rotation_time Long', [ROTATED]],
  ['轮转时间戳', [ROTATED]],
  ['next_rotation_time Long', [KEPT, RDS_SHOWN]],
  ['下一次轮转时间戳', [UNITS, RDS_SHOWN]],
  ['event_subscriptions Array of strings', [KEPT]],
  ...SUBSCRIPTIONS,
  ['enterprise_project_id String', [DEFAULTS]],
  ['企业项目ID', [KEPT, DEFAULTS]],
  ...errorBody(REJECTED, BODY),
  ...errorBody(TOKEN, UNAUTHENTICATED),
  ...errorBody(FORBIDDEN),
  ...errorBody(MISSING),
  ...errorBody(INTERNAL),
  ...errorBody(GATEWAY),
  ...errorBody(GATEWAY),
  [
    '创建一个名字为demo的凭据，使用kms密钥ID为0d0466b0-e727-4d9c-b35d-f84bb474a37f对“this is a demo secret string”凭据值加密。',
    [TAKEN],
  ],
  EXAMPLE_REQUEST,
  ['请求已成功', [WHOLE]],
  exampleAnswer(FIELDS_OF_2023),
  ['200', [WHOLE]],
  ['请求已成功', [WHOLE]],
  ['400', [REJECTED, BODY]],
  ['请求参数有误', [REJECTED, BODY]],
  ['401', [TOKEN]],
  ['被请求的页面需要用户名和密码', [TOKEN, UNAUTHENTICATED]],
  ['403', [FORBIDDEN]],
  ['认证失败', [FORBIDDEN]],
  ['404', [MISSING]],
  ['资源不存在，资源未找到', [MISSING]],
  ['500', [INTERNAL]],
  ['服务内部错误', [INTERNAL]],
  ['502', [GATEWAY]],
  ['请求未完成。', [GATEWAY]],
  ['服务器从上游服务器收到一个无效的响应', [GATEWAY]],
  ['504', [GATEWAY]],
  ['网关超时', [GATEWAY]],
  ['请参见错误码。', [CSMS]],
]);
