import type { Dialect } from '../model/direction.ts';
import { mapName } from '../names/map-name.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import { contextOfPlan } from '../run/moves.ts';
import { rewriteForAliyun } from './for-aliyun.ts';
import { rewriteForBk } from './for-bk.ts';
import { rewriteForHuawei } from './for-huawei.ts';
import type { Note } from './notes.ts';
import { type Intent, intentOf, type RecordedCall } from './recorded-call.ts';
import type { NameAtTarget, Rewrite, Rewriter } from './rewritten-call.ts';

/** What becomes of a call of an application at the target of a plan. */
export interface ReplayedCall extends Rewrite {
  readonly call: RecordedCall;
  readonly intent: Intent;
  readonly verdict: 'same' | 'rewritten' | 'none';
  /** Whether the application has to come by a version id. */
  readonly needsVersionId: boolean;
  /** The secret's name at the target. */
  readonly name: string | null;
}

const REWRITERS: Readonly<Record<Dialect, Rewriter>> = {
  huawei: rewriteForHuawei,
  aliyun: rewriteForAliyun,
  bk: rewriteForBk,
};

/** Secrets at the target by what the application calls them: their name, or their id. */
export interface NamesAtTarget {
  readonly inPlan: ReadonlyMap<string, NameAtTarget>;
  /** What a name that the plan does not have would become. */
  readonly mapped: (name: string) => string;
}

/** What a plan calls each secret at its target. */
export function namesOfPlan(plan: PlanFile): NamesAtTarget {
  const { target: dialect, profile, options } = contextOfPlan(plan);
  const renames = (plan.options.rename ?? []).map(({ match, to }) => ({ match: new RegExp(match, 'u'), to }));
  const inPlan = new Map(
    plan.secrets.flatMap(({ from, to, steps }) => {
      const keepsVersionIds = steps.every(({ version }) => {
        const [before, after] = version?.split('→') ?? [];
        return before === after;
      });
      const secret = { name: to.name, keepsVersionIds };
      return [from.name, ...(from.id === undefined ? [] : [from.id])].map((called) => [called, secret] as const);
    }),
  );
  return { inPlan, mapped: (name) => mapName(name, { dialect, profile, options }, renames).name };
}

/** What becomes of one call. */
export function rewrite(call: RecordedCall, target: Dialect, names: NamesAtTarget): ReplayedCall {
  const intent = intentOf(call);
  const [given] = call.names;
  const known = given === undefined ? undefined : names.inPlan.get(given);
  const secret = known ?? (given === undefined ? null : { name: names.mapped(given), keepsVersionIds: false });
  const { calls, notes } = REWRITERS[target](call, intent, secret);
  const all = [...notes, ...(calls.length === 0 || isOfKey(intent) ? [] : nameNotes(given, known, intent))];
  const isSame = calls.length === 1 && calls[0]?.operation === call.operation && all.length === 0;
  const verdict = calls.length === 0 ? 'none' : isSame ? 'same' : 'rewritten';
  const needsVersionId = all.includes('version-ids') || all.includes('make-version-id');
  return { call, intent, verdict, calls, notes: all, needsVersionId, name: secret?.name ?? null };
}

function nameNotes(given: string | undefined, known: NameAtTarget | undefined, intent: Intent): Note[] {
  if (given === undefined || known?.name === given) return [];
  if (known !== undefined) return ['other-name'];
  return intent === 'create' ? [] : ['not-in-plan'];
}

/** Calls that name a key, which no plan of secrets has. */
function isOfKey(intent: Intent): boolean {
  return intent === 'encrypt' || intent === 'decrypt' || intent === 'data-key';
}
