import type { Page } from './pages.ts';

/** What a rule says, in whatever direction it applies. */
export interface Aspect {
  /**
   * Its verdict by direction, in the order HW-ALI, HW-BK, ALI-HW, ALI-BK, BK-HW, BK-ALI: kept, changed, lost, refused,
   * a note on what is kept, or `.` where it cannot occur.
   */
  readonly by: string;
  /** What it is about, as a sentence. */
  readonly why: string;
  /** What can be done about it. */
  readonly propose: string;
  /** Where the vendors tell it. */
  readonly pages: readonly Page[];
}
