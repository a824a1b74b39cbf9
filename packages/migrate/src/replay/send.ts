import type { AliyunClient } from '../clients/aliyun.ts';
import type { Body } from '../clients/call-options.ts';
import { CloudError } from '../clients/cloud-error.ts';
import type { HuaweiClient } from '../clients/huawei.ts';
import type { Move } from '../run/moves.ts';
import type { SourceValues } from '../values/source-values.ts';
import { meaningOf } from './errors.ts';
import type { RecordedCall } from './recorded-call.ts';
import type { NamesAtTarget, ReplayedCall } from './rewrite.ts';
import { rewrite } from './rewrite.ts';

/** A client of the target. */
export type ReplayClient =
  | { readonly dialect: 'huawei'; readonly client: HuaweiClient }
  | { readonly dialect: 'aliyun'; readonly client: AliyunClient }
  /** It answers no value and lists nothing: nothing is sent. */
  | { readonly dialect: 'bk' };

/** What a rewritten call answered, held against what the source answered or would answer. */
export interface SentCall {
  readonly sequence: number;
  readonly operation: string;
  readonly name: string | null;
  /** `not-sent`: it writes, has no equivalent, or names what the application alone knows. */
  readonly outcome: 'alike' | 'differs' | 'not-sent';
  /** What differs, without a value. */
  readonly why: string | null;
}

/** What rewritten calls are sent for. */
export interface SendInput {
  readonly calls: readonly RecordedCall[];
  readonly target: ReplayClient;
  readonly names: NamesAtTarget;
  readonly moves: readonly Move[];
  /** What the target was written with. */
  readonly values: SourceValues;
}

/**
 * Sends the calls that read to a target that a plan was carried out at, such as a rehearsal's: a value has to be the
 * one of the version that the source would have read, what was not found is not to be found, and a list has to have
 * every secret that moved. Calls that write are not sent.
 */
export async function sendReplay({ calls, target, names, moves, values }: SendInput): Promise<SentCall[]> {
  const byName = new Map(moves.map((move) => [move.secret.name, move]));
  const sent: SentCall[] = [];
  for (const call of calls) {
    const replayed = rewrite(call, target.dialect, names);
    const why = await answerTo(replayed, { target, byName, values });
    const outcome = why === null ? 'alike' : why === NOT_SENT ? 'not-sent' : 'differs';
    const told = outcome === 'differs' ? why : null;
    sent.push({ sequence: call.sequence, operation: call.operation, name: replayed.name, outcome, why: told });
  }
  return sent;
}

const NOT_SENT = 'not sent';
const READS: ReadonlySet<string> = new Set(['read', 'describe', 'list-versions']);

interface Context extends Pick<SendInput, 'target' | 'values'> {
  readonly byName: ReadonlyMap<string, Move>;
}

/** @returns what differs; `null` where nothing does */
async function answerTo(replayed: ReplayedCall, context: Context): Promise<string | null> {
  const { call, intent, name } = replayed;
  if (replayed.calls.length === 0 || context.target.dialect === 'bk') return NOT_SENT;
  if (intent === 'list') return listAnswer(context);
  if (name === null || call.stage === 'custom' || !READS.has(intent)) return NOT_SENT;
  const found = await orMeaning(intent === 'read' ? readCurrent(name, context, call) : describe(name, context));
  const wasFound = call.code === null || meaningOf(call.door, call.code) !== 'not-found';
  if (typeof found === 'string') {
    if (found !== 'not-found') return `the target answered ${found}`;
    return wasFound ? 'the target does not find it' : null;
  }
  if (!wasFound) return 'the target finds what the source did not';
  return intent === 'read' ? valueDiffers(found.value, name, context, call) : null;
}

/** What was answered, or what the rejection means. */
async function orMeaning<Answer>(answer: Promise<Answer>): Promise<Answer | string> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return meaningOf(error.dialect, error.code) ?? `${error.status} ${error.code}`;
  }
}

/** Reads the version that the call asked for; of one by its id the current one, as the journal keeps no ids. */
async function readCurrent(
  name: string,
  { target }: Context,
  { stage }: RecordedCall,
): Promise<{ readonly value: string | null }> {
  if (target.dialect === 'huawei') {
    const id = stage === null ? 'latest' : await stagedVersion(name, target.client, stage);
    const body = await huaweiRead(target.client, 'ShowSecretVersion', ['secrets', name, 'versions', id]);
    const version = (body['version'] ?? {}) as Body;
    return { value: textOf(version['secret_string'] ?? version['secret_binary']) };
  }
  if (target.dialect !== 'aliyun') return { value: null };
  const VersionStage = stage === null ? {} : { VersionStage: STAGES[stage]?.aliyun ?? stage };
  const { body } = await target.client.call('GetSecretValue', { SecretName: name, ...VersionStage });
  return { value: textOf(body['SecretData']) };
}

async function stagedVersion(name: string, client: HuaweiClient, stage: string): Promise<string> {
  const path = ['secrets', name, 'stages', STAGES[stage]?.huawei ?? stage];
  const { stage: found } = await huaweiRead(client, 'ShowSecretStage', path);
  return textOf((found as Body | undefined)?.['version_id']) ?? '';
}

async function describe(name: string, { target }: Context): Promise<{ readonly value: null }> {
  if (target.dialect === 'huawei') await huaweiRead(target.client, 'ShowSecret', ['secrets', name]);
  else if (target.dialect === 'aliyun') await target.client.call('DescribeSecret', { SecretName: name });
  return { value: null };
}

async function listAnswer({ target, byName }: Context): Promise<string | null> {
  const listed = new Set(target.dialect === 'huawei' ? await huaweiNames(target.client) : await aliyunNames(target));
  const missing = [...byName.keys()].filter((name) => !listed.has(name)).length;
  return missing === 0 ? null : `${missing} secrets are not in the list`;
}

async function huaweiNames(client: HuaweiClient): Promise<string[]> {
  const names: string[] = [];
  for (let marker: string | undefined; ;) {
    const query = { limit: '100', ...(marker === undefined ? {} : { marker }) };
    const { body } = await client.call({ operation: 'ListSecrets', method: 'GET', path: ['secrets'], query });
    names.push(...((body['secrets'] ?? []) as Body[]).map(({ name }) => textOf(name) ?? ''));
    const next = textOf(((body['page_info'] ?? {}) as Body)['next_marker']);
    if (next === null) return names;
    marker = next;
  }
}

async function aliyunNames(target: ReplayClient): Promise<string[]> {
  if (target.dialect !== 'aliyun') return [];
  const names: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await target.client.call('ListSecrets', { PageNumber: String(page), PageSize: '100' });
    const listed = (((body['SecretList'] ?? {}) as Body)['Secret'] ?? []) as Body[];
    names.push(...listed.map(({ SecretName }) => textOf(SecretName) ?? ''));
    if (listed.length < 100) return names;
  }
}

async function huaweiRead(client: HuaweiClient, operation: string, path: readonly string[]): Promise<Body> {
  return (await client.call({ operation, method: 'GET', path })).body;
}

/** The built-in stages by either name, and what a plan calls them. */
const STAGES: Readonly<Record<string, { readonly huawei: string; readonly aliyun: string; readonly label: string }>> = {
  SYSCURRENT: { huawei: 'SYSCURRENT', aliyun: 'ACSCurrent', label: 'CURRENT' },
  SYSPREVIOUS: { huawei: 'SYSPREVIOUS', aliyun: 'ACSPrevious', label: 'PREVIOUS' },
  ACSCurrent: { huawei: 'SYSCURRENT', aliyun: 'ACSCurrent', label: 'CURRENT' },
  ACSPrevious: { huawei: 'SYSPREVIOUS', aliyun: 'ACSPrevious', label: 'PREVIOUS' },
};

/** Holds a value against that of the version which has the stage; without one, of the current version. */
async function valueDiffers(
  value: string | null,
  name: string,
  { byName, values }: Context,
  { stage }: RecordedCall,
): Promise<string | null> {
  const move = byName.get(name);
  if (move === undefined) return null;
  const { versions } = move.secret;
  const label = stage === null ? 'CURRENT' : (STAGES[stage]?.label ?? null);
  // The services put PREVIOUS on the last but one.
  const version =
    label === 'CURRENT' ? versions.at(-1) : versions.find(({ source }) => source.labels.includes(label ?? ''));
  if (version === undefined) return null;
  const { source } = move;
  const expected = await values.valueOf({ name: source.name, id: source.id, version: version.source.id });
  return expected === null || expected.data === value ? null : 'the value is another';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
