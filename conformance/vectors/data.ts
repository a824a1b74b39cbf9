/** The vectors as the suite reads them: the files of vectors/data. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const DATA = fileURLToPath(new URL('../../vectors/data/', import.meta.url));

/** A request as it stands on the wire. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** A test of a signature. */
export interface SignatureTest {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly request: WireRequest;
  readonly canonicalRequest?: string;
  readonly stringToSign?: string;
  readonly signature?: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly error?: { readonly status: number; readonly code: string | number; readonly message: string };
}

/** Tests that have their key and their time in common. */
export interface SignatureGroup {
  readonly type: string;
  readonly service: 'huawei' | 'aliyun' | 'aliyun-instance' | 'blueking';
  readonly now: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly tests: readonly SignatureTest[];
}

/** A file of vectors. */
export interface VectorFile {
  readonly algorithm: string;
  readonly schema: string;
  readonly numberOfTests: number;
  readonly notes: Readonly<Record<string, unknown>>;
  readonly testGroups: readonly SignatureGroup[];
}

/** The names of all families. */
export function families(): string[] {
  return readdirSync(DATA)
    .map((name) => name.replace(/\.json$/, ''))
    .sort();
}

/** One family. */
export function readFamily(name: string): VectorFile {
  return JSON.parse(readFileSync(`${DATA}${name}.json`, 'utf8')) as VectorFile;
}

/** The families of requests that are signed. */
export function signatureFamilies(): string[] {
  return families().filter((name) => readFamily(name).schema === 'signed_request_schema.json');
}
