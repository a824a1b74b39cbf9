import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A case of `dragoman rehearse retry --json`. */
export interface RehearsedCase {
  readonly case: string;
  readonly attempts: number;
  readonly wait_shape: string;
  readonly doubled: number;
  readonly ended: string;
}

/** What an official client did, as observed.json keeps it. */
export interface ObservedClient {
  readonly language: string;
  readonly client: string;
  readonly retries: boolean;
  /**
   * Attempts in all of the call that met a fault, by the case; of the codes that can never work the most. `null` where
   * it was still trying when its time was over: how often depends on the machine.
   */
  readonly attempts: Readonly<Record<string, number | null>>;
  /** Cases that it got over. */
  readonly recovered: readonly string[];
  /** Whether it gave up within the time of a case while a fault had no end. */
  readonly gives_up: boolean;
  /** Whether a create whose answer was lost was done twice; `null` where it only reads. */
  readonly doubles_creates: boolean | null;
}

/** What a client made of rotations, as observed-rotation.json keeps it. */
export interface FollowingClient {
  readonly language: string;
  readonly client: string;
  /** How long it may keep a value, in seconds, where that is set; `null` as it is out of the box. */
  readonly ttl_seconds: number | null;
  readonly verdicts: Readonly<Record<string, string>>;
}

/** What a client gives away of what it reads, as observed-leaks.json keeps it: the places, by what is switched on. */
export interface LeakingClient {
  readonly language: string;
  readonly client: string;
  readonly quiet: readonly string[];
  readonly debugging: readonly string[];
}

/** The cases that are told of each client. */
const TOLD = ['throttle', '5xx-endless', 'reset-before', 'reset-mid-body', 'lost-answer', 'connect-failure-endless'];

export const OBSERVED_FILE = new URL('observed.json', import.meta.url);
export const ROTATION_FILE = new URL('observed-rotation.json', import.meta.url);
export const LEAKS_FILE = new URL('observed-leaks.json', import.meta.url);

/** Whether what is seen is written in place of being compared. */
export const isRecording = process.env['RECORD_REHEARSALS'] === '1';

interface Named {
  readonly language: string;
  readonly client: string;
}

export function readObserved(file: URL): Named[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Named[]) : [];
}

/** Writes what was seen of each client; of languages that were not there stays what was written. */
export function writeObserved(file: URL, seen: readonly Named[]): void {
  const languages = new Set(seen.map(({ language }) => language));
  const others = readObserved(file).filter(({ language }) => !languages.has(language));
  const rows = [...seen, ...others].toSorted((left, right) => keyOf(left).localeCompare(keyOf(right)));
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}

const keyOf = (one: Named): string => JSON.stringify([one.language, one.client, one]);

/** @param creates cases of a create; `null` where the client only reads */
export function observedOf(
  { language, name, retries }: { readonly language: string; readonly name: string; readonly retries: boolean },
  cases: readonly RehearsedCase[],
  creates: readonly RehearsedCase[] | null,
): ObservedClient {
  const never = cases.filter((one) => one.case.startsWith('no-retry:')).map(({ attempts }) => attempts);
  const told = cases.filter((one) => TOLD.includes(one.case));
  return {
    ...{ language, client: name, retries },
    attempts: {
      ...Object.fromEntries(told.map((one) => [one.case, one.ended === 'still-trying' ? null : one.attempts])),
      'no-retry': Math.max(...never),
    },
    recovered: cases.filter(({ ended }) => ended === 'recovered').map((one) => one.case),
    gives_up: cases.every(({ ended }) => ended !== 'still-trying'),
    doubles_creates: creates === null ? null : creates.some(({ doubled }) => doubled > 0),
  };
}
