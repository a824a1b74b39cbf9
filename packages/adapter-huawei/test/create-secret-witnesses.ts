import type { HeldSentence } from '../../../test/seed-pages.ts';

const page = (title: string): string => `create-secret-page.test.ts › ${title}`;
export const TAKEN = page('is taken as it stands, under the key that it names');
export const ANSWERED = page('is answered with the fields of its answer, of their types');
export const SEALED = page('is sealed in the first version, of text and of binary data alike');
export const NAMED_KEY = page('is protected by the symmetric key that it names');
export const DEFAULT_KEY = page(
  'is protected by csms/default where it names none, which is made once and for this project alone',
);
export const TOKEN = page('is let in with the token that IAM answered in X-Subject-Token');
export const DEFAULTS = page(
  'makes a common secret of the default enterprise project that does not rotate, unless it says more',
);
export const UNITS = page('takes one period in every unit');

const secrets = (title: string): string => `secrets.test.ts › ${title}`;
const created = (title: string): string => `create-secret.test.ts › ${title}`;
export const WHOLE = created('answers with the whole secret');
export const KEPT = created('keeps and shows what only this dialect knows');
export const REJECTED = created('rejects %s');
export const ACCEPTED = created('takes %s');
export const BODY = created('rejects a body that is %s');
export const STATES = secrets('shows the states that only an operator sets');
export const SCHEDULED = secrets('can be scheduled, taken back, scheduled again and hastened');
export const STRICT_NAMES = created('rejects a dot in a name when names are strict');
export const MISSING = secrets('tells what is missing from what is misnamed');
export const UPDATED = secrets('changes what is given and keeps the rest');

const PROJECT = 'authentication.test.ts › keeps its secrets from every other';
export const FORBIDDEN = 'authentication.test.ts › is denied to who may not work in it, before the body is looked at';
export const UNAUTHENTICATED = 'authentication.test.ts › is rejected for %s';
const STAGES = 'versions.test.ts › moves the stages of %j';
const DEPRECATED = 'versions.test.ts › keeps 20 versions: the oldest without a stage goes';
const INITIAL = created('makes v1 with SYSCURRENT');
const SYMMETRIC = 'kms-key-states.test.ts › are not of an asymmetric kind';
export const TIMES = 'sources-disagree.test.ts › is shown in %s by secrets, versions and stages';
export const LIMIT = 'sources-disagree.test.ts › is %s in bytes, of either kind of value';
export const INTERNAL = 'gateway.test.ts › reports a fault without telling the client';
export const GATEWAY = 'injectable.test.ts › %s comes as the gateway sends it';
export const CSMS = 'injectable.test.ts › %s comes as CSMS sends it';

export const RDS_SHOWN = 'rds.test.ts › is made, shown and listed with the configuration under the names of the answer';
export const RDS_TAKEN = 'rds.test.ts › takes %s';
export const RDS_REJECTED = 'rds.test.ts › is rejected with %s, and nothing is stored';
export const PERIODIC = 'rotation.test.ts › follows the period from the making on, with a task for every time';
export const SWITCHED = 'rotation.test.ts › is turned on and off by UpdateSecret, which keeps what it is not told';
export const COMMON =
  'rotation.test.ts › is rejected for a common secret when it is made, imported and updated, and its value stays';
export const ROTATED = 'rotation.test.ts › answers with a task that is done at once and shows its end';
export const SINGLE_USER =
  "../../gateway/test/rotation.test.ts › gives an RDS secret's one account a new password with each rotation";
export const MULTI_USER =
  "../../gateway/test/rotation.test.ts › resets the password of SYSPREVIOUS's account of an RDS secret, " +
  'then the two labels change places';
export const NOTIFIED = 'notifications.test.ts › says what happened to which secret, and never a value';
export const DELIVERED = 'notifications.test.ts › is a POST as SMN makes it';
export const MOVED =
  'enterprise-projects.test.ts › shows a secret that moves in the secret, its list and the list of resources';

const PERMISSION = { untested: 'whoever may work in the project may use its keys (By design in the dialect)' };
export const NOT_OURS = { untested: "it is about the vendor's web site" };
export const CONSOLE = { untested: "it is about the vendor's console" };

export const INTRODUCTION: readonly HeldSentence[] = [
  ['创建新的凭据，并将凭据值存入凭据的初始版本。', [WHOLE, SEALED]],
  ['凭据管理服务将凭据值加密后，存储在凭据对象下的版本中。', [SEALED]],
  [
    '每个版本可与多个凭据版本状态相关联，凭据版本状态用于标识凭据版本处于的阶段，没有版本状态标记的版本视为已弃用，可用凭据管理服务自动删除。',
    [STAGES, DEPRECATED],
  ],
  ['初始版本的状态被标记为SYSCURRENT。', [INITIAL]],
  ['您可以指定一个对称密钥类型的用户主密钥作为保护凭据的加密密钥。', [NAMED_KEY, SYMMETRIC]],
  [
    '当不指定kms_key_id参数时，凭据管理服务将默认使用名为csms/default的默认主密钥，用于加密您账号在本项目中创建的凭据。',
    [DEFAULT_KEY],
  ],
  ['如果用户账号下不存在该名称的主密钥，则凭据管理服务会自动为您创建该名称的密钥。', [DEFAULT_KEY]],
  ['如果您指定主密钥，则需要同时具备相应主密钥的kms:dek:create权限，用于凭据值进行加密。', PERMISSION],
];

export const HEAD: readonly HeldSentence[] = [
  ['POST /v1/{project_id}/secrets', [WHOLE]],
  ['project_id 是 String', [PROJECT, FORBIDDEN]],
  ['项目ID。', [PROJECT]],
  ['X-Auth-Token 是 String', [TOKEN, UNAUTHENTICATED]],
  ['用户Token。', [TOKEN]],
  ['通过调用IAM服务获取用户Token接口获取（响应消息头中X-Subject-Token的值）。', [TOKEN]],
];
