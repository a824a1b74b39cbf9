import type { Body } from '../clients/call-options.ts';
import type { Caller } from '../clients/caller.ts';
import { CloudError } from '../clients/cloud-error.ts';
import type { HuaweiClient } from '../clients/huawei.ts';

/** What a throw-away secret told of a limit on which Huawei's documents disagree. */
export interface ProbeFinding {
  readonly question: string;
  /** Whether CSMS took it. */
  readonly isTaken: boolean;
  /** The code of the rejection; `null` where it was taken. */
  readonly code: string | null;
  /** What to tell a plan. */
  readonly advice: string;
}

interface Trial {
  readonly question: string;
  readonly name: (base: string) => string;
  readonly body: () => Body;
  readonly advice: (isTaken: boolean) => string;
}

/** Of one value, by the API's page; the user manual of 2025-11 says twice that. */
const LIMIT_BYTES = 32_768;
const limitAdvice = (isTaken: boolean): string =>
  `--assume huawei.value_bytes=${isTaken ? 2 * LIMIT_BYTES : LIMIT_BYTES}`;
/** Base64 of so many bytes is longer than the limit, and the bytes are not. */
const BINARY_BYTES = 30_000;
const same = (base: string): string => base;

const TRIALS: readonly Trial[] = [
  {
    question: 'a name with a dot',
    name: (base) => `${base}.x`,
    body: () => ({ secret_string: 'x' }),
    advice: (isTaken) => `options: { dots: ${isTaken ? 'allowed' : 'refused'} }`,
  },
  {
    question: `a text of ${2 * LIMIT_BYTES} bytes`,
    name: same,
    body: () => ({ secret_string: 'x'.repeat(2 * LIMIT_BYTES) }),
    advice: limitAdvice,
  },
  {
    question: `${BINARY_BYTES} bytes, whose Base64 is longer than ${LIMIT_BYTES}`,
    name: same,
    body: () => ({ secret_binary: Buffer.alloc(BINARY_BYTES).toString('base64') }),
    advice: (isTaken) => `the limit counts ${isTaken ? 'bytes' : 'the characters of their Base64'}`,
  },
];

/**
 * Asks CSMS what its documents disagree on, with secrets that are deleted at once. @param base a name that nobody has
 * @throws CloudError where something else goes wrong; nothing remains then either, unless deleting fails
 */
export async function probeHuawei(client: HuaweiClient, caller: Caller, base: string): Promise<ProbeFinding[]> {
  const findings: ProbeFinding[] = [];
  for (const { question, name, body, advice } of TRIALS) {
    const code = await tryOut(client, caller, { name: name(base), ...body() });
    findings.push({ question, isTaken: code === null, code, advice: advice(code === null) });
  }
  return findings;
}

/** @returns the code of a rejection of the secret's form, `null` where it was made and is gone */
async function tryOut(
  client: HuaweiClient,
  caller: Caller,
  body: Body & { readonly name: string },
): Promise<string | null> {
  const call = { operation: 'CreateSecret', method: 'POST', path: ['secrets'], body } as const;
  try {
    await caller.write(call.operation, () => client.call(call));
  } catch (error) {
    if (error instanceof CloudError && error.status === 400) return error.code;
    throw error;
  }
  const deletion = { operation: 'DeleteSecret', method: 'DELETE', path: ['secrets', body.name] } as const;
  await caller.write(deletion.operation, () => client.call(deletion));
  return null;
}
