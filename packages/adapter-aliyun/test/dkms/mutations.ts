import type { WireResponse } from '@dragoman/protocol-kit';

import { MESSAGES } from '../../src/dkms/messages.ts';
import { encodeMessage, type MessageOf, type MessageType } from '../../src/dkms/message.ts';
import { INSTANCE, type InstanceEnvironment, newInstanceEnvironment, signedHeaders } from './environment.ts';

/** A small generator of numbers (mulberry32), so that a failure can be had again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Bytes changed, put in, taken out, doubled, cut off, or a length or tag that lies. */
function mutated(body: Uint8Array, chance: (below: number) => number): Buffer {
  const bytes = Buffer.from(body);
  const at = chance(bytes.length + 1);
  switch (chance(6)) {
    case 0:
      if (at < bytes.length) bytes[at] = chance(256);
      return bytes;
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(chance(256), chance(256)), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + chance(8))]);
    case 3:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    case 4:
      return bytes.subarray(0, at);
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('ffffffffff7f', 'hex'), bytes.subarray(at)]);
  }
}

/** What came of requests whose messages were changed at random. */
export interface MutationReport {
  readonly sent: number;
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Answers that are no message, or an error of the gateway's own; none is expected. */
  readonly faults: readonly string[];
}

/** Sends so many mutated messages of every operation, signed rightly, to a gateway in this process. */
export async function sendMutations(count: number, seed: number): Promise<MutationReport> {
  const environment = await newInstanceEnvironment();
  const requests = await samples(environment);
  const chance = numbersFrom(seed);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const [name, message] = requests[chance(requests.length)] ?? ['GenerateRandom', new Uint8Array(0)];
    const body = chance(20) === 0 ? message : mutated(message, chance);
    const headers = signedHeaders(name, body, environment.services.clock.now());
    const response = await environment.send('POST', '/', headers, Buffer.from(body));
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (isFault(response)) faults.push(`${sent} ${name} ${Buffer.from(body).toString('hex')} ${response.status}`);
    environment.outcomes.length = 0;
  }
  return { sent: count, statuses, faults };
}

function isFault({ status, headers }: WireResponse): boolean {
  return status >= 500 || headers['content-type'] !== 'application/x-protobuf';
}

/** A request of every operation that succeeds as it is, but for those of key pairs, which take long. */
async function samples(environment: InstanceEnvironment) {
  const KeyId = await environment.key();
  const signing = await environment.key('EC_P256', { KeyUsage: 'SIGN/VERIFY' });
  const secret = { SecretName: 'name', VersionId: 'v1', SecretData: 'data', DKMSInstanceId: INSTANCE };
  await environment.ok('CreateSecret', secret);
  const Plaintext = Buffer.from('plain');
  const made = await environment.done('Encrypt', { KeyId, Plaintext });
  const advance = await environment.done('AdvanceEncrypt', { KeyId, Plaintext });
  const requests: readonly (readonly [keyof typeof MESSAGES, Readonly<Record<string, unknown>>])[] = [
    ['Encrypt', { KeyId, Plaintext, Aad: Plaintext, Algorithm: 'AES_GCM' }],
    ['Decrypt', { KeyId, CiphertextBlob: made['CiphertextBlob'], Iv: made['Iv'] }],
    ['AdvanceEncrypt', { KeyId, Plaintext }],
    ['AdvanceDecrypt', { CiphertextBlob: advance['CiphertextBlob'] }],
    ['GenerateDataKey', { KeyId, NumberOfBytes: 16 }],
    ['AdvanceGenerateDataKey', { KeyId, NumberOfBytes: 16 }],
    ['GenerateDataKeyPair', { KeyId, KeyPairSpec: 'EC_P256', KeyFormat: 'DER' }],
    ['Sign', { KeyId: signing, Message: Plaintext, MessageType: 'RAW' }],
    ['Verify', { KeyId: signing, Message: Plaintext, Signature: Plaintext }],
    ['GetPublicKey', { KeyId: signing }],
    ['GetSecretValue', { SecretName: 'name', VersionStage: 'ACSCurrent', FetchExtendedConfig: true }],
    ['GenerateRandom', { Length: 16 }],
    ['Hmac', { KeyId, Message: Plaintext }],
  ];
  return requests.map(
    ([name, fields]) =>
      [name, encodeMessage(MESSAGES[name].request as MessageType, fields as Partial<MessageOf<MessageType>>)] as const,
  );
}
