/** What a `pg` error is known by: a SQLSTATE, a code of the operating system, or its text alone. */
interface DriverError {
  readonly code: string;
  readonly message: string;
}

/** Whether somebody else's transaction was in the way, and this one left nothing behind. */
export function isConflict(error: unknown): boolean {
  return ['40001', '40P01'].includes(driverError(error)?.code ?? '');
}

/** Whether a constraint rejected what was written. */
export function isConstraint(error: unknown): error is Error {
  return driverError(error)?.code.startsWith('23') === true;
}

/** Whether what was to be made is there already: a schema, a table, a type of its name. */
export function isTaken(error: unknown): boolean {
  return ['23505', '42P06', '42P07', '42710'].includes(driverError(error)?.code ?? '');
}

/** SQLSTATE classes and codes that tell of a server which may answer again: the meaning, for people. */
const UNAVAILABLE: readonly (readonly [code: string, reason: string])[] = [
  ['08', 'the connection to the database was lost'],
  ['57P', 'the database is shutting down or starting'],
  ['57014', 'the database took too long'],
  ['55P03', 'the database took too long'],
  ['53', 'the database has no connection, memory or disk left'],
  ['25006', 'the database takes no writes: it is a standby'],
  ['25P03', 'the database took too long'],
  ['40', 'the database is too busy'],
  ['28', 'the database does not let this user in'],
  ['3D000', 'the database is gone'],
  ['ECONNREFUSED', 'the database does not answer'],
  ['ECONNRESET', 'the connection to the database was lost'],
  ['EPIPE', 'the connection to the database was lost'],
  ['ETIMEDOUT', 'the database does not answer'],
  ['EHOSTUNREACH', 'the database does not answer'],
  ['ENETUNREACH', 'the database does not answer'],
  ['ENOTFOUND', 'the host of the database has no address'],
  ['EAI_AGAIN', 'the host of the database has no address'],
  ['ENOENT', 'the database does not answer'],
  // Node's names for what OpenSSL finds wrong with a certificate.
  ['UNABLE_TO_', 'the certificate of the database is not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate of the database is not trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of the database is not trusted'],
  ['CERT_', 'the certificate of the database is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate of the database is for another host'],
];

/** Errors of the driver without a code, by the beginning of their text (`pg` 8.23, `pg-pool` 3.14). */
const WITHOUT_CODE: readonly (readonly [text: string, reason: string])[] = [
  ['Connection terminated', 'the connection to the database was lost'],
  ['Client has encountered a connection error', 'the connection to the database was lost'],
  ['timeout exceeded when trying to connect', 'no connection to the database was free in time'],
  ['Query read timeout', 'the database took too long'],
  ['Client was closed', 'the connection to the database was lost'],
  ['The server does not support SSL', 'the database takes no TLS'],
];

/** Why the database cannot answer now, in words and the driver's code; `null` for every other error. */
export function unavailability(error: unknown): string | null {
  const found = driverError(error);
  if (found === null) return null;
  const [code, reason] = UNAVAILABLE.find(([prefix]) => found.code.startsWith(prefix)) ?? [];
  if (code !== undefined) return `${reason ?? ''} (${found.code})`;
  const [, plain] = WITHOUT_CODE.find(([prefix]) => found.message.startsWith(prefix)) ?? [];
  return plain ?? null;
}

/** Whether the connection itself is gone, so that another one may do. */
export function isLostConnection(error: unknown): boolean {
  const reason = unavailability(error);
  return reason?.startsWith('the connection to the database was lost') === true || reason?.includes('57P') === true;
}

/** By its members: the driver may be there in several copies. */
function driverError(error: unknown): DriverError | null {
  if (!(error instanceof Error) && !(typeof error === 'object' && error !== null && 'message' in error)) return null;
  const { code, message } = error as Partial<DriverError>;
  return { code: code ?? '', message: String(message) };
}
