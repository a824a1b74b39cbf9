/** What the gateway of the suite begins with: the test keys of the vectors. */
import { readFamily } from './data.ts';

const { accessKeyId, secretAccessKey } = readFamily('huawei-sdk-hmac-sha256').testGroups[0]?.key ?? {};

export const SEEDS = {
  identities: [{ id: 'vectors', access_keys: [{ id: accessKeyId, secret: secretAccessKey }] }],
};

export const SETTINGS: readonly string[] = ['--log-requests', 'none'];
