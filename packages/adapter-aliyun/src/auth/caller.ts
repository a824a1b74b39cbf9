import type { Attributes, FoundAccessCredential, Identity, Json } from '@dragoman/core';

import { DOOR } from '../names.ts';

/** A role that was assumed. */
export interface Session {
  /** The account that the role belongs to, and the session works in. */
  readonly account: string;
  readonly role: string;
  /** As the one who assumed the role called the session. */
  readonly name: string;
  /** The policies of the role, as it had them when it was assumed; absent where it states no rights. */
  readonly policies?: Json;
  /** What AssumeRole narrowed it to, as it was sent. */
  readonly policy?: string;
}

/** Who calls. */
export interface Caller {
  readonly identity: Identity;
  /** Whether the identity is one of the gateway's, rather than one made up in lenient mode. */
  readonly known: boolean;
  readonly account: string;
  /** Where it works when its request names no region; the default region where it is absent. */
  readonly region?: string;
  /** `null` for a key or token of the identity itself. */
  readonly session: Session | null;
}

/** The account of an identity, or the default where it has none. */
export function accountOf(identity: Identity, defaultAccount: string): string {
  const account = identity.attributes[DOOR]?.['account_id'];
  return typeof account === 'string' ? account : defaultAccount;
}

export function callerOf(
  { identity, attributes }: Pick<FoundAccessCredential, 'identity' | 'attributes'>,
  defaultAccount: string,
): Caller {
  const session = sessionOf(attributes);
  return { identity, known: true, account: session?.account ?? accountOf(identity, defaultAccount), session };
}

/** Whoever calls an operation that asks for no signature. */
export function unsignedCaller(defaultAccount: string): Caller {
  const identity: Identity = { id: 'anyone', name: 'anyone', addresses: 'any', attributes: {} };
  return { identity, known: false, account: defaultAccount, session: null };
}

/** Somebody whom nobody registered, in lenient mode. */
export function anonymousCaller(name: string, defaultAccount: string): Caller {
  const identity: Identity = { id: `unregistered:${name}`, name, addresses: 'any', attributes: {} };
  return { identity, known: false, account: defaultAccount, session: null };
}

/** What a session's key is kept with. */
export function sessionAttributes(session: Session, tokenHash: string): Attributes {
  const { account, role, name, policies, policy } = session;
  return {
    [DOOR]: {
      account,
      role,
      session: name,
      token_sha256: tokenHash,
      ...(policies !== undefined && { policies }),
      ...(policy !== undefined && { policy }),
    },
  };
}

/** The SHA-256 of the token that belongs to a session's key; `null` for a key of no session. */
export function tokenHashOf(attributes: Attributes): string | null {
  const hash = attributes[DOOR]?.['token_sha256'];
  return typeof hash === 'string' ? hash : null;
}

function sessionOf(attributes: Attributes): Session | null {
  const { account, role, session: name, policies, policy } = attributes[DOOR] ?? {};
  if (typeof account !== 'string' || typeof role !== 'string' || typeof name !== 'string') return null;
  return {
    account,
    role,
    name,
    ...(policies !== undefined && { policies }),
    ...(typeof policy === 'string' && { policy }),
  };
}
