import type { Dialect, Direction } from '../model/direction.ts';
import type { PlanOptions } from '../model/options.ts';
import type { TargetProfile } from '../model/target-profile.ts';

/** What every rule may ask for beside the secret itself. */
export interface PlanContext {
  readonly direction: Exclude<Direction, 'K1-K3'>;
  readonly source: Dialect;
  readonly target: Dialect;
  readonly profile: TargetProfile;
  readonly options: PlanOptions;
  /** Keys of the target by alias or id of the source's. */
  readonly keys: Readonly<Record<string, string>>;
  /** Unix milliseconds. */
  readonly now: number;
}
