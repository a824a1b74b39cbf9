import type { CredentialType } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { InventorySecret } from '../model/inventory.ts';
import { type Finding, type Verdict, worstOf } from '../model/verdict.ts';
import type { MappedName } from '../names/map-name.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';
import { planDescription } from './description.ts';
import { planDeletion, planDetails, planSecretKey } from './details.ts';
import type { SecretEdit } from './edits.ts';
import type { PlannedLabel } from './labels.ts';
import { planTags } from './tags.ts';
import { type Action, type ExistingSecret, planAction } from './target-state.ts';
import { planValues } from './values.ts';
import { planVersions, type PlannedVersion } from './versions.ts';

/** A name at the target, with what brought it there. */
export interface PlannedName extends MappedName {
  readonly collides: boolean;
}

/** A secret as it is to be at the target. */
export interface TargetSecret {
  readonly name: string;
  readonly description: string | null;
  /** In the order of writing. */
  readonly versions: readonly PlannedVersion[];
  readonly labels: readonly PlannedLabel[];
  readonly tags: Readonly<Record<string, string>>;
  /** The key of the target that seals it; `null` is the default one. */
  readonly keyId: string | null;
  /** In how many days it is to be deleted there. */
  readonly deleteInDays: number | null;
  /** What it is at BlueKing; `null` at the others. */
  readonly credentialType: CredentialType | null;
}

/** What becomes of one secret. */
export interface PlannedSecret {
  readonly source: InventorySecret;
  readonly name: string;
  readonly action: Action;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** How many values were not read. */
  readonly undetermined: number;
  /** `null` where the secret does not move. */
  readonly target: TargetSecret | null;
  /** What somebody wants otherwise than the rules decide. */
  readonly edit: SecretEdit;
}

/**
 * Asks every rule about one secret.
 * @param name its name at the target
 * @param existing what has that name there
 * @param edit what somebody wants otherwise
 * @throws ConfigError where that cannot be
 */
export function planSecret(
  secret: InventorySecret,
  name: PlannedName,
  existing: ExistingSecret | undefined,
  context: PlanContext,
  edit: SecretEdit = {},
): PlannedSecret {
  const description = planDescription(secret.description, context);
  const versions = planVersions(secret, context);
  const values = planValues(
    secret,
    versions.versions.map(({ source }) => source),
    context,
  );
  const deletion = planDeletion(secret, context);
  const key = planSecretKey(secret, context);
  const tags = planTags(secret.tags, context);
  const { action, findings: taken } = planAction(existing, withEdit(context, edit));
  const findings = [
    ...nameFindings(name, context),
    ...[description, values, versions, key, deletion, tags].flatMap((part) => part.findings),
    ...planDetails(secret, context),
    ...taken,
  ];
  const verdict = worstOf(findings);
  const target: TargetSecret = {
    name: name.name,
    description: description.text,
    versions: versions.versions,
    labels: versions.labels,
    tags: tags.tags,
    keyId: key.keyId,
    deleteInDays: deletion.inDays,
    credentialType: context.target === 'bk' ? values.credentialType : null,
  };
  const moves = verdict !== 'refused';
  return {
    source: secret,
    name: name.name,
    action: editedAction(secret, moves ? action : 'skip', edit, existing),
    verdict,
    findings,
    undetermined: values.undetermined,
    target: moves && edit.action !== 'skip' ? target : null,
    edit,
  };
}

/** Who adds a version to one secret says for it what `on_existing` says for all. */
function withEdit(context: PlanContext, { action }: SecretEdit): PlanContext {
  return action === 'add-version'
    ? { ...context, options: { ...context.options, on_existing: 'new-version' } }
    : context;
}

/** Anything may be left behind; nothing may be done against the rules. */
function editedAction(
  { name }: InventorySecret,
  action: Action,
  edit: SecretEdit,
  existing: ExistingSecret | undefined,
): Action {
  if (edit.action === undefined || edit.action === action) return action;
  if (edit.action === 'skip') return 'skip';
  const why = existing === undefined ? 'the target has no such secret' : 'the target has the secret';
  throw new ConfigError(
    `the action of ${JSON.stringify(name)} cannot be ${edit.action}: ${action === 'skip' ? 'it is refused' : why}`,
  );
}

function nameFindings({ name, aspects, collides }: PlannedName, { direction, target }: PlanContext): Finding[] {
  const findings = aspects.map((aspect) => findingOf(direction, aspect));
  if (target === 'huawei' && name.includes('.')) findings.push(findingOf(direction, 'NAME-DOT'));
  if (collides) findings.push(findingOf(direction, target === 'bk' ? 'NAME-CASE' : 'NAME-COLLISION'));
  return findings;
}
