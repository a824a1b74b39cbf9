import type { HandshakeProblem } from '../log/event-log.ts';

const DISTRUST =
  /ALERT_(UNKNOWN_CA|CERTIFICATE_UNKNOWN|BAD_CERTIFICATE|ACCESS_DENIED|UNSUPPORTED_CERTIFICATE|CERTIFICATE_EXPIRED)$/;
const TRUST = 'let it trust the authority that `dragoman ca path` names, as docs/tls.md says for its language';

export function handshakeProblem(error: { readonly code?: string; readonly message: string }): HandshakeProblem {
  const code = error.code ?? 'unknown';
  if (DISTRUST.test(code)) return { why: 'the client does not trust the certificate', help: TRUST };
  // Clients that check the certificate after the handshake's last word hang up without one.
  if (code === 'ECONNRESET')
    return { why: 'the client hung up during the handshake', help: `if it does not trust the certificate, ${TRUST}` };
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return { why: 'the client did not finish the handshake', help: null };
  if (/UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|PROTOCOL_VERSION/.test(code))
    return { why: 'the client speaks no TLS version that is still safe', help: 'let it speak TLS 1.2 or 1.3' };
  return { why: `what it sent makes no handshake (${code})`, help: null };
}

/** The gateway itself has nothing to show. */
export function noCertificate(error: unknown): HandshakeProblem {
  return { why: 'there is no certificate to show', help: error instanceof Error ? error.message : String(error) };
}

/** The client is shown the gateway's own certificate, and rejects it unless it checks no names. */
export function unknownHost(name: string): HandshakeProblem {
  return {
    why: 'it asked for a host that no certificate is made for',
    help: `if clients reach the gateway by this name, start it with --tls-hosts ${name}`,
  };
}
