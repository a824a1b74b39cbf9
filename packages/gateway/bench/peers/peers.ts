import { createHmac } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { SECRET } from '../recorded.ts';
import { type Peer, put } from './peer.ts';

const BODY = JSON.stringify({ name: SECRET.name, value: SECRET.value });

/** What users would take otherwise. A jar is named by a variable, a command is found on PATH. */
export const PEERS: readonly Peer[] = [
  {
    name: 'Azurite, blob',
    verifies: 'SharedKey',
    install: 'npm install --global azurite',
    command(port) {
      const azurite = onPath('azurite-blob');
      const flags = ['--blobPort', String(port), '--inMemoryPersistence', '--silent', '--skipApiVersionCheck'];
      return azurite === null ? null : [azurite, ...flags];
    },
    async prepare(url) {
      await put(`${url}/${ACCOUNT}/bench?restype=container`, {
        method: 'PUT',
        headers: sharedKey('PUT', 'bench', { query: '\nrestype:container' }),
      });
      const headers = sharedKey('PUT', 'bench/secret', { length: BODY.length, blob: true });
      await put(`${url}/${ACCOUNT}/bench/secret`, { method: 'PUT', headers, body: BODY });
      const path = `/${ACCOUNT}/bench/secret`;
      return { name: 'Get Blob', method: 'GET', path, headers: sharedKey('GET', 'bench/secret', {}), body: '' };
    },
  },
  {
    name: 'moto, Secrets Manager',
    verifies: 'nothing',
    install: "pip install 'moto[server]'",
    command(port) {
      const moto = onPath('moto_server');
      return moto === null ? null : [moto, '--port', String(port)];
    },
    async prepare(url) {
      await put(url, { method: 'POST', headers: awsHeaders('CreateSecret'), body: CREATE_SECRET });
      const body = JSON.stringify({ SecretId: SECRET.name });
      return { name: 'GetSecretValue', method: 'POST', path: '/', headers: awsHeaders('GetSecretValue'), body };
    },
  },
  {
    name: 'WireMock, one stub',
    verifies: 'nothing',
    install: 'WIREMOCK_JAR=wiremock-standalone.jar (org.wiremock:wiremock-standalone)',
    command(port, directory) {
      const jar = process.env['WIREMOCK_JAR'];
      const flags = ['--port', String(port), '--root-dir', directory, '--no-request-journal', '--disable-banner'];
      return jar === undefined ? null : ['java', '-jar', jar, ...flags];
    },
    async prepare(url) {
      const stub = { request: { method: 'GET', url: '/secret' }, response: { status: 200, body: BODY } };
      await put(`${url}/__admin/mappings`, { method: 'POST', body: JSON.stringify(stub) });
      return { name: 'a stub', method: 'GET', path: '/secret', headers: {}, body: '' };
    },
  },
  {
    name: 'MockServer, one expectation',
    verifies: 'nothing',
    install: 'MOCKSERVER_JAR=mockserver.jar (org.mock-server:mockserver-netty-no-dependencies)',
    command(port) {
      const jar = process.env['MOCKSERVER_JAR'];
      const flags = ['-serverPort', String(port), '-logLevel', 'ERROR'];
      return jar === undefined ? null : ['java', '-cp', jar, 'org.mockserver.cli.Main', ...flags];
    },
    async prepare(url) {
      const mock = {
        httpRequest: { method: 'GET', path: '/secret' },
        httpResponse: { statusCode: 200, body: BODY },
      };
      await put(`${url}/mockserver/expectation`, { method: 'PUT', body: JSON.stringify(mock) });
      return { name: 'an expectation', method: 'GET', path: '/secret', headers: {}, body: '' };
    },
  },
];

const CREATE_SECRET = JSON.stringify({
  Name: SECRET.name,
  SecretString: SECRET.value,
  ClientRequestToken: 'x'.repeat(32),
});

function awsHeaders(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `secretsmanager.${operation}`,
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/secretsmanager/aws4_request, ' +
      'SignedHeaders=host, Signature=0',
  };
}

/** The account of every Azurite, with the key that its documentation states. */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = Buffer.from(
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  'base64',
);

/** Headers of a request that is signed with the account's key. */
function sharedKey(
  method: string,
  path: string,
  { query = '', length, blob = false }: { readonly query?: string; readonly length?: number; readonly blob?: boolean },
): Record<string, string> {
  const signed = {
    ...(blob ? { 'x-ms-blob-type': 'BlockBlob' } : {}),
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': '2021-12-02',
  };
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const type = length === undefined ? '' : 'application/json';
  const text =
    `${method}\n\n\n${length ?? ''}\n\n${type}\n\n\n\n\n\n\n` +
    `${lines.join('')}/${ACCOUNT}/${ACCOUNT}/${path}${query}`;
  const signature = createHmac('sha256', ACCOUNT_KEY).update(text).digest('base64');
  return {
    ...signed,
    ...(type === '' ? {} : { 'content-type': type }),
    authorization: `SharedKey ${ACCOUNT}:${signature}`,
  };
}

function onPath(command: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // It is in another folder, or in none.
    }
  }
  return null;
}
