import { type FoundAccessCredential, findAccessCredential, knownAccessCredentials, sameText } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import { signatureOf } from '../auth/signature.ts';
import { readableEsbParameters } from '../fronts/esb/parameters.ts';
import type { BkSettings } from '../settings.ts';
import { authorizationHeader, firstFilled } from '../wire/parameters.ts';
import { explainAppSignature } from './app-signature.ts';
import { MESSAGES } from './messages.ts';

/** How many other apps are looked at. */
const MAX_OTHER_APPS = 50;
const DEVELOPMENT = MESSAGES.developmentApp;

/** What a request says of the app that sends it. */
interface PresentedApp {
  readonly code: string;
  /** Empty where none is given. */
  readonly secret: string;
}

type KnownApps = Awaited<ReturnType<typeof knownAccessCredentials>>;

/**
 * Why an app is not let in; `null` where its code and secret, or signature, are right, or it presents a token in their
 * place.
 */
export async function explainApp({ services }: DoorParts<BkSettings>, exchange: Exchange): Promise<Explanation | null> {
  const { request, now } = exchange;
  const presented = authorizationHeader(request) ?? readableEsbParameters(request);
  const code = firstFilled(presented, 'bk_app_code', 'app_code');
  if (firstFilled(presented, 'access_token') !== '' || code === '') return null;
  const secret = firstFilled(presented, 'bk_app_secret', 'app_secret');
  const known = await knownAccessCredentials(services, 'app', MAX_OTHER_APPS);
  const app = await findAccessCredential(services, 'app', code);
  if (app === null) return explainUnknownApp(code, known);
  if (app.expiresAt !== null && app.expiresAt <= now)
    return inWords('credential', MESSAGES.appExpired({ time: new Date(app.expiresAt).toISOString() }), [
      MESSAGES.registerAgain,
    ]);
  if (signatureOf(request) !== '' && secret === '')
    return explainAppSignature(exchange, { code, app, others: otherSecrets(known, code) });
  return explainSecret({ code, secret }, app, known);
}

function explainUnknownApp(code: string, known: KnownApps): Explanation {
  const swapped = known.find((other) => other.secret === code);
  if (swapped === undefined)
    return inWords('credential', MESSAGES.unknownApp, [MESSAGES.checkApp({ development: DEVELOPMENT })]);
  return inWords('credential', MESSAGES.secretAsCode({ lookup: swapped.lookup }), [MESSAGES.swapApp]);
}

function otherSecrets(known: KnownApps, code: string): { readonly identityId: string; readonly secret: string }[] {
  return known.flatMap(({ lookup, secret, identity }) =>
    lookup === code || secret === null ? [] : [{ identityId: identity.id, secret }],
  );
}

function explainSecret(
  { code, secret }: PresentedApp,
  app: FoundAccessCredential,
  known: KnownApps,
): Explanation | null {
  if (secret === '' || app.secret === null || sameText(app.secret, secret)) return null;
  const owner = known.find((other) => other.secret === secret);
  if (owner !== undefined) {
    return inWords('credential', MESSAGES.otherAppSecret({ lookup: owner.lookup, id: owner.identity.id }), [
      MESSAGES.sendOtherApp({ lookup: owner.lookup, code }),
    ]);
  }
  if (sameText(app.secret, secret.trim()))
    return inWords('credential', MESSAGES.secretWithBlanks, [MESSAGES.trimSecret]);
  if (secret === code) return inWords('credential', MESSAGES.codeAsSecret, [MESSAGES.sendSecret]);
  return inWords('credential', MESSAGES.otherSecret({ code }), [MESSAGES.checkSecret]);
}
