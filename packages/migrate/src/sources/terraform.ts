import { ConfigError } from '@dragoman/input';

import { addressOfArn, hasCustomData } from './aliyun-facts.ts';
import {
  documentValue,
  type JsonObject,
  neutralLabels,
  objectOf,
  objectsOf,
  type SecretDraft,
  type SourceDrafts,
  textOf,
  timeOf,
  type VersionDraft,
} from './draft.ts';
import { huaweiSecret, huaweiVersion } from './huawei-facts.ts';
import { terraformKey } from './terraform-keys.ts';

/** The version of state files since Terraform 0.12. */
const STATE_VERSION = 4;

/** A resource or data source with what the provider keeps of it. */
interface Resource {
  readonly mode: unknown;
  readonly type: unknown;
  readonly values: JsonObject;
}

/** Whether the document is a state file, or what `terraform show -json` prints. */
export function isTerraform(document: JsonObject): boolean {
  return 'terraform_version' in document || 'format_version' in document;
}

/**
 * The secrets and keys that the providers of both clouds keep in a state. @throws ConfigError of another version, or a
 * plan
 */
export function terraformDrafts(file: string, document: JsonObject): SourceDrafts {
  const resources = resourcesOf(file, document);
  return {
    secrets: resources.flatMap((resource) => draftsOf(file, resource)),
    keys: resources.flatMap(({ type, values }) => terraformKey(file, String(type), values) ?? []),
  };
}

function resourcesOf(file: string, document: JsonObject): Resource[] {
  if ('format_version' in document) {
    const module = objectOf(document['values'])['root_module'];
    if (module === undefined || 'planned_values' in document)
      throw new ConfigError(`${file} is no state: give what terraform show -json prints without a plan file`);
    return resourcesOfModule(objectOf(module));
  }
  if (document['version'] !== STATE_VERSION)
    throw new ConfigError(
      `${file} is a state of version ${JSON.stringify(document['version'] ?? null)}: give one of version 4, ` +
        'or what terraform show -json prints',
    );
  return objectsOf(document['resources']).flatMap(({ mode, type, instances }) =>
    objectsOf(instances).map((instance) => ({ mode, type, values: objectOf(instance['attributes']) })),
  );
}

function resourcesOfModule(module: JsonObject): Resource[] {
  const own = objectsOf(module['resources']).map(({ mode, type, values }) => ({
    mode,
    type,
    values: objectOf(values),
  }));
  return [...own, ...objectsOf(module['child_modules']).flatMap(resourcesOfModule)];
}

function draftsOf(file: string, { mode, type, values }: Resource): SecretDraft[] {
  switch (`${String(mode)} ${String(type)}`) {
    case 'managed huaweicloud_csms_secret':
      return [huaweiResource(file, values)];
    case 'managed huaweicloud_csms_secret_version_state':
      return [huaweiStage(file, values)];
    case 'data huaweicloud_csms_secret_version':
      return [huaweiData(file, values)];
    case 'managed alicloud_kms_secret':
      return [aliyunResource(file, values)];
    case 'data alicloud_kms_secret_versions':
      return objectsOf(values['versions']).map((version) => aliyunData(file, version));
    default:
      return [];
  }
}

/** The state has hashes in place of texts: no value can come from it. */
function huaweiResource(file: string, values: JsonObject): SecretDraft {
  const draft = huaweiSecret(file, { ...values, id: values['secret_id'] }, required(file, values, 'name'));
  const version = huaweiVersion(
    { version_stages: values['version_stages'], expire_time: values['expire_time'] },
    required(file, values, 'latest_version'),
  );
  const tags = objectOf(values['tags']) as Record<string, string>;
  return { ...draft, tags, versions: [{ ...version, isOutOfReach: true }] };
}

function huaweiStage(file: string, values: JsonObject): SecretDraft {
  const labels = neutralLabels('huawei', [values['name']]);
  return { ...huaweiNamed(file, values), versions: [{ id: required(file, values, 'version_id'), labels }] };
}

function huaweiData(file: string, values: JsonObject): SecretDraft {
  const facts = { version_stages: values['status'] };
  return {
    ...huaweiNamed(file, values),
    versions: [
      {
        ...huaweiVersion(facts, required(file, values, 'version')),
        type: 'text',
        ...documentValue(textOf(values['secret_text']), 'text'),
      },
    ],
  };
}

function huaweiNamed(file: string, values: JsonObject): SecretDraft {
  return { file, dialect: 'huawei', address: '', name: required(file, values, 'secret_name') };
}

function aliyunResource(file: string, values: JsonObject): SecretDraft {
  const type = textOf(values['secret_type']);
  const keyId = textOf(values['encryption_key_id']);
  const deletionAt = timeOf(values['planned_delete_time']);
  return {
    file,
    dialect: 'aliyun',
    address: addressOfArn(textOf(values['arn'])),
    name: required(file, values, 'secret_name'),
    kind: type === undefined || type === 'Generic' ? 'generic' : `managed:${type}`,
    description: textOf(values['description']) ?? null,
    state: deletionAt === undefined ? 'enabled' : 'pending-delete',
    ...(deletionAt === undefined ? {} : { deletionAt }),
    ...(keyId === undefined ? {} : { key: { id: keyId, alias: null } }),
    tags: objectOf(values['tags']) as Record<string, string>,
    isRotating: values['enable_automatic_rotation'] === true,
    details: {
      policy: textOf(values['policy']) !== undefined,
      instance: textOf(values['dkms_instance_id']) ?? null,
      customData: hasCustomData(values['extended_config']),
    },
    versions: [aliyunVersion(file, values)],
  };
}

function aliyunData(file: string, version: JsonObject): SecretDraft {
  const name = required(file, version, 'secret_name');
  return { file, dialect: 'aliyun', address: '', name, versions: [aliyunVersion(file, version)] };
}

function aliyunVersion(file: string, values: JsonObject): VersionDraft {
  const type = values['secret_data_type'] === 'binary' ? 'binary' : 'text';
  return {
    id: required(file, values, 'version_id'),
    type,
    labels: neutralLabels('aliyun', values['version_stages']),
    ...documentValue(textOf(values['secret_data']), type),
  };
}

function required(file: string, values: JsonObject, name: string): string {
  const text = textOf(values[name]);
  if (text === undefined) throw new ConfigError(`${file}: a secret, or a version of one, has no ${name}`);
  return text;
}
