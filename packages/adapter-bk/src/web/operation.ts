import { type Operation, operationFactory } from '@dragoman/protocol-kit';

import type { JobContext } from '../operation.ts';

/** How an operation of the web console is reached, behind the path of its scope. */
export interface WebReach {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with a slash, or is empty; `{name}` segments become fields of the input. */
  readonly path: string;
}

/** An operation of the web console, by the name of the service's method. */
export type WebOperation = WebReach & Operation<JobContext>;

export const defineWebOperation = operationFactory<JobContext, WebReach>();
