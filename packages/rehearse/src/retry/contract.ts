import { ConfigError, describeMisfit, misfitOf, strictObject, unknownName } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

/** The families of SDKs that there are contracts for. */
export const FAMILIES = ['huawei', 'aliyun', 'aliyun-secretsmanager', 'bk', 'bk-esb'] as const;
export type Family = (typeof FAMILIES)[number];

/** How waits between attempts grow. */
export const SHAPES = ['immediate', 'fixed', 'exponential', 'jitter', 'hint'] as const;

const oneOf = <const Name extends string>(names: readonly Name[], description: string) =>
  Type.Optional(Type.Unsafe<Name>({ type: 'string', enum: [...names], description }));

const Codes = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 });

/** A contract as a file has it; what is left out is as the family of the door has it. */
const contractSchema = strictObject({
  sdk: oneOf(FAMILIES, 'whose contract holds for what is left out; without it that of the door in use'),
  attempts: Type.Optional(
    strictObject({
      at_least: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 100, description: 'so many, the first among them, before it gives up' }),
      ),
      at_most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'so many without success' })),
    }),
  ),
  wait: Type.Optional(
    strictObject({
      at_least_ms: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 600_000, description: 'between attempts, in the mean' }),
      ),
      shapes: Type.Optional(
        Type.Array(Type.Unsafe<(typeof SHAPES)[number]>({ type: 'string', enum: [...SHAPES] }), {
          description: 'how waits may grow',
        }),
      ),
    }),
  ),
  hint: oneOf(['wait', 'ignore'], 'whether it waits as long as the service says'),
  connection: oneOf(['retry', 'any'], 'whether a call that creates nothing survives a broken connection'),
  slow: oneOf(['wait', 'any'], 'whether it waits for an answer of some seconds'),
  creates: oneOf(['once', 'any'], 'whether a create whose answer is lost may be done twice'),
  gives_up: Type.Optional(
    strictObject({
      within_seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 3_600 })),
      exit: oneOf(['failure', 'any'], 'whether its exit code then tells'),
    }),
  ),
  retried: Type.Optional(
    Type.Array(Codes.items, { description: "codes to try again after, in place of the service's" }),
  ),
  not_retried: Type.Optional(Type.Array(Codes.items, { description: "codes never to, in place of the service's" })),
  skip: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description: 'cases that are not run, by name' })),
});

export type ContractFile = Static<typeof contractSchema>;

/** What a program is held to at one door. */
export interface Contract {
  readonly family: Family;
  readonly attempts: { readonly at_least: number; readonly at_most: number };
  readonly wait: { readonly at_least_ms: number; readonly shapes: readonly (typeof SHAPES)[number][] };
  readonly hint: 'wait' | 'ignore';
  readonly connection: 'retry' | 'any';
  readonly slow: 'wait' | 'any';
  readonly creates: 'once' | 'any';
  readonly gives_up: { readonly within_seconds: number; readonly exit: 'failure' | 'any' };
  readonly retried: readonly string[] | null;
  readonly not_retried: readonly string[] | null;
}

/** What holds for any program: three attempts, with a wait between them that is no hot loop. */
const COMMON: Omit<Contract, 'family'> = {
  attempts: { at_least: 3, at_most: 10 },
  wait: { at_least_ms: 50, shapes: ['fixed', 'exponential', 'jitter', 'hint'] },
  hint: 'wait',
  connection: 'retry',
  slow: 'wait',
  creates: 'once',
  gives_up: { within_seconds: 20, exit: 'failure' },
  retried: null,
  not_retried: null,
};

/**
 * By family: no client of Huawei's or BlueKing's reads a hint; the Secrets Manager clients of Alibaba Cloud retry on
 * three codes alone (`BackoffUtils`) and wait by their own table, not by a hint.
 */
const CONTRACTS: Readonly<Record<Family, Contract>> = {
  huawei: { ...COMMON, family: 'huawei', hint: 'ignore' },
  aliyun: { ...COMMON, family: 'aliyun' },
  'aliyun-secretsmanager': {
    ...COMMON,
    family: 'aliyun-secretsmanager',
    hint: 'ignore',
    retried: ['Rejected.Throttling', 'ServiceUnavailableTemporary', 'InternalFailure'],
  },
  bk: { ...COMMON, family: 'bk', hint: 'ignore' },
  'bk-esb': { ...COMMON, family: 'bk-esb', hint: 'ignore' },
};

/** @param file how it is called @throws ConfigError in one line that names the first part that does not fit */
export function contractFrom(given: unknown, file: string): ContractFile {
  const misfit = misfitOf(contractSchema, given);
  if (misfit !== null) throw new ConfigError(`${file}: ${describeMisfit(misfit, 'the contract').en}`);
  const contract = given as ContractFile;
  const { at_least: least, at_most: most } = contract.attempts ?? {};
  if (least !== undefined && most !== undefined && least > most)
    throw new ConfigError(`${file}: attempts.at_least is above attempts.at_most: give at most ${most}`);
  return contract;
}

/** @param codes that any door has @throws ControlError that names the first that none has */
export function checkCodes(
  { retried = [], not_retried: notRetried = [] }: ContractFile,
  codes: readonly string[],
): void {
  for (const [field, given] of Object.entries({ retried, not_retried: notRetried })) {
    const unknown = given.find((code) => !codes.includes(code));
    if (unknown !== undefined) throw unknownName(field, unknown, codes);
  }
}

/**
 * The contract at a door: what the file says, else the family's.
 * @param codes of the door: others are of another one @param timeoutSeconds of a case
 */
export function contractAt(
  door: string,
  file: ContractFile,
  { codes, timeoutSeconds }: { readonly codes: readonly string[]; readonly timeoutSeconds: number },
): Contract {
  const base = CONTRACTS[file.sdk ?? familyOf(door)];
  const known = (given: readonly string[] | null): readonly string[] | null =>
    given?.filter((code) => codes.includes(code)) ?? null;
  return {
    family: base.family,
    attempts: { ...base.attempts, ...file.attempts },
    wait: { ...base.wait, ...file.wait },
    hint: file.hint ?? base.hint,
    connection: file.connection ?? base.connection,
    slow: file.slow ?? base.slow,
    creates: file.creates ?? base.creates,
    gives_up: { ...base.gives_up, within_seconds: timeoutSeconds, ...file.gives_up },
    retried: known(file.retried ?? base.retried),
    not_retried: known(file.not_retried ?? base.not_retried),
  };
}

function familyOf(door: string): Family {
  return FAMILIES.find((family) => family === door) ?? 'aliyun';
}
