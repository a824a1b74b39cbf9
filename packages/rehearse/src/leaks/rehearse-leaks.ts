import type { ControlClient } from '@dragoman/control';

import type { RunProgram } from '../program/program.ts';
import { type OpenedSandbox, withSandbox } from '../program/sandbox.ts';
import type { CanarySource } from '../values/canary.ts';
import type { Encoding } from './encodings.ts';
import { type HandOut, handOutsOf } from './hand-outs.ts';
import { noteAnswered, noteStored, type ObtainableValues, plantCanaries, type ValueOrigin } from './plant-canaries.ts';
import {
  emptyOutcome,
  type FileSearch,
  messageOf,
  searchBytes,
  searchFolder,
  type SearchOutcome,
  type Unsearched,
} from './search-files.ts';
import { bodyOf, headOf, type ReadRequest } from './sent-request.ts';
import { ValueSearch } from './value-search.ts';

export interface LeaksOptions {
  readonly control: ControlClient;
  readonly run: RunProgram;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Files below these, in which the program writes. */
  readonly folders: readonly string[];
  /** Whether the secrets of a name keep their values. */
  readonly keep: (name: string) => boolean;
  readonly source: CanarySource;
  /** Milliseconds since 1970, by the clock of the file system. */
  readonly now: () => number;
  /** What the program sent to hosts of nobody's cloud so far, and what of that could not be read. */
  readonly sent: () => { readonly requests: readonly ReadRequest[]; readonly unsearched: readonly Unsearched[] };
}

/** A secret value that the program gave away. */
export interface Leak {
  readonly location: string;
  readonly line: number;
  /** In bytes, from 0. */
  readonly offset: number;
  readonly encoding: Encoding;
  readonly value: ValueOrigin;
  readonly handed_out: HandOut | null;
}

/** What came of a rehearsal; without any value. */
export interface LeaksResult {
  readonly rehearsal: 'leaks';
  /** Whether no value was found. */
  readonly passed: boolean;
  /** How the program ended; null where it was cut. */
  readonly exit: number | null;
  readonly seconds: number;
  readonly leaks: readonly Leak[];
  readonly unsearched: readonly Unsearched[];
  /** Values that are too short to be told from chance. */
  readonly too_short: readonly ValueOrigin[];
  /** What was searched for. */
  readonly values: readonly ValueOrigin[];
  readonly searched_bytes: number;
  readonly searched_requests: number;
  /** How many of the secrets were handed out. */
  readonly read: number;
}

/** What is kept of what a program prints on each stream, in bytes. */
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;

/** File systems tell times by steps of up to so many milliseconds. */
const FILE_TIME_STEP_MS = 2_000;

/** Runs a program in a sandbox whose values are canaries, and searches for them wherever it could have put them. */
export function rehearseLeaks(options: LeaksOptions): Promise<LeaksResult> {
  const rehearsed = async (sandbox: OpenedSandbox): Promise<LeaksResult> => {
    const values = await plantCanaries(sandbox.control, options);
    addSandboxKeys(sandbox, values);
    const output = { stdout: new Output(), stderr: new Output() };
    const since = options.now() - FILE_TIME_STEP_MS;
    const { exit, seconds } = await options.run({
      sandbox,
      timeoutMs: options.timeoutMs,
      onOutput: (stream, chunk) => {
        output[stream].add(chunk);
      },
    });
    await noteStored(sandbox.control, values);
    const unknown = await noteAnswered(options.control, sandbox.id, values);
    const search = new ValueSearch(values.searched());
    const outcome = await searchAll(search, output, since, options);
    const handedOut = await handOutsOf(sandbox.control);
    const originOf = (name: string): ValueOrigin[] => [values.originOf(name)].flatMap((origin) => origin ?? []);
    const { requests, unsearched } = options.sent();
    return {
      ...{ rehearsal: 'leaks', passed: outcome.findings.length === 0, exit, seconds },
      leaks: outcome.findings.flatMap(({ name, location, ...found }) =>
        originOf(name).map((value) => ({
          location: withoutValues(search, location),
          ...found,
          ...{ value, handed_out: values.handOutOf(name) ?? handedOut.of(value) },
        })),
      ),
      unsearched: [
        ...[...outcome.unsearched, ...unsearched].map(({ location, reason }) => {
          return { location: withoutValues(search, location), reason };
        }),
        ...(unknown === null ? [] : [{ location: 'answers of the gateway', reason: unknown }]),
      ],
      too_short: search.tooShort.flatMap(originOf),
      values: values.searched().flatMap(({ name }) => originOf(name)),
      ...{ searched_bytes: outcome.bytes, searched_requests: requests.length, read: handedOut.count },
    };
  };
  return withSandbox(options.control, 'rehearse leaks', rehearsed, { keeps_handed_out: true });
}

/** The secret keys by which the program signs are values that it has as well. */
function addSandboxKeys({ credentials }: OpenedSandbox, values: ObtainableValues): void {
  for (const [door, fields] of Object.entries(credentials)) {
    for (const [name, value] of Object.entries(fields as Readonly<Record<string, string>>)) {
      if (!/secret|token|password/i.test(name)) continue;
      const origin = { kind: 'key of the sandbox', vault: null, id: null, version: null, member: null } as const;
      values.add({ ...origin, name: `${door}.${name}` }, value);
    }
  }
}

async function searchAll(
  search: ValueSearch,
  output: Readonly<Record<'stdout' | 'stderr', Output>>,
  since: number,
  { folders, sent }: LeaksOptions,
): Promise<SearchOutcome> {
  const files = { search, outcome: emptyOutcome() };
  for (const stream of ['stdout', 'stderr'] as const) {
    await searchBytes(files, output[stream].bytes(), stream);
    if (output[stream].isTruncated)
      files.outcome.unsearched.push({ location: stream, reason: `is longer than 256 MiB` });
  }
  for (const [index, request] of sent().requests.entries()) await searchRequest(files, request, index + 1);
  for (const folder of folders) await searchFolder(files, folder, since);
  return files.outcome;
}

async function searchRequest(files: FileSearch, request: ReadRequest, number: number): Promise<void> {
  const { unsearched } = files.outcome;
  const { method, host, port, isTruncated } = request;
  const location = `request ${number}: ${method} to ${host}:${port}`;
  await searchBytes(files, headOf(request), `${location}, head`);
  if (isTruncated) unsearched.push({ location, reason: 'its body is longer than 64 MiB' });
  await bodyOf(request).then(
    (body) => searchBytes(files, body, `${location}, body`),
    (error: unknown) => unsearched.push({ location, reason: messageOf(error) }),
  );
}

/** A location as people read it: names of files and hosts hold values too. */
function withoutValues(search: ValueSearch, location: string): string {
  const isClean = (part: string): boolean => search.findIn(Buffer.from(part)).length === 0;
  if (isClean(location)) return location;
  return location
    .split(/([/ ])/)
    .map((part) => (isClean(part) ? part : '[secret]'))
    .join('');
}

/** What a program printed, up to a bound. */
class Output {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  add(chunk: Buffer): void {
    this.#size += chunk.length;
    if (!this.isTruncated) this.#chunks.push(chunk);
  }

  get isTruncated(): boolean {
    return this.#size > MOST_OUTPUT_BYTES;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
