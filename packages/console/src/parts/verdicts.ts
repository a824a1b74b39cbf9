import type { Tone } from './badge.tsx';

/** From the best to the worst. */
export const VERDICTS = ['kept', 'changed', 'lost', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  kept: 'good',
  changed: 'info',
  lost: 'warn',
  refused: 'bad',
};

/** One that is none is shown as the worst. */
export function verdictOf(text: string): Verdict {
  return VERDICTS.find((known) => known === text) ?? 'refused';
}
