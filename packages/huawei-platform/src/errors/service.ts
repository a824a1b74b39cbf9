import type { VendorError } from '@dragoman/protocol-kit';

import type { PlatformSettings } from '../settings.ts';

/** One of the cloud's services, and how it tells what is not as a caller wants it. */
export interface HuaweiService<Settings = PlatformSettings> {
  /** As host names and the tables of operations have it. */
  readonly name: string;
  /** The rejection of a caller who may not work in the project. `help` is for the console. */
  forbidden(help: string): VendorError;
  /** Whatever was thrown while it worked, in its words. */
  toError(error: unknown, settings: Settings): VendorError;
  /** What stands for no body where an operation succeeds with another status than 204; without it nothing does. */
  readonly emptyBody?: object;
}
