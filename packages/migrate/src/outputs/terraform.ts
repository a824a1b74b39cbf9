import { ConfigError } from '@dragoman/input';

import type { PlanFile } from '../plan-file/schema.ts';
import type { Move } from '../run/moves.ts';
import type { RunProgress } from '../run/progress.ts';
import { addressNames, block, Expression, type HclValue, quoted } from './hcl.ts';

/** The id that a secret has at Huawei; `null` where it is not known. */
export type TargetIds = (move: Move) => string | null;

/** The ids that a run was told. */
export function idsIn(progress: RunProgress): TargetIds {
  return ({ steps }) => steps.map(({ id }) => progress.of(id)?.target_id).find((id) => id !== undefined) ?? null;
}

type Arguments = readonly (readonly [string, HclValue])[];

const PROVIDERS = {
  huawei: { name: 'huaweicloud', source: 'huaweicloud/huaweicloud' },
  aliyun: { name: 'alicloud', source: 'aliyun/alicloud' },
};

const PLAIN_STATE = [
  '# The state of Terraform then holds these values as plain text: keep it encrypted, with few readers.',
  '# The import alone writes them there.',
];
const HASHED_STATE = ['# The state of Terraform then holds an unsalted SHA-1 of each value: keep it as a secret.'];

/**
 * Configuration that takes over what a move made: an `import` block and a resource for each secret, and for each stage
 * at Huawei. Values come from the variable `values`, by the secret's name.
 * @throws ConfigError for BlueKing, which has no provider, and where the id of a secret at Huawei is not known
 */
export function terraformOf({ target }: Pick<PlanFile, 'target'>, moves: readonly Move[], idOf: TargetIds): string {
  const { dialect } = target;
  if (dialect === 'bk') throw new ConfigError('JOB has no Terraform provider: use --format shell or --format load');
  const names = addressNames(moves.map(({ secret }) => secret.name));
  const parts = moves.map((move, at) => {
    const name = names[at] ?? '';
    return dialect === 'huawei' ? huaweiSecret(move, name, idOf(move)) : aliyunSecret(move, name);
  });
  const stages = dialect === 'huawei' ? stagesOf(moves, names) : [];
  return [
    ...(dialect === 'huawei' ? HASHED_STATE : PLAIN_STATE),
    '# Give the values by: dragoman migrate exec --plan <plan> … -- terraform plan',
    '',
    header(PROVIDERS[dialect]),
    ...parts,
    ...stages,
  ].join('\n');
}

function header({ name, source }: { readonly name: string; readonly source: string }): string {
  return [
    'terraform {',
    '  required_version = ">= 1.5"',
    '  required_providers {',
    `    ${name} = { source = ${quoted(source)} }`,
    '  }',
    '}',
    '',
    'variable "values" {',
    '  type      = map(string)',
    '  sensitive = true',
    '}',
    '',
  ].join('\n');
}

function imported(type: string, name: string, id: string, args: Arguments): string {
  const importBlock = block('import', [
    ['to', new Expression(`${type}.${name}`)],
    ['id', id],
  ]);
  return `${importBlock}\n${block(`resource ${quoted(type)} ${quoted(name)}`, args)}`;
}

/** The newest version is the current one: another plan would write it once more. */
function currentOf({ secret }: Move): Move['secret']['versions'][number] {
  const current = secret.versions.at(-1);
  if (current === undefined) throw new ConfigError(`${JSON.stringify(secret.name)} has no version`);
  return current;
}

function huaweiSecret(move: Move, address: string, id: string | null): string {
  const { name, description, keyId, tags } = move.secret;
  if (id === null)
    throw new ConfigError(
      `the id of ${JSON.stringify(name)} at Huawei is not known: apply the plan first, and give --progress`,
    );
  const isBinary = currentOf(move).source.type === 'binary';
  return imported('huaweicloud_csms_secret', address, `${id}/${name}`, [
    ['name', name],
    [isBinary ? 'secret_binary' : 'secret_text', valueOf(name)],
    ...optional('description', description),
    ...optional('kms_key_id', keyId),
    ...(Object.keys(tags).length > 0 ? [['tags', tags] as const] : []),
  ]);
}

/** The stages of one's own, each of which is a resource at Huawei. */
function stagesOf(moves: readonly Move[], addresses: readonly string[]): string[] {
  const stages = moves.flatMap(({ secret: { name, labels, versions } }, at) =>
    labels.flatMap(({ label, versionId }) => {
      const version = versions.find(({ source }) => source.id === versionId)?.id;
      return version === undefined ? [] : [{ secret: addresses[at] ?? '', name, label, version }];
    }),
  );
  const own = addressNames(stages.map(({ name, label }) => `${name}/${label}`));
  return stages.map(({ secret, name, label, version }, at) =>
    imported('huaweicloud_csms_secret_version_state', own[at] ?? '', `${name}/${label}`, [
      ['secret_name', new Expression(`huaweicloud_csms_secret.${secret}.name`)],
      ['name', label],
      ['version_id', version],
    ]),
  );
}

/** What is not given of a key or a description is not compared: the provider takes it from the service. */
function aliyunSecret(move: Move, address: string): string {
  const { name, description, keyId, tags } = move.secret;
  const { id, source } = currentOf(move);
  return imported('alicloud_kms_secret', address, name, [
    ['secret_name', name],
    ['version_id', id],
    ['secret_data', valueOf(name)],
    ...(source.type === 'binary' ? [['secret_data_type', 'binary'] as const] : []),
    ...optional('description', description),
    ...optional('encryption_key_id', keyId),
    ...(Object.keys(tags).length > 0 ? [['tags', tags] as const] : []),
  ]);
}

function optional(name: string, value: string | null): (readonly [string, string])[] {
  return value === null ? [] : [[name, value]];
}

function valueOf(name: string): Expression {
  return new Expression(`var.values[${quoted(name)}]`);
}
