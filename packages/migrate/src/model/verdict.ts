/** What becomes of something that moves, from the best to the worst. */
export const VERDICTS = ['kept', 'changed', 'lost', 'refused'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** One rule as it applies to one secret or key. */
export interface Finding {
  /** `<source>-<target>-<aspect>`, as the catalogue has it. */
  readonly rule: string;
  readonly verdict: Verdict;
  /** Advice on what is kept. */
  readonly note?: true;
  /** How many versions, labels, tags or references it is about. */
  readonly count?: number;
  /** What it is about, where that hangs on the key and is not the key: its verdict does not count for the key. */
  readonly of?: 'ciphertexts';
}

/** Whether the first is worse than the second. */
export function isWorse(verdict: Verdict, than: Verdict): boolean {
  return VERDICTS.indexOf(verdict) > VERDICTS.indexOf(than);
}

/** The worst verdict of the findings that count; `kept` of none. */
export function worstOf(findings: readonly Finding[]): Verdict {
  return findings.reduce<Verdict>(
    (worst, { verdict, of }) => (of === undefined && isWorse(verdict, worst) ? verdict : worst),
    'kept',
  );
}
