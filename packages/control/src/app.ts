import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { StoreUnavailableError } from '@dragoman/core';
import type { Environment, StoredBytes } from '@dragoman/environment';
import { ControlError, describeMisfit, invalidInput, misfitOf, notFound } from '@dragoman/input';
import { LANGUAGES, type Language, type Message, verbatim } from '@dragoman/messages';
import { InvalidInputError, schemaCompiler, type Validator } from '@dragoman/protocol-kit';
import type { TObject } from '@sinclair/typebox';
import { Convert } from '@sinclair/typebox/value';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

import { type ControlCall, type ControlContext, type ControlTarget, headerOf, mediaTypeOf } from './call.ts';
import { NAMED_CALLS } from './calls/index.ts';
import type { Guard } from './guard.ts';
import { MESSAGES } from './messages.ts';
import { openApiDocument } from './openapi/document.ts';
import { CONTROL_PREFIX } from './prefix.ts';

/** The longest JSON that a control call takes, in bytes: a document of many secrets. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** Sandboxes have the calls of an environment below this path. */
const SANDBOX_PATH = '/sandboxes/:within';

/** The control API as an application of its framework. */
export function controlApp(gateway: ControlTarget, guard: Guard): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const routes = express.Router();
  const body = express.json({ limit: MAX_BODY_BYTES, strict: true });
  const compile = schemaCompiler();
  for (const [, call] of NAMED_CALLS) {
    const method = call.method.toLowerCase() as 'get' | 'put' | 'post' | 'delete';
    const path = call.path.replace(/\{(\w+)\}/g, ':$1');
    const guarded = call.open ? [] : [guardedBy(guard)];
    const handle = handlerOf(gateway, call, compile);
    routes[method](path, ...guarded, body, handle);
    if (call.scope === 'environment') routes[method](SANDBOX_PATH + path, ...guarded, body, handle);
  }
  routes.get('/openapi.json', guardedBy(guard), (_request, response) => {
    response.json(openApiDocument(gateway.version));
  });
  app.use(CONTROL_PREFIX, routes);
  app.use(({ method, path }, _response, next) => {
    next(notFound(MESSAGES.unknownCall({ method, path, prefix: CONTROL_PREFIX })));
  });
  app.use(answerError(gateway));
  return app;
}

function guardedBy(guard: Guard): RequestHandler {
  return ({ headers }, _response, next) => {
    guard.check(headers);
    next();
  };
}

function handlerOf(
  gateway: ControlTarget,
  call: ControlCall,
  compile: (schema: ControlCall['body']) => Validator,
): RequestHandler {
  const check = {
    params: compile(call.params),
    query: compile(call.query),
    headers: compile(call.headers),
    body: compile(call.body),
  };
  return async (request, response) => {
    const { within, ...params } = request.params as Record<string, string>;
    const query = Convert(call.query, { ...request.query }) as Record<string, unknown>;
    const headers = headersOf(call, request.headers);
    const body = bodyOf(request, call);
    rejectInAddress(call, query);
    validate(call.params, check.params, params, MESSAGES.thePath);
    validate(call.query, check.query, query, MESSAGES.theQuery);
    validate(call.headers, check.headers, headers, MESSAGES.theHeaders);
    validate(call.body, check.body, body, MESSAGES.theBody);
    const hungUp = new AbortController();
    response.on('close', () => {
      hungUp.abort();
    });
    const environment = environmentOf(gateway, within);
    const context: ControlContext = { gateway, environment, language: languageOf(request), signal: hungUp.signal };
    const run = (): unknown => call.run(context, { ...params, ...query, ...headers, ...body });
    const { control } = call.scope === 'environment' ? environment : gateway.environments.root;
    const answer: unknown = await (call.method === 'GET' ? run() : control.changing(run));
    await send(response, call, answer);
  };
}

/** The language that the caller prefers of those that the gateway speaks; English where it asks for none of them. */
function languageOf(request: Request): Language {
  return LANGUAGES.find((language) => language === request.acceptsLanguages([...LANGUAGES])) ?? 'en';
}

/** Addresses are kept in logs. @throws ControlError where one has what belongs into a header */
function rejectInAddress({ headers }: ControlCall, query: Readonly<Record<string, unknown>>): void {
  const misplaced = Object.keys(headers.properties).find((name) => Object.hasOwn(query, name));
  if (misplaced !== undefined)
    throw invalidInput(MESSAGES.inAddress({ misplaced, header: headerOf(misplaced) }), { field: misplaced });
}

/** What a call takes from headers. @throws ControlError for one that is not percent-encoded as such */
function headersOf({ headers }: ControlCall, given: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.keys(headers.properties).flatMap((name): [string, string][] => {
      const text = given[headerOf(name).toLowerCase()];
      if (typeof text !== 'string') return [];
      try {
        return [[name, decodeURIComponent(text)]];
      } catch {
        throw invalidInput(MESSAGES.headerNotEncoded({ header: headerOf(name) }), { field: name });
      }
    }),
  );
}

/** A request without a body has an empty one, as a call may take nothing. */
function bodyOf(request: Request, call: ControlCall): Record<string, unknown> {
  if ('bytes' in call.body.properties && isPlainFile(request)) return { bytes: receivedChunks(request) };
  const body: unknown = request.body;
  if (body === undefined && hasBody(request.headers)) throw new ControlError(415, 'not-json', MESSAGES.notJson);
  if (Array.isArray(body)) throw invalidInput(MESSAGES.bodyIsList);
  return { ...(body as object | undefined) };
}

function isPlainFile(request: Request): boolean {
  const { 'content-encoding': encoding = 'identity' } = request.headers;
  return request.is('application/octet-stream') !== false && encoding === 'identity';
}

/** What the caller sends, as it comes. @throws ControlError where it hangs up before the end */
async function* receivedChunks(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* request as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const cut = invalidInput(MESSAGES.bodyCut);
    cut.cause = cause;
    throw cut;
  }
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Fills in defaults. @throws ControlError that names the first part that does not fit, and never shows what stands
 * there
 */
function validate(schema: TObject, check: Validator, given: unknown, whole: Message): void {
  try {
    check(given);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const misfit = misfitOf(schema, given);
    if (misfit === null) throw invalidInput(MESSAGES.doesNotFit({ field: error.field }), { field: error.field });
    throw invalidInput(describeMisfit(misfit, whole), { field: misfit.path.join('.') });
  }
}

/** @throws ControlError when there is no such sandbox */
function environmentOf({ environments }: ControlTarget, sandbox: string | undefined): Environment {
  if (sandbox === undefined) return environments.root;
  const environment = environments.sandboxes.find(sandbox)?.environment;
  if (environment === undefined) throw notFound(MESSAGES.unknownSandbox({ sandbox }));
  return environment;
}

async function send(response: Response, call: ControlCall, answer: unknown): Promise<void> {
  const status = typeof call.status === 'number' ? call.status : call.status(answer);
  if (call.responseKind === 'json') {
    response.status(status).json(answer);
  } else if (call.responseKind === 'bytes') {
    response.status(status).setHeader('Content-Type', mediaTypeOf(call));
    await sendFile(response, answer as StoredBytes);
  } else if (call.responseKind === 'text') {
    response.status(status).setHeader('Content-Type', mediaTypeOf(call)).end(answer);
  } else {
    await stream(response, answer as AsyncIterable<unknown>);
  }
}

/** No faster than the caller reads; who hangs up needs no more. */
async function sendFile(response: Response, file: StoredBytes): Promise<void> {
  try {
    response.setHeader('Content-Length', file.size);
    await pipeline(file.chunks(), response).catch((error: unknown) => {
      if (!response.destroyed || response.writableFinished) throw error;
    });
  } finally {
    await file.close();
  }
}

/** Server-sent events, one a value, until there are no more or the caller hangs up; no faster than the caller reads. */
async function stream(response: Response, values: AsyncIterable<unknown>): Promise<void> {
  // A connection that was kept after its stream would keep the gateway from stopping.
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'close' });
  response.flushHeaders();
  const next = (event: string): Promise<void> =>
    new Promise((resolve) => {
      response.once(event, resolve);
    });
  const hungUp = next('close');
  for await (const value of values) {
    if (!response.write(`data: ${JSON.stringify(value)}\n\n`)) await Promise.race([next('drain'), hungUp]);
    if (response.destroyed) return;
  }
  response.end();
}

/** Express's own error page would show a stack. It knows an error handler by its four parameters. */
function answerError({ onError }: Pick<ControlTarget, 'onError'>) {
  return (
    error: Error & { readonly status?: number; readonly type?: string },
    request: Request,
    response: Response,
    next: NextFunction,
  ): void => {
    const { method, path } = request;
    const language = languageOf(request);
    const status = error.status ?? 500;
    if (status >= 500 && !(error instanceof ControlError || error instanceof StoreUnavailableError))
      onError(`control API ${method} ${path}`, error);
    if (response.headersSent) {
      next(error);
    } else if (error instanceof StoreUnavailableError) {
      response.status(503).setHeader('Retry-After', '1').json({ error: 'unavailable', message: error.message });
    } else if (error instanceof ControlError) {
      response.status(status).json({ error: error.code, message: error.text[language], ...error.details });
    } else {
      const call = `${method} ${path}`;
      const message =
        status < 500 ? MESSAGES.unreadable({ call, why: unreadable(error) }) : MESSAGES.unanswered({ call });
      response
        .status(status)
        .json({ error: status < 500 ? 'invalid-request' : 'internal', message: message[language] });
    }
  };
}

/** The parser of JSON quotes what it could not read, which may be a secret. */
function unreadable({ type, message }: Error & { readonly type?: string }): Message {
  return type === 'entity.parse.failed' ? MESSAGES.bodyNoJson : verbatim(message);
}
