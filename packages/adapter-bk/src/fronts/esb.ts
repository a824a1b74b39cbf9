import { type DoorParts, type WireResponse, percentDecode } from '@dragoman/protocol-kit';

import { authPartsOf } from '../auth/principals.ts';
import { ApigwError, rateLimited } from '../errors/apigw-error.ts';
import { EsbError, accessLimited, noPermission, thirdPartyError } from '../errors/esb-error.ts';
import type { JobOperation } from '../operation.ts';
import type { BkSettings } from '../settings.ts';
import { passOnByApigw } from './apigw/answers.ts';
import { authenticateApigw, noPermission as noGatewayPermission } from './apigw/authentication.ts';
import { esbRejection, esbRequestId, passOnByEsb } from './esb/answers.ts';
import { authenticateEsb } from './esb/authentication.ts';
import { esbParameters, readableEsbParameters } from './esb/parameters.ts';
import { type Front, type FrontRoute, isUnder, STATED } from './front.ts';

const PREFIX = '/api/c/compapi';

/** ESB, the platform's older gateway, as `doors.bk.esb_style` has it: alone, or behind the API gateway. */
export function esbFront(parts: DoorParts<BkSettings>): Front {
  const standalone = standaloneEsb(parts);
  return parts.settings.esb_style === 'standalone' ? standalone : behindApigw(standalone, parts);
}

function standaloneEsb(parts: DoorParts<BkSettings>): Front {
  const { settings } = parts;
  return {
    name: 'esb',
    language: 'en',
    matches: ({ path }) => isUnder(path, '/api/c'),
    // ESB takes slashes off both ends of what follows its prefix.
    canonicalPath: ({ path }) =>
      isUnder(path, PREFIX) ? `${PREFIX}/${percentDecode(path.slice(PREFIX.length)).replace(/^\/+|\/+$/g, '')}` : path,
    routesOf: (operation) => routesOf(operation, settings),
    unknownRoute: (_head, help) => new EsbError('The content does not exist', 404, { status: 404, help }),
    authenticate: async (exchange, { operation }) =>
      authenticateEsb(exchange.request, operation.name, authPartsOf(parts, exchange)),
    apiOf: ({ name }) => ({ name, reject: () => noPermission(name, STATED) }),
    parametersOf: esbParameters,
    // ESB sends every request on as a POST.
    isQuery: () => false,
    passOn(exchange, operation, answer): WireResponse {
      const id = esbRequestId(exchange);
      if (answer.status !== 200) return esbRejection(thirdPartyError(operation.name, answer.status), id);
      return passOnByEsb(answer, id, settings.esb_success_message === 'success' ? 'success' : '');
    },
    complete: (_exchange, response) => response,
    tooManyRequests: accessLimited,
  };
}

/** ESB as in BlueKing 7: the API gateway before it says who calls, and adds its ids to every answer. */
function behindApigw(esb: Front, parts: DoorParts<BkSettings>): Front {
  return {
    ...esb,
    async authenticate(exchange, { operation }) {
      const resource = {
        name: operation.name,
        forApps: false,
        fallback: readableEsbParameters(exchange.request),
      };
      try {
        return await authenticateApigw(exchange.request, resource, authPartsOf(parts, exchange));
      } catch (error) {
        // The gateway answers for ESB with its own error, but with ESB's status.
        throw error instanceof ApigwError ? error.withStatus(200) : error;
      }
    },
    apiOf: ({ name }) => ({ name, reject: (app) => noGatewayPermission(app, STATED).withStatus(200) }),
    passOn: (exchange, operation, answer) => passOnByApigw(exchange, esb.passOn(exchange, operation, answer)),
    complete: passOnByApigw,
    tooManyRequests: (help) => rateLimited(help).withStatus(200),
  };
}

function routesOf(operation: JobOperation, { esb_credential_detail: withSwitched }: BkSettings): FrontRoute[] {
  if (operation.esb === 'unregistered' || (operation.esb === 'switched' && !withSwitched)) return [];
  const path = `${PREFIX}/v2/jobv3/${operation.name}`;
  return ['GET', 'POST'].map((method) => [
    { method, path },
    { operation, forApps: false },
  ]);
}
