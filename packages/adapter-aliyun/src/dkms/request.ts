import type { Exchange, RequestHead, WireRequest } from '@dragoman/protocol-kit';

import { INSTANCE_HELP } from '../messages/instances.ts';
import { invalidApiName, invalidApiVersion, invalidContentType } from './errors.ts';

/** The media type of requests and answers. */
export const PROTOBUF = 'application/x-protobuf';
export const API_VERSION = 'dkms-gcs-0.2';

/** Sic: with three c's. */
export const CLIENT_KEY_HEADER = 'x-kms-acccesskeyid';
/** The version of a key, of which the transfer SDKs read and write the id. */
export const KEY_VERSION_HEADER = 'x-kms-migrationkeyversionid';

const INSTANCE_HOST = /^(kst-[a-z0-9.-]+)\.cryptoservice\.kms\.aliyuncs\.com(?::\d+)?$/i;

/**
 * Whether a request speaks the instance's protocol: by its headers, or by the instance's host where it is no call of
 * the RPC API, which the instance serves too.
 */
export function isInstanceRequest({ query, headers }: RequestHead): boolean {
  if (headers['x-kms-apiname'] !== undefined || headers['x-kms-apiversion'] !== undefined) return true;
  const types = [headers['content-type'], headers['accept']];
  if (types.some((type) => type?.toLowerCase().startsWith(PROTOBUF))) return true;
  if (instanceOfHost(headers) === null) return false;
  const isRpc = query !== '' || headers['x-acs-action'] !== undefined || isForm(headers['content-type']);
  return !isRpc && !/^ACS[34]-/.test(headers['authorization'] ?? '');
}

function isForm(type: string | undefined): boolean {
  return type?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
}

/** The id of the instance that the host names; `null` where it names none. */
export function instanceOfHost(headers: RequestHead['headers']): string | null {
  return INSTANCE_HOST.exec(headers['host'] ?? '')?.[1]?.toLowerCase() ?? null;
}

/**
 * The operation that a request names, checked as far as its head goes: method and path, content type, version. The
 * order is documented nowhere. @NOTE unverified
 */
export function calledOperation({ request }: Pick<Exchange, 'request'>): string {
  const { method, path, headers } = request;
  const name = headers['x-kms-apiname'] ?? '';
  if (method !== 'POST' || path !== '/') throw invalidApiName(name, INSTANCE_HELP.postAtRoot);
  const type = headers['content-type'] ?? '';
  if (type.split(';', 1)[0]?.trim().toLowerCase() !== PROTOBUF) throw invalidContentType(type);
  const version = headers['x-kms-apiversion'] ?? '';
  if (version !== API_VERSION) throw invalidApiVersion(version);
  return name;
}

/** The id of the client key that a request shows; empty where it shows none. */
export function presentedClientKey({ headers }: Pick<WireRequest, 'headers'>): string {
  return headers[CLIENT_KEY_HEADER]?.trim() ?? '';
}
