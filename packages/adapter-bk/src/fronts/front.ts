import type { Awaitable } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import type { Exchange, RequestHead, RestRoute, VendorError, WireRequest, WireResponse } from '@dragoman/protocol-kit';

import type { App, Caller } from '../auth/principals.ts';
import type { Language } from '../errors/language.ts';
import type { JobOperation } from '../operation.ts';
import type { JobAnswer } from '../wire/job-answer.ts';
import type { Parameters } from '../wire/parameters.ts';
import { HELP } from '../messages.ts';

/** A way for a request to reach JOB: through one of the platform's two gateways, or at its own path behind them. */
export interface Front {
  readonly name: 'esb' | 'apigw' | 'backend';
  /** The language of JOB's messages where neither the request nor the settings choose one. */
  readonly language: Language;
  /** Whether the path is this front's, whatever it leads to. */
  matches(head: RequestHead): boolean;
  /** The path in the form that {@link routesOf} has. */
  canonicalPath(head: RequestHead): string;
  /** Every route to the operation; none where this front does not lead to it. */
  routesOf(operation: JobOperation): readonly FrontRoute[];
  /** The error of a path that leads nowhere. */
  unknownRoute(head: RequestHead, help: Message): VendorError;
  /** Who calls: the app, the user, and whether the app may call the operation. @throws VendorError */
  authenticate(exchange: Exchange, route: Route): Awaitable<Caller>;
  /** The operation as apps are granted it here; `null` where apps need no grant. */
  apiOf(operation: JobOperation, forApps: boolean): Api | null;
  /** The request's parameters; `null` when there is no object to read. @throws VendorError */
  parametersOf(request: WireRequest): Parameters | null;
  /** Whether JOB is asked with a query, which it binds without validating. */
  isQuery(request: WireRequest): boolean;
  /** JOB's own answer as this front passes it on. */
  passOn(exchange: Exchange, operation: JobOperation, answer: JobAnswer): WireResponse;
  /** An answer that did not come from JOB, with what this front adds to every answer. */
  complete(exchange: Exchange, response: WireResponse): WireResponse;
  /** The error of too many requests. */
  tooManyRequests(help: Message): VendorError;
}

/** A path of a front, and what it leads to. */
export type FrontRoute = readonly [RestRoute, { readonly operation: JobOperation; readonly forApps: boolean }];

/** What a request leads to. */
export interface Route {
  readonly front: Front;
  readonly operation: JobOperation;
  /** Whether it is the API gateway's resource for apps, which name the user without authentication. */
  readonly forApps: boolean;
}

/** What apps are granted. */
export interface Api {
  readonly name: string;
  /** The error of an app that was not. */
  reject(app: App): VendorError;
}

/** Why an app is rejected that may not call an API, for consoles. */
export const STATED = HELP.apisOfIdentity;

/** Whether a path is the prefix or below it. */
export function isUnder(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');
}
