import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { openApiCaller, popCaller } from '../test/support/aliyun.ts';
import { DEVELOPMENT } from '../test/support/development.ts';
import { huaweiClient } from '../test/support/huawei.ts';

/** A request as an official client sent it, to be sent again and again. */
export interface RecordedRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** `host` among them: signatures cover it. */
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The secret that every door reads. */
export const SECRET = { name: 'bench', value: 'a value of ordinary length: 0123456789abcdef' } as const;

/** One signed read of one value per door and signature, recorded from the official clients. */
export async function recordedReads(credentialId: string): Promise<RecordedRequest[]> {
  const recorder = await startRecorder();
  const { url, host } = recorder;
  await recorder.record('Huawei ShowSecretVersion, AK/SK', () =>
    huaweiClient(url).call('GET', `secrets/${SECRET.name}/versions/latest`),
  );
  await recorder.record('Aliyun GetSecretValue, V1', () =>
    popCaller(url, 'GET')('GetSecretValue', { SecretName: SECRET.name }),
  );
  await recorder.record('Aliyun GetSecretValue, ACS3', () =>
    openApiCaller(host)('GetSecretValue', { SecretName: SECRET.name }),
  );
  await recorder.record('BlueKing get_credential_detail', () =>
    fetch(`${url}/api/bk-job/prod/api/v3/get_credential_detail?${bkQuery(credentialId)}`, {
      headers: { 'X-Bkapi-Authorization': JSON.stringify({ ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser }) },
    }),
  );
  recorder.close();
  return recorder.requests;
}

function bkQuery(id: string): string {
  return new URLSearchParams({ ...DEVELOPMENT.scope, id }).toString();
}

async function startRecorder() {
  const requests: RecordedRequest[] = [];
  let name = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // The load generator sets these itself.
      const headers = Object.entries(request.headers as Record<string, string>).filter(
        ([header]) => header !== 'connection' && header !== 'content-length',
      );
      requests.push({
        name,
        method: request.method ?? '',
        path: request.url ?? '',
        headers: Object.fromEntries(headers),
        body: Buffer.concat(chunks).toString(),
      });
      response.setHeader('Content-Type', 'application/json').setHeader('Connection', 'close');
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    async record(what: string, call: () => Promise<unknown>) {
      name = what;
      await call();
    },
    close: () => {
      server.close();
    },
  };
}
