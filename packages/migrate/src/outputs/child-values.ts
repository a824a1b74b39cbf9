import { type CredentialSlots, type CredentialType, credentialFromText, type SecretValue } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { PlanFile } from '../plan-file/schema.ts';
import type { Move } from '../run/moves.ts';
import type { SourceValues } from '../values/source-values.ts';
import { traitsOf } from '../values/value-traits.ts';
import type { ValueDirectory } from './value-directory.ts';

/** What a system lets one variable of the environment hold, with room for its name (Linux: 131,072). */
const MAX_VARIABLE_BYTES = 120_000;

/** What values are taken from, and for which plan. */
export interface ChildValues {
  readonly plan: Pick<PlanFile, 'target' | 'options'>;
  readonly moves: readonly Move[];
  readonly values: SourceValues;
}

/**
 * The variables of a child that runs Terraform: TF_VAR_values has the current value of each secret by its name.
 * @throws ConfigError where a source lacks a value, or there is too much for a variable
 */
export async function valuesInEnvironment(given: ChildValues): Promise<Record<string, string>> {
  const text = JSON.stringify(await currentValues(given));
  if (Buffer.byteLength(text) > MAX_VARIABLE_BYTES)
    throw new ConfigError('the values are too large for a variable of the environment: give --values files');
  return { TF_VAR_values: text };
}

/**
 * Writes every value into a file named by its step, and the current ones into values.tfvars.json.
 * @returns the variables that lead a child there @throws ConfigError where a source lacks a value
 */
export async function valuesInFiles(given: ChildValues, directory: ValueDirectory): Promise<Record<string, string>> {
  for (const move of given.moves)
    for (const step of move.steps)
      if (step.kind === 'create' || step.kind === 'add')
        directory.add(step.id, fileText(await valueOf(given, move, step.sourceVersion), given.plan));
  const tfvars = `${directory.path}/values.tfvars.json`;
  directory.add('values.tfvars.json', JSON.stringify({ values: await currentValues(given) }));
  const commands = ['plan', 'apply', 'refresh', 'import', 'destroy'];
  return {
    DRAGOMAN_VALUES: directory.path,
    ...Object.fromEntries(commands.map((command) => [`TF_CLI_ARGS_${command}`, `-var-file=${tfvars}`])),
  };
}

async function currentValues(given: ChildValues): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const move of given.moves) {
    const current = move.secret.versions.at(-1);
    if (current !== undefined) values[move.secret.name] = (await valueOf(given, move, current.source.id)).data;
  }
  return values;
}

async function valueOf({ values }: ChildValues, { source }: Move, version: string): Promise<SecretValue> {
  const value = await values.valueOf({ name: source.name, id: source.id, version });
  if (value === null)
    throw new ConfigError(`no source has the value of ${JSON.stringify(source.name)}, version ${version}`);
  return value;
}

const FIELD_OF_SLOT: Readonly<Record<keyof CredentialSlots, string>> = {
  accessKey: 'credential_access_key',
  secretKey: 'credential_secret_key',
  username: 'credential_username',
  password: 'credential_password',
};

/** JOB takes slots in place of a value: they are written as the fields of create_credential. */
function fileText(value: SecretValue, { target, options }: ChildValues['plan']): string {
  if (target.dialect !== 'bk') return value.data;
  const isTyped =
    options.bk_shape !== 'whole' && value.type === 'text' && traitsOf(value.data, value.type).typed !== null;
  const { slots }: { readonly type: CredentialType; readonly slots: CredentialSlots } = isTyped
    ? credentialFromText(value.data)
    : { type: 'SECRET_KEY', slots: { secretKey: value.data } };
  const fields = (Object.entries(slots) as [keyof CredentialSlots, string][]).map(([slot, text]) => [
    FIELD_OF_SLOT[slot],
    text,
  ]);
  return JSON.stringify(Object.fromEntries(fields));
}
