import { findAccessCredential, knownAccessCredentials, sameText } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import { signatureOf } from '../auth/signature.ts';
import type { BkSettings } from '../settings.ts';
import { parsedHeader } from '../shown-proofs.ts';
import { firstFilled, readableEsbParameters } from '../wire/parameters.ts';
import { explainAppSignature } from './signature.ts';

/** How many other apps are looked at. */
const MOST_OTHERS = 50;
const DEVELOPMENT = 'the development app is dragoman; auth.mode lenient takes any app';

/**
 * Why an app is not let in; `null` where its code and secret, or signature, are right, or it shows a token in their
 * place.
 */
export async function explainApp({ services }: DoorParts<BkSettings>, exchange: Exchange): Promise<Explanation | null> {
  const { request } = exchange;
  const place = parsedHeader(request.headers['x-bkapi-authorization']) ?? readableEsbParameters(request);
  if (firstFilled(place, 'access_token') !== '') return null;
  const code = firstFilled(place, 'bk_app_code', 'app_code');
  const secret = firstFilled(place, 'bk_app_secret', 'app_secret');
  const known = await knownAccessCredentials(services, 'app', MOST_OTHERS);
  if (code === '') return null;
  const app = await findAccessCredential(services, 'app', code);
  const swapped = app === null ? known.find((other) => other.secret === code) : undefined;
  if (swapped !== undefined)
    return inWords('credential', `the secret of the app ${swapped.lookup} stands in the place of its code`, [
      'swap bk_app_code and bk_app_secret',
    ]);
  if (app === null)
    return inWords('credential', 'nobody here has this app code', [`check bk_app_code: ${DEVELOPMENT}`]);
  if (app.expiresAt !== null && app.expiresAt <= exchange.now)
    return inWords('credential', `the app expired at ${new Date(app.expiresAt).toISOString()}`, ['register it again']);
  if (signatureOf(request) !== '' && secret === '') {
    return explainAppSignature(exchange, {
      code,
      app,
      others: known.flatMap((other) =>
        other.lookup === code || other.secret === null ? [] : [{ identityId: other.identity.id, secret: other.secret }],
      ),
    });
  }
  if (secret === '' || app.secret === null || sameText(app.secret, secret)) return null;
  const owner = known.find((other) => other.secret === secret);
  if (owner !== undefined) {
    return inWords(
      'credential',
      `this is the secret of the app ${owner.lookup}, of the identity ${owner.identity.id}`,
      [`send bk_app_code ${owner.lookup}, or the secret of ${code}`],
    );
  }
  if (sameText(app.secret, secret.trim()))
    return inWords('credential', 'the app secret has blanks or line breaks around it', [
      'take the blanks off bk_app_secret: files and shells leave them',
    ]);
  if (secret === code)
    return inWords('credential', 'the app code stands in the place of the secret', [
      'send the secret of the app in bk_app_secret',
    ]);
  return inWords('credential', `this is not the secret of the app ${code}`, ['check bk_app_secret']);
}
