/** A barred name that is the right one where it stands. */
export interface AllowedName {
  readonly name: string;
  /** The file, or the folder with a slash at its end. */
  readonly path: string;
  readonly why: string;
}

export const ALLOWED_NAMES: readonly AllowedName[] = [
  { name: 'refused', path: 'packages/migrate/src/plan-file/', why: 'a verdict, and a total of the plan format' },
  { name: 'refused', path: 'packages/migrate/src/report/', why: 'a verdict' },
  { name: 'refused', path: 'packages/control/src/migration/', why: 'a verdict' },
  { name: 'refused', path: 'packages/console/src/parts/verdicts.ts', why: 'a verdict of plans' },
  { name: 'verdict_refused', path: 'packages/console/src/words/', why: 'the word for that verdict' },
  { name: 'refused', path: 'packages/cli/src/views/clouds.ts', why: 'a verdict of plans' },
];
