import { type JsonObject, type KeyDraft, textOf, withoutAbsent } from './draft.ts';

const DAYS = /^(\d+)d$/;

/**
 * Keys and aliases that the providers of both clouds keep in a state: `huaweicloud_kms_key`, `huaweicloud_kms_alias`,
 * `alicloud_kms_key` and `alicloud_kms_alias`.
 * @returns `null` for a resource of another type
 */
export function terraformKey(file: string, type: string, values: JsonObject): KeyDraft | null {
  switch (type) {
    case 'huaweicloud_kms_key':
      return huaweiKey(file, values);
    case 'huaweicloud_kms_alias':
      return alias(file, 'huawei', textOf(values['key_id']), textOf(values['alias']));
    case 'alicloud_kms_key':
      return aliyunKey(file, values);
    case 'alicloud_kms_alias':
      return alias(file, 'aliyun', textOf(values['key_id']), textOf(values['alias_name']));
    default:
      return null;
  }
}

function huaweiKey(file: string, values: JsonObject): KeyDraft | null {
  const id = textOf(values['key_id']) ?? textOf(values['id']);
  if (id === undefined) return null;
  const name = textOf(values['key_alias']);
  return withoutAbsent<KeyDraft>({
    ...draftOf(file, 'huawei', id),
    aliases: name === undefined ? undefined : [name],
    spec: textOf(values['key_algorithm']),
    isImported: isImported(values['origin']),
    rotationDays: values['rotation_enabled'] === true ? daysOf(values['rotation_interval']) : null,
    pendingDays: daysOf(values['pending_days']),
  });
}

function aliyunKey(file: string, values: JsonObject): KeyDraft | null {
  const id = textOf(values['id']);
  if (id === undefined) return null;
  return withoutAbsent<KeyDraft>({
    ...draftOf(file, 'aliyun', id),
    spec: textOf(values['key_spec']),
    isImported: isImported(values['origin']),
    rotationDays: values['automatic_rotation'] === 'Enabled' ? daysOf(values['rotation_interval']) : null,
    pendingDays: daysOf(values['pending_window_in_days']),
    instance: textOf(values['dkms_instance_id']),
  });
}

function alias(file: string, dialect: KeyDraft['dialect'], id?: string, name?: string): KeyDraft | null {
  if (id === undefined || name === undefined) return null;
  const short = dialect === 'aliyun' ? name.replace(/^alias\//, '') : name;
  return { file, dialect, id, aliases: [short] };
}

function draftOf(file: string, dialect: KeyDraft['dialect'], id: string) {
  return {
    file,
    dialect,
    id,
    aliases: undefined,
    instance: undefined,
    versions: undefined,
    hasMaterial: undefined,
    hasCiphertexts: undefined,
    isDefault: undefined,
  };
}

function isImported(origin: unknown): boolean | undefined {
  const text = textOf(origin);
  return text === undefined ? undefined : text.toLowerCase() === 'external';
}

/** Days of `30`, `"30"`, `30d` and, as Alibaba Cloud answers it, `2592000s`. */
export function daysOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 0 ? value : undefined;
  const text = textOf(value);
  if (text === undefined) return undefined;
  const seconds = /^(\d+)s$/.exec(text)?.[1];
  if (seconds !== undefined) return Math.round(Number(seconds) / 86_400);
  const days = Number(DAYS.exec(text)?.[1] ?? text);
  return Number.isFinite(days) && days > 0 ? days : undefined;
}
