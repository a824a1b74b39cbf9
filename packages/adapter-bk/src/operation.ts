import type { Services, VaultId } from '@dragoman/core';
import { type Operation, operationFactory } from '@dragoman/protocol-kit';

import type { Scope } from './names.ts';
import type { BkSettings } from './settings.ts';

/** What an operation works with. */
export interface JobContext {
  readonly services: Services;
  readonly settings: BkSettings;
  readonly vault: VaultId;
  readonly scope: Scope;
  /** The user who calls. */
  readonly username: string;
  /** Whether the fields came as a query, which JOB binds without validating. */
  readonly isQuery: boolean;
}

/** How an operation is reached, beside its name. */
export interface Reach {
  /** Whether ESB knows it: yes, no, or only by {@link BkSettings.esb_credential_detail}. */
  readonly esb: 'registered' | 'switched';
  /** Its method behind the API gateway. */
  readonly apigw: 'GET' | 'POST';
  /** The methods that JOB itself knows it by. */
  readonly backend: readonly ('GET' | 'POST')[];
  /** What a query must name; a missing one is a bad request before anything else of the operation. */
  readonly requiredInQuery?: readonly string[];
}

/** An operation of JOB's open API. */
export type JobOperation = Reach & Operation<JobContext>;

export const defineOperation = operationFactory<JobContext, Reach>();
