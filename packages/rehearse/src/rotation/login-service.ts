import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { loginPartsOf } from './next-value.ts';
import type { TimedLogin } from './timeline.ts';

/** What a program logs in with. */
interface Presented {
  readonly user: string | null;
  readonly password: string;
  /** What another target made of it, where one tells; null where this one is to decide. */
  readonly success: boolean | null;
}

/** A value that somebody can log in with. */
export interface LoginValue {
  readonly secret: string;
  /** Of the version; null where a rotation has put the value into use, and its version is not known yet. */
  readonly id: string | null;
  /** null where the secret holds a password alone. */
  readonly user: string | null;
  readonly password: string;
}

/**
 * Where a program logs in with what it read: HTTP on this machine. It presents `Authorization: Basic`, a JSON body with
 * `username` and `password`, or a body that is the password, and is answered 204 where the value is good, 401 where it
 * is withdrawn or nobody's. A target of the user's own tells instead what it made of a login: `POST /report` with
 * `success` in the JSON. `POST /rotation` is a rotation function, as the gateway calls it: what the step `apply` brings
 * is good from then on.
 */
export interface LoginService {
  readonly url: string;
  /** The address of the rotation function. */
  readonly rotationUrl: string;
  readonly logins: readonly TimedLogin[];
  add(value: LoginValue): void;
  close(): Promise<void>;
}

export interface LoginServiceParts {
  /** 0 takes any that is free. */
  readonly port: number;
  /** Milliseconds from the start of the run. */
  readonly now: () => number;
  /** Whether a version may be used now. */
  readonly isGood: (version: { readonly secret: string; readonly id: string }, now: number) => boolean;
}

const MOST_BODY_BYTES = 64 * 1024;
const ROTATION_PATH = '/rotation';

interface KnownValue extends Omit<LoginValue, 'password' | 'id'> {
  readonly digest: Buffer;
  id: string | null;
}

/** A login, and the value that was presented; null where it was nobody's. */
type Login = Pick<TimedLogin, 'at' | 'accepted'> & { readonly value: KnownValue | null };

function timedLogin({ value, at, accepted }: Login): TimedLogin {
  const isOfVersion = value !== null && value.id !== null;
  return { version: isOfVersion ? { secret: value.secret, id: value.id ?? '' } : null, at, accepted };
}

/** @throws Error of the system where the port is taken */
export async function startLoginService({ port, now, isGood }: LoginServiceParts): Promise<LoginService> {
  const logins: Login[] = [];
  const values: KnownValue[] = [];
  const add = ({ password, ...value }: LoginValue): void => {
    const digest = digestOf(password);
    // A rotation may have brought it before anybody knew its version.
    const brought = values.find(
      ({ id, secret, digest: known }) => id === null && secret === value.secret && known.equals(digest),
    );
    if (brought === undefined) values.push({ ...value, digest });
    else brought.id = value.id;
  };
  const decide = (presented: Presented): boolean => {
    const at = now();
    const digest = digestOf(presented.password);
    // The newest first: a value that came again is that of today.
    const found = values.findLast((value) => timingSafeEqual(value.digest, digest));
    const accepted = presented.success ?? (found !== undefined && isSameUser(found, presented) && isGoodNow(found, at));
    logins.push({ value: found ?? null, at, accepted });
    return accepted;
  };
  const isGoodNow = ({ secret, id }: KnownValue, at: number): boolean => id === null || isGood({ secret, id }, at);
  const server = createServer((request, response) => {
    void (request.url === ROTATION_PATH ? rotate(request, response, add) : answer(request, response, decide));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    rotationUrl: url + ROTATION_PATH,
    get logins() {
      return logins.map(timedLogin);
    },
    add,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A step of a rotation: `apply` alone tells of what is in use. */
async function rotate(
  request: IncomingMessage,
  response: ServerResponse,
  add: (value: LoginValue) => void,
): Promise<void> {
  const told = await textOf(request)
    .then(appliedIn)
    .catch(() => null);
  if (told === null) response.writeHead(400).end();
  else {
    const parts = loginPartsOf(told.data);
    if (parts !== null) add({ secret: told.secret, id: null, ...parts });
    response.writeHead(204).end();
  }
}

/** @returns null where it is no step that puts a value into use @throws SyntaxError where it is no JSON */
function appliedIn(body: string): { readonly secret: string; readonly data: string } | null {
  const { step, secret, value } = JSON.parse(body) as {
    readonly step?: unknown;
    readonly secret?: { readonly name?: unknown };
    readonly value?: { readonly type?: unknown; readonly data?: unknown } | null;
  };
  const [name, type, data] = [secret?.name, value?.type, value?.data];
  if (step !== 'apply' || typeof name !== 'string' || typeof data !== 'string') return null;
  return { secret: name, data: type === 'binary' ? Buffer.from(data, 'base64').toString() : data };
}

/** A secret that names no user is anybody's password. */
const isSameUser = (value: Pick<LoginValue, 'user'>, { user }: Presented): boolean =>
  value.user === null || user === null || value.user === user;

const digestOf = (password: string): Buffer => createHash('sha256').update(password).digest();

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  decide: (presented: Presented) => boolean,
): Promise<void> {
  const presented = await presentedBy(request).catch(() => null);
  if (presented === null) response.writeHead(400).end();
  else if (decide(presented)) response.writeHead(204).end();
  else response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="login"' }).end();
}

async function presentedBy(request: IncomingMessage): Promise<Presented | null> {
  const body = await textOf(request);
  const basic = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(request.headers.authorization ?? '');
  if (basic !== null) {
    const [user = '', ...password] = Buffer.from(basic[1] ?? '', 'base64')
      .toString()
      .split(':');
    return { user, password: password.join(':'), success: null };
  }
  if (body === '') return null;
  return fromJson(body, request.url === '/report') ?? { user: null, password: body, success: null };
}

function fromJson(body: string, isReport: boolean): Presented | null {
  try {
    const { username, password, success } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    if (typeof password !== 'string') return null;
    const told = isReport ? success === true : null;
    return { user: typeof username === 'string' ? username : null, password, success: told };
  } catch {
    return null;
  }
}

/** @throws Error where it is too long */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) throw new RangeError('a login is at most 64 KiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
