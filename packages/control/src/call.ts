import type { Environment, StoredBytes, Environments, EnvironmentSettings } from '@dragoman/environment';
import { strictObject } from '@dragoman/input';
import type { Language } from '@dragoman/messages';
import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';

import type { Metrics } from './metrics/metrics.ts';
import type { ControlSettings } from './settings.ts';

/** The settings that control calls obey or show. */
export type ControlledSettings = ControlSettings &
  Pick<EnvironmentSettings, 'auth' | 'doors' | 'vaults'> & {
    readonly host: string;
    readonly tls: { readonly enabled: boolean };
    readonly proxy: { readonly enabled: boolean };
  };

/** What became of requests to a host that came through the proxy. */
export const ProxiedHost = strictObject({
  host: Type.String(),
  port: Type.Integer(),
  route: Type.Union([Type.Literal('door'), Type.Literal('other'), Type.Literal('rejected'), Type.Literal('blocked')], {
    description:
      'door: answered here; other: forwarded; rejected: the rest of a cloud; blocked: another host, with ' +
      'proxy.unknown_hosts reject or requested from another machine',
  }),
  count: Type.Integer(),
});

/** One of several gateways over a state. */
export interface GatewayInfo {
  readonly url: string;
  readonly version: string;
  readonly isLeader: boolean;
  readonly lagMs: number;
}

/** The hosts that were asked for through the proxy. */
export interface ProxiedHosts {
  /** In the order in which they were asked for first. */
  list(): Static<typeof ProxiedHost>[];
  clear(): void;
}

/** The host names beside the clouds' that lead to the doors. */
export interface HostNames {
  list(): readonly string[];
  /** Adds names, each with everything below it, until the gateway stops. @throws ControlError */
  add(names: readonly string[]): Promise<void>;
}

/** What control calls work on. */
export interface ControlTarget {
  readonly version: string;
  readonly settings: ControlledSettings;
  readonly environments: Environments;
  /** The gateways over the state; absent where there is one alone. */
  readonly gateways?: (() => Promise<readonly GatewayInfo[]>) | undefined;
  /** Where the state is, for people. */
  readonly stateLocation: string;
  /** Hosts that were asked for through the proxy. */
  readonly proxied: ProxiedHosts;
  readonly hosts: HostNames;
  readonly metrics: Metrics;
  isReady(): boolean;
  /** Takes an error of the control API itself. */
  onError(where: string, error: unknown): void;
  /** The certificate of the gateway's own authority, as PEM; `null` where it has none. */
  authority(): Promise<string | null>;
}

/** What one call works on: the gateway, and the environment that it was asked about. */
export interface ControlContext {
  readonly gateway: ControlTarget;
  readonly environment: Environment;
  /** What the caller reads. */
  readonly language: Language;
  /** Ends when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** The schema of a part that a call does not have. */
const NOTHING = strictObject({});
type Nothing = typeof NOTHING;

/** How a call answers: with a JSON value, with a stream of them as they come, with a text, or with a file. */
export type ResponseKind = 'json' | 'events' | 'text' | 'bytes';

/**
 * One call of the control API, declared once: the route, what is checked, the document of the API, the command and the
 * client are all made from it. Parts of the input have names of their own, so that clients take them as one object.
 */
export interface ControlCall<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TObject = TObject,
  Answer extends TSchema = TSchema,
  Kind extends ResponseKind = ResponseKind,
  Headers extends TObject = TObject,
> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below `/_dragoman`, or below a sandbox; parameters in braces. */
  readonly path: `/${string}`;
  /** `environment`: works on one environment, and so exists for every sandbox too. */
  readonly scope: 'gateway' | 'environment';
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What else one should know: limits, errors, examples. Markdown. */
  readonly description?: string;
  /** Of the path. */
  readonly params: Params;
  readonly query: Query;
  /** Texts that belong into no address, each in the header that `headerOf` names. */
  readonly headers: Headers;
  /** JSON; a call that takes a file has `bytes` as its one field, which `run` gets as an iterable of chunks. */
  readonly body: Body;
  readonly responseKind: Kind;
  /** The media type of a text; without it plain text. */
  readonly mediaType?: string;
  /** The value, or each of the stream. */
  readonly answer: Answer;
  /** Answered to anybody, without the control token. */
  readonly open: boolean;
  /** The status of success; a function where it depends on the answer. */
  readonly status: number | ((answer: Static<Answer>) => number);
  /** @throws ControlError */
  run(
    context: ControlContext,
    input: CallInput<Params, Query, Body, Headers>,
  ): Promise<RunAnswer<Answer, Kind>> | RunAnswer<Answer, Kind>;
}

/** Every part of a call's input as one object. */
export type CallInput<
  Params extends TObject,
  Query extends TObject,
  Body extends TObject,
  Headers extends TObject,
> = Static<Params> & Static<Query> & Static<Body> & Static<Headers>;

/** A file: read from disk, picked in a browser or held; over the wire it comes and goes in pieces. */
export type FileContent = Uint8Array | Blob | ReadableStream<Uint8Array>;

/** What a call answers. */
export type AnswerOf<Answer extends TSchema, Kind extends ResponseKind> = {
  readonly json: Static<Answer>;
  readonly events: AsyncIterable<Static<Answer>>;
  readonly text: string;
  readonly bytes: Uint8Array;
}[Kind];

/** What the work of a call answers: what clients get, and of a file where it is. */
export type RunAnswer<Answer extends TSchema, Kind extends ResponseKind> = Kind extends 'bytes'
  ? StoredBytes
  : AnswerOf<Answer, Kind>;

type Optional = 'params' | 'query' | 'headers' | 'body' | 'responseKind' | 'open' | 'status';

/** Declares a call; what is left out is empty, or as most calls have it. */
export function controlCall<
  Answer extends TSchema,
  Params extends TObject = Nothing,
  Query extends TObject = Nothing,
  Body extends TObject = Nothing,
  Kind extends ResponseKind = 'json',
  Headers extends TObject = Nothing,
>(
  call: Omit<ControlCall<Params, Query, Body, Answer, Kind, Headers>, Optional> &
    Partial<Pick<ControlCall<Params, Query, Body, Answer, Kind, Headers>, Optional>>,
): ControlCall<Params, Query, Body, Answer, Kind, Headers> {
  // A part that is left out has the type that its parameter has by default.
  const defaults = {
    params: NOTHING,
    query: NOTHING,
    headers: NOTHING,
    body: NOTHING,
    responseKind: 'json',
  } as unknown as Pick<
    typeof call & ControlCall<Params, Query, Body, Answer, Kind, Headers>,
    'params' | 'query' | 'headers' | 'body' | 'responseKind'
  >;
  return { ...defaults, open: false, status: 200, ...call };
}

/** The header that has a part of the input, percent-encoded: `passphrase` is in `X-Dragoman-Passphrase`. */
export function headerOf(name: string): string {
  const parts = name.split('_').map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return ['X-Dragoman', ...parts].join('-');
}

/** The media type of what a call answers. */
export function mediaTypeOf({
  responseKind,
  mediaType = 'text/plain; charset=utf-8',
}: Pick<ControlCall, 'responseKind' | 'mediaType'>): string {
  const types = {
    json: 'application/json',
    events: 'text/event-stream',
    text: mediaType,
    bytes: 'application/octet-stream',
  };
  return types[responseKind];
}
