import type { DoorName } from '@dragoman/conform';

import type { ConnectionOptions } from '../connection-options.ts';
import type { ReportFlags } from '../report-files.ts';

/** What `dragoman conform` takes. */
export interface ConformFlags extends ConnectionOptions, ReportFlags {
  readonly recording?: string;
  readonly facts?: string;
  readonly target?: string;
  readonly door?: DoorName;
  readonly operation: readonly string[];
  readonly writes?: true;
  readonly credentials?: string;
  readonly allowHost: readonly string[];
  readonly targetCa?: string;
}
