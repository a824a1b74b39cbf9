import { strictObject } from '@dragoman/input';
import type { Language } from '@dragoman/messages';
import type { Explanation, SignatureExplanation, SignedTexts } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { JournalEntry, type Redact } from './entry.ts';

const Texts = strictObject({
  canonical_request: Type.Union([Type.String(), Type.Null()], {
    description: 'null where the scheme signs the string itself',
  }),
  string_to_sign: Type.String(),
});

const Signature = strictObject({
  scheme: Type.String(),
  key_id: Type.Union([Type.String(), Type.Null()], {
    description: 'the key id or app code; null where nobody here has it',
  }),
  identity: Type.Union([Type.String(), Type.Null()], { description: 'whose it is' }),
  server: Texts,
  client: Type.Union([Texts, Type.Null()], {
    description: 'as far as it is known: where a mistake explains the signature',
  }),
  difference: Type.Union(
    [
      strictObject({ line: Type.Integer(), column: Type.Integer(), server: Type.String(), client: Type.String() }),
      Type.Null(),
    ],
    { description: 'the first place in which both differ' },
  ),
  right_if: Type.Array(
    strictObject({
      mistake: Type.String({ description: 'a word for it' }),
      when: Type.String({ description: 'completes: the signature is right if …' }),
      remedy: Type.String(),
    }),
    { description: 'all of it together makes the signature right' },
  ),
  tried: Type.Integer({ description: 'how many signatures were tried' }),
});

/** An explanation as it is shown. */
export const RedactedExplanation = strictObject({
  request_id: Type.String(),
  entry: JournalEntry,
  about: Type.Union(
    (['signature', 'credential', 'route', 'permission', 'rule'] as const).map((about) => Type.Literal(about)),
    {
      description:
        'why the request failed: its signature, another credential, its route, what its sender may do, or a rule of ' +
        'the vendor’s',
    },
  ),
  verdict: Type.String({ description: 'what is wrong' }),
  remedies: Type.Array(Type.String(), { description: 'what would help, the likeliest first' }),
  signature: Type.Union([Signature, Type.Null()]),
  nearest: Type.Array(
    strictObject({
      operation: Type.String(),
      call: Type.String({ description: 'how it is called' }),
      differs: Type.Array(Type.String(), { description: 'in what the request differs' }),
    }),
    { description: 'operations that an unknown route may have meant' },
  ),
  least: Type.Unknown({
    description:
      "the least policy that would allow what was not allowed, in the vendor's own grammar; null for other reasons, " +
      'and where a Deny has to go',
  }),
});

type Shown = Static<typeof RedactedExplanation>;

/** The explanation, without any secret that is known by value either. */
export async function redactExplanation(
  explanation: Explanation,
  entry: JournalEntry,
  redact: Redact,
  language: Language,
): Promise<Shown> {
  const { about, verdict, remedies, signature, nearest, permission } = explanation;
  const plain: Omit<Shown, 'entry'> = {
    request_id: entry.request_id,
    about,
    verdict: verdict[language],
    remedies: remedies.map((remedy) => remedy[language]),
    signature: signature === null ? null : signatureOf(signature, language),
    nearest: nearest.map(({ operation, call, differs }) => ({
      operation,
      call,
      differs: differs.map((one) => one[language]),
    })),
    least: permission?.least ?? null,
  };
  return { ...((await redactAll(plain, redact)) as Omit<Shown, 'entry'>), entry };
}

function signatureOf(
  { scheme, keyId, identity, server, client, difference, rightIf, tried }: SignatureExplanation,
  language: Language,
): Shown['signature'] {
  return {
    scheme,
    key_id: keyId,
    identity,
    server: textsOf(server),
    client: client === null ? null : textsOf(client),
    difference: difference === null ? null : { ...difference },
    right_if: rightIf.map(({ mistake, when, remedy }) => ({
      mistake,
      when: when[language],
      remedy: remedy[language],
    })),
    tried,
  };
}

function textsOf({ canonicalRequest, stringToSign }: SignedTexts): Static<typeof Texts> {
  return { canonical_request: canonicalRequest, string_to_sign: stringToSign };
}

/** Every text in a value without secrets. */
async function redactAll(value: unknown, redact: Redact): Promise<unknown> {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return Promise.all(value.map((one) => redactAll(one, redact)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    await Promise.all(
      Object.entries(value).map(async ([name, member]) => [name, await redactAll(member, redact)] as const),
    ),
  );
}
