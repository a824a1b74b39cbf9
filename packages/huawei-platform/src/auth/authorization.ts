/** An `Authorization` header of the signing schemes, taken apart. */
export interface SignedWith {
  /** Such as `SDK-HMAC-SHA256`. */
  readonly algorithm: string;
  /** The access key id. */
  readonly accessKey: string;
  /** What follows the access key id in `Credential`: date, region and service; empty where `Access` is sent. */
  readonly scope: readonly string[];
  /** Lower case, in the order of the client. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const SCHEME = /^(SDK|V11)-[A-Z0-9-]+\s/;

/** Whether the header is of a signing scheme of this vendor. */
export function isSignature(authorization: string | undefined): authorization is string {
  if (authorization === undefined) return false;
  if (!authorization.startsWith('SDK-') && !authorization.startsWith('V11-')) return false;
  return SCHEME.test(authorization);
}

/**
 * Takes the header apart; `null` when a part is missing, or a signed header is named twice: each that is named adds its
 * value to the canonical text, and no signer names one twice.
 */
export function parseAuthorization(authorization: string): SignedWith | null {
  const mark = authorization.search(/\s/);
  const {
    Access,
    Credential,
    SignedHeaders: signedHeaders,
    Signature: signature,
  } = fieldsOf(authorization.slice(mark));
  const credential = Access ?? Credential ?? '';
  const slash = credential.indexOf('/');
  const accessKey = slash === -1 ? credential : credential.slice(0, slash);
  if (accessKey === '' || signedHeaders === undefined || signature === undefined) return null;
  const names = signedHeaders.toLowerCase().split(';');
  if (new Set(names).size < names.length) return null;
  return {
    algorithm: authorization.slice(0, mark),
    accessKey,
    scope: slash === -1 ? [] : credential.slice(slash + 1).split('/'),
    signedHeaders: names,
    signature,
  };
}

interface Fields {
  Access: string | undefined;
  Credential: string | undefined;
  SignedHeaders: string | undefined;
  Signature: string | undefined;
}

/** Of a field that stands twice, the last. */
function fieldsOf(text: string): Fields {
  const fields: Fields = { Access: undefined, Credential: undefined, SignedHeaders: undefined, Signature: undefined };
  for (let start = 0, end; start < text.length; start = end + 1) {
    end = text.indexOf(',', start);
    if (end === -1) end = text.length;
    const mark = text.indexOf('=', start);
    if (mark === -1 || mark > end) continue;
    const name = text.slice(start, mark).trim();
    if (Object.hasOwn(fields, name)) fields[name as keyof Fields] = text.slice(mark + 1, end).trim();
  }
  return fields;
}
