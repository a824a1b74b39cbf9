import type { Services, VaultBindings, VaultId } from '@dragoman/core';
import { type Operation, type Permissions, operationFactory } from '@dragoman/protocol-kit';

import type { Action } from './errors/permission.ts';
import type { Scope } from './names.ts';
import type { BkCheck } from './permissions/authorizer.ts';
import type { ReleaseFeatures } from './release-features.ts';
import type { BkSettings } from './settings.ts';

/** What an operation works with. */
export interface JobContext {
  readonly services: Services;
  readonly settings: BkSettings;
  /** What the release of JOB does. */
  readonly features: ReleaseFeatures;
  /** Which scopes share a vault. */
  readonly bindings: VaultBindings;
  readonly vault: VaultId;
  readonly scope: Scope;
  /** The user who calls. */
  readonly username: string;
  /** What the user may do. */
  readonly permissions: Permissions<BkCheck>;
  /** What the operation says that it asks for. */
  readonly needs: readonly Action[];
  /** Whether the fields came as a query, which JOB binds without validating. */
  readonly isQuery: boolean;
}

/** What an operation says of the permissions that it asks for, each at its place as it runs. */
export interface Needs {
  /** In their order, beside `access_business`, which whatever names a scope asks for before its input is read. */
  readonly needs: readonly Action[];
}

/** How an operation is reached, beside its name. */
export interface FrontSupport extends Needs {
  /** Whether ESB knows it: yes, only by {@link BkSettings.esb_credential_detail}, or no. */
  readonly esb: 'registered' | 'switched' | 'unregistered';
  /** Its method behind the API gateway. */
  readonly apigw: 'GET' | 'POST';
  /** The service of JOB that has it; absent, it is `job-manage`. */
  readonly service?: 'job-file-gateway';
  /** The methods that JOB itself knows it by. */
  readonly backend: readonly ('GET' | 'POST')[];
  /** What a query must name; a missing one is a bad request before anything else of the operation. */
  readonly requiredInQuery?: readonly string[];
  /** Whether the release of JOB has it; every one has, where this is absent. */
  isServed?(features: ReleaseFeatures): boolean;
  /** Whether it can do without a scope; absent, it cannot. */
  isScopeless?(features: ReleaseFeatures): boolean;
  /**
   * What comes before JOB misses a scope that nothing validated. Without it, or where it throws nothing, the missing
   * scope is JOB's internal error. The input fits the operation's schema.
   */
  withoutScope?(input: never, settings: BkSettings): void;
}

/** An operation of JOB's open API. */
export type JobOperation = FrontSupport & Operation<JobContext>;

export const defineOperation = operationFactory<JobContext, FrontSupport>();

/** How an operation of the web console is reached, behind the path of its scope. */
export interface WebRoute extends Needs {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with a slash, or is empty; `{name}` segments become fields of the input. */
  readonly path: string;
}

/** An operation of the web console, by the name of the service's method. */
export type WebOperation = WebRoute & Operation<JobContext>;

export const defineWebOperation = operationFactory<JobContext, WebRoute>();
