import type { Move, MoveStep } from '../run/moves.ts';
import type { Dialect } from '../model/direction.ts';

/**
 * One call of a load, without its value: who carries it out reads that from a file. Fields that a call does not have
 * are left out.
 */
export interface LoadStep {
  /** Its id in the plan. */
  readonly step: string;
  /** The vendor's operation. */
  readonly op: string;
  /** The name at the target. */
  readonly name: string;
  readonly version_id?: string;
  /** Of `text` and `binary`; the type of a credential at BlueKing. */
  readonly type?: string;
  /** The file of its value, in the directory that DRAGOMAN_VALUES names. */
  readonly value_ref?: { readonly file: string };
  readonly description?: string;
  readonly key_id?: string;
  readonly labels?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** In how many days it is to be deleted. */
  readonly days?: number;
}

/** JOB is written in one call. */
const JOB = 'create_credential';
const OPERATIONS: Readonly<Record<Dialect, Readonly<Record<MoveStep['kind'], string>>>> = {
  huawei: {
    create: 'CreateSecret',
    add: 'CreateSecretVersion',
    label: 'UpdateSecretStage',
    tag: 'BatchCreateOrDeleteTags',
    'schedule-deletion': 'DeleteSecretForSchedule',
  },
  aliyun: {
    create: 'CreateSecret',
    add: 'PutSecretValue',
    label: 'UpdateSecretVersionStage',
    tag: 'TagResource',
    'schedule-deletion': 'DeleteSecret',
  },
  bk: { create: JOB, add: JOB, label: JOB, tag: JOB, 'schedule-deletion': JOB },
};

/** Every call of a move, in the order in which they are to be made. */
export function loadSteps(moves: readonly Move[], dialect: Dialect): LoadStep[] {
  return moves.flatMap((move) => move.steps.map((step) => loadStep(move, step, dialect)));
}

function loadStep({ secret }: Move, step: MoveStep, dialect: Dialect): LoadStep {
  const call = { step: step.id, op: OPERATIONS[dialect][step.kind], name: secret.name };
  switch (step.kind) {
    case 'create':
      return { ...call, ...valueParts(secret, step, dialect), ...creationParts(secret, dialect) };
    case 'add':
      return { ...call, ...valueParts(secret, step, dialect) };
    case 'label':
      return { ...call, version_id: step.versionId, labels: [step.label] };
    case 'tag':
      return { ...call, tags: secret.tags };
    case 'schedule-deletion':
      return { ...call, days: step.days };
  }
}

function valueParts(
  { versions, credentialType }: Move['secret'],
  { id, sourceVersion, versionId }: MoveStep & { readonly kind: 'create' | 'add' },
  dialect: Dialect,
): Pick<LoadStep, 'version_id' | 'type' | 'value_ref'> {
  const version = versions.find(({ source }) => source.id === sourceVersion);
  const value_ref = { file: id };
  if (dialect === 'bk') return { type: credentialType ?? 'SECRET_KEY', value_ref };
  return { version_id: versionId, type: version?.source.type ?? 'text', value_ref };
}

function creationParts(
  { description, keyId, tags }: Move['secret'],
  dialect: Dialect,
): Pick<LoadStep, 'description' | 'key_id' | 'tags'> {
  return {
    ...(description === null ? {} : { description }),
    ...(keyId === null ? {} : { key_id: keyId }),
    // Huawei's CreateSecret takes none: a step of their own follows.
    ...(dialect === 'aliyun' && Object.keys(tags).length > 0 ? { tags } : {}),
  };
}

/** The steps as the file that loaders read: a list, without any value. */
export function loadFile(steps: readonly LoadStep[]): string {
  return `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]\n`;
}
