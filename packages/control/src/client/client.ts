import type { TObject, TSchema } from '@sinclair/typebox';

import type { AnswerOf, CallInput, ResponseKind } from '../call.ts';
import type { CALLS } from '../calls/index.ts';
import { callRoute, type ControlClientParts } from './request.ts';
import type { CallRoute } from './route.ts';

type Calls = typeof CALLS;

/** The calls that answer with a JSON value. */
export type JsonCallName = {
  [Name in keyof Calls]: Calls[Name]['responseKind'] extends 'json' ? Name : never;
}[keyof Calls];

interface Parts {
  readonly params: TObject;
  readonly query: TObject;
  readonly headers: TObject;
  readonly body: TObject;
  readonly answer: TSchema;
  readonly responseKind: ResponseKind;
}

type InputOf<Call extends Parts> = CallInput<Call['params'], Call['query'], Call['body'], Call['headers']>;

type ResultOf<Call extends Parts> = AnswerOf<Call['answer'], Call['responseKind']>;

/** A call that takes nothing, or nothing that it needs, may be called with nothing. */
type Method<Call extends Parts> =
  Partial<InputOf<Call>> extends InputOf<Call>
    ? (input?: InputOf<Call>) => Promise<ResultOf<Call>>
    : (input: InputOf<Call>) => Promise<ResultOf<Call>>;

type Group<Name> = Name extends `${infer Head}.${string}` ? Head : never;

type Single = {
  readonly [Name in keyof Calls as Name extends `${string}.${string}` ? never : Name]: Method<Calls[Name]>;
};

type Grouped = {
  readonly [Head in Group<keyof Calls>]: {
    readonly [Name in keyof Calls as Name extends `${Head}.${infer Verb}` ? Verb : never]: Method<Calls[Name]>;
  };
};

/**
 * The control API of a gateway, one method a call: `client.clock.get()`, `client.health()`. A rejected call rejects
 * with a ControlError.
 */
export interface ControlClient extends Single, Grouped {
  /** The same calls about one sandbox. */
  sandbox(id: string): ControlClient;
}

/** A client of the control API of the gateway at `url`. @param routes of every call, by its name */
export function clientOver(routes: Readonly<Record<string, CallRoute>>, parts: ControlClientParts): ControlClient {
  const client: Record<string, unknown> = { sandbox: (id: string) => clientOver(routes, { ...parts, sandbox: id }) };
  for (const [name, route] of Object.entries(routes)) {
    const [head = '', verb] = name.split('.');
    const method = (input: Readonly<Record<string, unknown>> = {}) => callRoute(parts, route, input);
    if (verb === undefined) client[head] = method;
    else client[head] = { ...(client[head] as object), [verb]: method };
  }
  // Made from the same table that its type is made from.
  return client as unknown as ControlClient;
}
