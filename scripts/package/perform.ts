import type { Made } from './artifacts.ts';
import { LeftOutError, type Step } from './steps.ts';

/** What came of a step: what it made, or in one line why there is nothing. */
export type Outcome = { readonly made: readonly Made[] } | { readonly leftOut: string } | { readonly failure: string };

/** Carries a step out. What its programs printed on stderr stands above already. */
export function perform(name: string, step: Step, out: string): Outcome {
  try {
    return { made: step(out) };
  } catch (error) {
    if (error instanceof LeftOutError) return { leftOut: `${name}: ${error.message}` };
    return { failure: `${name}: ${failureOf(error as Partial<ProgramError> & Error)}` };
  }
}

/** What `execFileSync` throws for a program that fails. */
interface ProgramError {
  /** Where it could not be started. */
  readonly code?: string;
  /** `null` where a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  /** What was not printed. */
  readonly stderr: Buffer | string | null;
}

function failureOf({ message, code, status, signal, stderr }: Partial<ProgramError> & Error): string {
  const [said = ''] = message.split('\n');
  if (status === undefined || code !== undefined) return said;
  const command = said.replace(/^Command failed: /, '');
  const [last] = String(stderr ?? '')
    .trim()
    .split('\n')
    .slice(-1);
  const end = status === null ? `was ended by ${signal ?? 'a signal'}` : `ended with code ${status}`;
  return `\`${command}\` ${end}${last === undefined || last === '' ? '' : `: ${last}`}`;
}
