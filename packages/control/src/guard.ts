import type { IncomingHttpHeaders } from 'node:http';

import { sameText } from '@dragoman/core';
import { ConfigError, ControlError, isLoopback } from '@dragoman/input';
import type { Message } from '@dragoman/messages';

import { MESSAGES } from './messages.ts';
import type { ControlSettings } from './settings.ts';

/** Who may call the control API. */
export interface Guard {
  /** Whoever calls. @throws ControlError 401 or 403 */
  check(headers: IncomingHttpHeaders): void;
  /** That no other site's page calls. @throws ControlError 403 */
  checkPage(headers: IncomingHttpHeaders): void;
  /** That the host name was not made to lead here. @throws ControlError 403 */
  checkHost(headers: IncomingHttpHeaders): void;
}

/** What of the logins the guard asks for. */
export interface LoggedIn {
  has(headers: IncomingHttpHeaders): boolean;
}

/**
 * On a loopback address everybody on this machine may call, but for pages that a browser shows: a page's script comes
 * with an `Origin`, or under a host name that was made to lead here. Bound elsewhere, every caller shows the control
 * token, or the session of a browser that logged in with it.
 * @throws ConfigError when bound elsewhere without a token
 */
export function guardOf(settings: ControlSettings & { readonly host: string }, sessions: LoggedIn): Guard {
  const { token, hosts } = settings.control;
  if (!isLoopback(settings.host) && token === undefined) {
    throw new ConfigError(
      `control.token = "" does not fit host = "${settings.host}": others can reach that address, ` +
        'so set DRAGOMAN_CONTROL_TOKEN, or listen on 127.0.0.1',
    );
  }
  const checkHost: Guard['checkHost'] = (headers) => {
    const host = hostName(headers.host ?? '');
    if (token === undefined && !isLoopback(host) && !hosts.includes(host)) {
      throw new ControlError(403, 'host-rejected', MESSAGES.foreignHost({ host: host || MESSAGES.none }));
    }
  };
  const checkPage: Guard['checkPage'] = (headers) => {
    checkHost(headers);
    const { origin, host = '', 'sec-fetch-site': site = 'same-origin' } = headers;
    const isOwn = origin === undefined || origin.replace(/^[a-z]+:\/\//, '').toLowerCase() === host.toLowerCase();
    if (!isOwn || (site !== 'same-origin' && site !== 'none')) {
      throw new ControlError(403, 'origin-rejected', MESSAGES.foreignPage({ origin: origin ?? MESSAGES.others }));
    }
  };
  return {
    checkHost,
    checkPage,
    check(headers) {
      checkPage(headers);
      if (token === undefined || sessions.has(headers)) return;
      if (!sameText(headers.authorization ?? '', `Bearer ${token}`))
        throw new ControlError(401, 'token-rejected', tokenMessage(headers.authorization));
    },
  };
}

/** What the caller sent is not repeated. */
function tokenMessage(sent: string | undefined): Message {
  if (sent === undefined) return MESSAGES.tokenMissing;
  return sent.startsWith('Bearer ') ? MESSAGES.otherToken : MESSAGES.tokenNoBearer;
}

/** Without a port, in lower case. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
