import type { Scope } from '../names.ts';
import type { Bilingual, Language } from './language.ts';

/** A permission that the caller lacks. */
export interface DeniedAction {
  readonly action: Action;
  readonly scope: Scope;
  /** The one thing of JOB that the action is about; `null` where it is about the scope. */
  readonly instance: Instance | null;
}

const ACTIONS = {
  access_business: { en: 'Access Business', zh: '业务访问' },
  create_ticket: { en: 'Create Ticket', zh: '凭证新建' },
  manage_ticket: { en: 'Manage Ticket', zh: '凭证管理' },
  use_ticket: { en: 'Use Ticket', zh: '凭证使用' },
  create_account: { en: 'Create Account', zh: '执行账号新建' },
  manage_account: { en: 'Manage Account', zh: '执行账号管理' },
  create_file_source: { en: 'Create File-source', zh: '文件源新建' },
  view_file_source: { en: 'View File-source', zh: '文件源查看' },
  manage_file_source: { en: 'Manage File-source', zh: '文件源管理' },
} as const satisfies Record<string, Bilingual>;

/** The actions of JOB's permission model that this door knows. */
export type Action = keyof typeof ACTIONS;

export const ACTION_NAMES = Object.keys(ACTIONS);

const SYSTEMS = {
  bk_job: { en: 'Job', zh: '作业平台' },
  bk_cmdb: { en: 'Cmdb', zh: '配置平台' },
} as const satisfies Record<string, Bilingual>;

const TYPES = {
  biz: { en: 'Business', zh: '业务' },
  business_set: { en: 'Business Set', zh: '业务集' },
  tenant_set: { en: 'Tenant Set', zh: '租户集' },
  ticket: { en: 'Tickets', zh: '凭证' },
  account: { en: 'Accounts', zh: '执行账号' },
  file_source: { en: 'File Sources', zh: '文件源' },
} as const satisfies Record<string, Bilingual>;

const TYPE_OF_SCOPE = { biz: 'biz', biz_set: 'business_set', tenant_set: 'tenant_set' } as const;

/** A thing that a permission is about. */
export interface Instance {
  readonly id: string;
  readonly type: keyof typeof TYPES;
  readonly name: string;
}

/** The `authResult` of the web console: what the user lacks. It has no address to apply at. */
export function authResultOf({ action, scope, instance }: DeniedAction, language: Language): unknown {
  const resource = instance ?? { type: TYPE_OF_SCOPE[scope.type], name: scope.id };
  const relatedResources = [{ resourceTypeName: TYPES[resource.type][language], resourceName: resource.name }];
  return {
    pass: false,
    applyUrl: null,
    requiredPermissions: [{ actionName: ACTIONS[action][language], relatedResources }],
  };
}

/**
 * The `permission` of a rejection: what to apply for. An instance's name is its id where the platform would ask its
 * configuration database for the name of a business.
 */
export function permissionOf(denied: DeniedAction, language: Language): unknown {
  const { scope, instance } = denied;
  const business: Instance = { id: scope.id, type: TYPE_OF_SCOPE[scope.type], name: scope.id };
  const related =
    instance === null
      ? relatedType('bk_cmdb', business.type, [business], language)
      : relatedType('bk_job', instance.type, [business, instance], language);
  return {
    system_id: 'bk_job',
    system_name: SYSTEMS.bk_job[language],
    actions: [{ id: denied.action, name: ACTIONS[denied.action][language], related_resource_types: [related] }],
  };
}

function relatedType(
  system: keyof typeof SYSTEMS,
  type: keyof typeof TYPES,
  path: readonly Instance[],
  language: Language,
): unknown {
  return {
    system_id: system,
    system_name: SYSTEMS[system][language],
    type,
    type_name: TYPES[type][language],
    instances: [
      path.map((instance) => ({
        id: instance.id,
        type: instance.type,
        type_name: TYPES[instance.type][language],
        name: instance.name,
      })),
    ],
  };
}
