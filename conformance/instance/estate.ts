import { createHmac, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PLAIN_ENV, type StartedGateway, startGatewayBy } from '../support/commands.ts';

export const INSTANCE = 'kst-conformance';
const PASSWORD = 'Conformance-1';
/** The documented development key. */
const KEY = { id: 'DRAGOMANDEV000000001', secret: 'DragomanDevelopmentSecretKeyNotForCloud0' };
const SETTINGS = `doors: {aliyun: {instances: [{id: ${INSTANCE}}]}}\n`;

type Params = Readonly<Record<string, string>>;
type Answer = Readonly<Record<string, unknown>>;

/** A gateway with an instance, a client key of it, and what clients work with. */
export interface Estate {
  readonly gateway: StartedGateway;
  /** What every client is told, by variables of its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a gateway and sets an instance up in it through the shared gateway, as a program of the vendor's would. */
export async function newEstate(directory: string, cli: string, more = ['--port', '0']): Promise<Estate> {
  writeFileSync(join(directory, 'dragoman.yaml'), SETTINGS);
  const flags = ['start', ...more, '--memory', '--json'];
  const gateway = await startGatewayBy({ cwd: directory }, process.execPath, cli, ...flags);
  const call = callerOf(gateway.url);
  const instance = (await call('GetKmsInstance', { KmsInstanceId: INSTANCE }))['KmsInstance'] as Params;
  const files = {
    CA_FILE: file(directory, 'ca.pem', instance['CaCertificateChainPem'] ?? ''),
    CLIENT_KEY_FILE: file(directory, 'clientKey.json', await clientKeyFile(call)),
    PASSWORD_FILE: file(directory, 'password.txt', PASSWORD),
  };
  const keys = {
    AES_KEY: await key(call, { KeySpec: 'Aliyun_AES_256' }),
    RSA_KEY: await key(call, { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT/DECRYPT' }),
    SIGN_KEY: await key(call, { KeySpec: 'RSA_2048', KeyUsage: 'SIGN/VERIFY' }),
  };
  await call('CreateSecret', {
    ...{ SecretName: 'name', VersionId: 'v1', SecretData: 'data', DKMSInstanceId: INSTANCE },
    EncryptionKeyId: keys.AES_KEY,
  });
  const host = new URL(gateway.url).host;
  return { gateway, env: { ...files, ...keys, PASSWORD, ENDPOINT: host, SHARED_ENDPOINT: host } };
}

async function clientKeyFile(call: Call): Promise<string> {
  const Permissions = ['CryptoServiceKeyUser', 'CryptoServiceSecretUser'].map(
    (template) => `RbacPermission/Template/${template}`,
  );
  await call('CreatePolicy', {
    ...{ Name: 'policy', KmsInstance: INSTANCE, Permissions: JSON.stringify(Permissions) },
    Resources: JSON.stringify(['key/*', 'secret/*']),
  });
  await call('CreateApplicationAccessPoint', {
    ...{ Name: 'point', AuthenticationMethod: 'ClientKey', Policies: JSON.stringify(['policy']) },
  });
  const made = await call('CreateClientKey', { AapName: 'point', Password: PASSWORD });
  return JSON.stringify({ KeyId: made['ClientKeyId'], PrivateKeyData: made['PrivateKeyData'] });
}

async function key(call: Call, params: Params): Promise<string> {
  const { KeyMetadata } = await call('CreateKey', { DKMSInstanceId: INSTANCE, ...params });
  return (KeyMetadata as Params)['KeyId'] ?? '';
}

function file(directory: string, name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

type Call = (action: string, params?: Params) => Promise<Answer>;

/** Calls the RPC API, signed by signature version 1.0. @throws Error for a rejection */
function callerOf(url: string): Call {
  return async (Action, params = {}) => {
    const all: Record<string, string> = {
      ...{ Action, Version: '2016-01-20', Format: 'JSON', AccessKeyId: KEY.id, SignatureMethod: 'HMAC-SHA1' },
      ...{ SignatureVersion: '1.0', SignatureNonce: randomUUID() },
      Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
      ...params,
    };
    const query = Object.keys(all)
      .sort()
      .map((name) => `${encode(name)}=${encode(all[name] ?? '')}`)
      .join('&');
    const signature = createHmac('sha1', `${KEY.secret}&`)
      .update(`POST&%2F&${encode(query)}`)
      .digest('base64');
    const response = await fetch(`${url}/?${query}&Signature=${encode(signature)}`, { method: 'POST' });
    const answer = (await response.json()) as Answer;
    if (response.status !== 200) throw new Error(`${Action} was rejected: ${JSON.stringify(answer)}`);
    return answer;
  };
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The configuration of the Secrets Manager clients, as their READMEs have it. */
function secretsManagerConfig(env: Params): Params {
  return {
    regionId: 'cn-hangzhou',
    endpoint: env['ENDPOINT'] ?? '',
    clientKeyFile: env['CLIENT_KEY_FILE'] ?? '',
    passwordFromFilePath: env['PASSWORD_FILE'] ?? '',
    caFilePath: env['CA_FILE'] ?? '',
  };
}

/** What a client runs in: nothing of this machine's settings, and no proxy. */
export function environmentOf(estate: Estate, home: string, more: Params = {}): Params {
  const kept = ['PATH', 'LANG', 'JAVA_HOME'].flatMap((name) => {
    const value = PLAIN_ENV[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const env = { ...Object.fromEntries(kept), HOME: home, NO_PROXY: '127.0.0.1', ...estate.env, ...more };
  return { ...env, cache_client_dkms_config_info: JSON.stringify([secretsManagerConfig(env)]) };
}
