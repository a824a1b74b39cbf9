import type { DenialKind } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import type { VendorError } from '@dragoman/protocol-kit';

import type { PlatformSettings } from '../settings.ts';

/** A permission that the caller lacks. */
export interface Denial {
  /** Whom IAM names: `iam::<domain id>:user:<name>`. */
  readonly principal: string;
  readonly action: string;
  /** `*` where the action is on nothing. */
  readonly resource: string;
  readonly kind: DenialKind;
  /** Whether the caller has a grant of the key or secret, which does not give this operation. */
  readonly hasGrant: boolean;
  /** For the console. */
  readonly help: Message;
}

/** One of the cloud's services, and how it tells what is not as a caller wants it. */
export interface HuaweiService<Settings = PlatformSettings> {
  /** As host names and the tables of operations have it. */
  readonly name: string;
  /** The rejection of a caller who may not work in the project. `help` is for the console. */
  forbidden(help: Message): VendorError;
  /** The rejection of a caller who lacks a permission; without it that of {@link forbidden}. */
  readonly toDenial?: (denial: Denial) => VendorError;
  /** Whatever was thrown while it worked, in its words. */
  toError(error: unknown, settings: Settings): VendorError;
  /** What stands for no body where an operation succeeds with another status than 204; without it nothing does. */
  readonly emptyBody?: object;
}
