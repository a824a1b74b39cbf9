import type { Dialect } from '../model/direction.ts';
import type { PlannedSecret, TargetSecret } from '../planner/plan-secret.ts';
import type { PlannedVersion } from '../planner/versions.ts';
import type { PlanStep } from './schema.ts';

type Step = Omit<PlanStep, 'id'>;

/** The calls that write one secret, in order: the current version last, then labels, then tags, then its deletion. */
export function stepsOf({ action, target }: PlannedSecret, dialect: Dialect): Step[] {
  if (target === null || action === 'skip') return [];
  switch (dialect) {
    case 'huawei':
      return action === 'create' ? createAtHuawei(target) : addVersion(target, 'CreateSecretVersion', 'next');
    case 'aliyun':
      return action === 'create' ? createAtAliyun(target) : addVersion(target, 'PutSecretValue', null);
    case 'bk':
      return createAtBlueKing(target);
  }
}

function createAtHuawei(target: TargetSecret): Step[] {
  const tags = Object.keys(target.tags).length;
  return [
    ...versionSteps(target, 'CreateSecret', 'CreateSecretVersion'),
    ...labelSteps(target, 'UpdateSecretStage'),
    ...(tags > 0 ? [{ op: 'BatchCreateOrDeleteTags', tags }] : []),
    ...(target.deleteInDays === null ? [] : [{ op: 'DeleteSecretForSchedule', days: target.deleteInDays }]),
  ];
}

/** A credential has one value. */
function createAtBlueKing({ versions, credentialType }: TargetSecret): Step[] {
  const current = versions.at(-1);
  const version = current === undefined ? {} : { version: arrow(current, 'v1') };
  return [{ op: 'create_credential', ...version, type: credentialType ?? 'SECRET_KEY' }];
}

function createAtAliyun(target: TargetSecret): Step[] {
  const tags = Object.keys(target.tags).length;
  const [first, ...others] = versionSteps(target, 'CreateSecret', 'PutSecretValue');
  return [
    ...(first === undefined ? [] : [{ ...first, ...(tags > 0 ? { tags } : {}) }]),
    ...others,
    ...labelSteps(target, 'UpdateSecretVersionStage'),
    ...(target.deleteInDays === null ? [] : [{ op: 'DeleteSecret', days: target.deleteInDays }]),
  ];
}

function versionSteps({ versions }: TargetSecret, create: string, put: string): Step[] {
  return versions.map((version, at) => ({ op: at === 0 ? create : put, version: arrow(version, version.id) }));
}

function labelSteps({ labels, versions }: TargetSecret, op: string): Step[] {
  return labels.flatMap(({ label, versionId }) => {
    const to = versions.find(({ source }) => source.id === versionId)?.id;
    return to === undefined ? [] : [{ op, label, to }];
  });
}

/** Only the current version goes to a secret that is there. */
function addVersion({ versions }: TargetSecret, op: string, id: string | null): Step[] {
  const current = versions.at(-1);
  return current === undefined ? [] : [{ op, version: arrow(current, id ?? current.id) }];
}

function arrow({ source }: PlannedVersion, id: string): string {
  return `${source.id}→${id}`;
}

/** Calls a second that a target takes, at 70 % of what its vendor allows one user. */
const CREATES = /^CreateSecret$/;
const RATES = { huawei: 14, aliyunCreate: 7, aliyunOther: 28, bk: 5 };

/** How long the calls take at the pace that the target allows. */
export function estimateOf(steps: readonly Step[], dialect: Dialect): { calls: number; seconds: number } {
  const calls = steps.length;
  switch (dialect) {
    case 'huawei':
      return { calls, seconds: Math.ceil(calls / RATES.huawei) };
    case 'aliyun': {
      const creates = steps.filter(({ op }) => CREATES.test(op)).length;
      return {
        calls,
        seconds: Math.ceil(Math.max(creates / RATES.aliyunCreate, (calls - creates) / RATES.aliyunOther)),
      };
    }
    case 'bk':
      return { calls, seconds: Math.ceil(calls / RATES.bk) };
  }
}
