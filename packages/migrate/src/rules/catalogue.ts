import { type Direction, DIRECTIONS } from '../model/direction.ts';
import type { Finding, Verdict } from '../model/verdict.ts';
import type { Aspect } from './aspect.ts';
import { INSTANCE_ASPECTS } from './instance-aspects.ts';
import { KEY_ASPECTS } from './key-aspects.ts';
import { NAME_ASPECTS } from './name-aspects.ts';
import { type Page, PAGES } from './pages.ts';
import { SERVICE_ASPECTS } from './service-aspects.ts';
import { VALUE_ASPECTS } from './value-aspects.ts';
import { VERSION_ASPECTS } from './version-aspects.ts';

/** The day of the rules: a plan of other rules is to be made anew. */
export const RULES_DATE = '2026-11-30';

/** A rule as it applies in one direction. */
export interface Rule {
  readonly id: string;
  readonly verdict: Verdict;
  readonly isNote: boolean;
  readonly why: string;
  readonly propose: string;
  /** Addresses of the pages that tell it. */
  readonly pages: readonly string[];
}

const ASPECTS = { ...NAME_ASPECTS, ...VALUE_ASPECTS, ...VERSION_ASPECTS, ...KEY_ASPECTS, ...SERVICE_ASPECTS };

export type AspectName = keyof typeof ASPECTS;
export type InstanceAspectName = keyof typeof INSTANCE_ASPECTS;

const VERDICT_OF: Readonly<Record<string, Verdict>> = { k: 'kept', n: 'kept', c: 'changed', l: 'lost', r: 'refused' };

/** Every rule of every direction by its id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(
  [
    ...DIRECTIONS.flatMap((direction, at) => rulesOf(direction, at, ASPECTS)),
    ...rulesOf('K1-K3', 0, INSTANCE_ASPECTS),
  ].map((rule) => [rule.id, rule]),
);

function rulesOf(direction: Direction, at: number, aspects: Readonly<Record<string, Aspect>>): Rule[] {
  return Object.entries(aspects).flatMap(([name, { by, why, propose, pages }]) => {
    const letter = by[at] ?? '.';
    const verdict = VERDICT_OF[letter];
    if (verdict === undefined) return [];
    const id = `${direction}-${name}`;
    return [{ id, verdict, isNote: letter === 'n', why, propose, pages: pages.map((page: Page) => PAGES[page]) }];
  });
}

/** What holds for every secret of a direction: told once, and counted in no secret's verdict. */
export const ALWAYS: Readonly<Record<Direction, readonly string[]>> = {
  'HW-ALI': ['READ-STAGE', 'TIMES', 'OWNER', 'ID-REF'],
  'HW-BK': ['WRITE-ONLY', 'READ-STAGE', 'VERSION-ID', 'TIMES', 'OWNER', 'ID-REF', 'NO-DELETE'],
  'ALI-HW': ['READ-STAGE', 'TIMES', 'OWNER', 'ID-REF'],
  'ALI-BK': ['WRITE-ONLY', 'READ-STAGE', 'VERSION-ID', 'TIMES', 'OWNER', 'ID-REF', 'NO-DELETE'],
  'BK-HW': ['VALUE-OBJECT', 'ACCESS', 'TIMES', 'OWNER', 'ID-REF'],
  'BK-ALI': ['VALUE-OBJECT', 'ACCESS', 'TIMES', 'OWNER', 'ID-REF'],
  'K1-K3': ['TF-INSTANCE', 'FREEZE'],
};

/** How a finding differs from its rule. */
export interface FindingOptions {
  readonly verdict?: Verdict;
  readonly count?: number;
  readonly of?: 'ciphertexts';
}

/** A rule applied. @throws Error where the direction has no such rule: the source cannot hold what it is about */
export function findingOf(
  direction: Direction,
  aspect: AspectName | InstanceAspectName,
  options: FindingOptions = {},
): Finding {
  const rule = ruleNamed(`${direction}-${aspect}`);
  const verdict = options.verdict ?? rule.verdict;
  return {
    rule: rule.id,
    verdict,
    ...(rule.isNote || verdict === 'kept' ? { note: true as const } : {}),
    ...(options.count === undefined ? {} : { count: options.count }),
    ...(options.of === undefined ? {} : { of: options.of }),
  };
}

/** @throws Error where there is none of this id */
export function ruleNamed(id: string): Rule {
  const rule = RULES.get(id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return rule;
}
