import { ConfigError, documentIn } from '@dragoman/input';

import { CloudError } from '../clients/cloud-error.ts';
import type { Dialect } from '../model/direction.ts';
import type { Inventory } from '../model/inventory.ts';
import { aliyunDrafts, isAliyunAnswer } from './aliyun-cli.ts';
import { isJobList, jobDrafts } from './bk-console.ts';
import {
  type JsonObject,
  objectOf,
  objectsOf,
  type ReadOptions,
  type SecretDraft,
  type Source,
  type SourceDrafts,
} from './draft.ts';
import { huaweiDrafts, isHuaweiAnswer } from './huawei-cli.ts';
import { isJobExport, isPackedJobExport, NO_CREDENTIALS_IN_IT } from './job-export.ts';
import { isManifest, manifestDrafts } from './manifest.ts';
import { mergeDrafts, type OpenedSources } from './merge.ts';
import { withTraits } from './read-values.ts';
import { isTerraform, terraformDrafts } from './terraform.ts';

/** A file, read. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The inventory that sources tell together, whatever their order: files are Terraform states, answers that the CLIs of
 * Huawei Cloud and Alibaba Cloud print (one, or one a line), the list that JOB's console reads, and manifests.
 * @param as which service's secrets, where there are some of several, or of ours
 * @throws ConfigError in one line, which names the source and never shows what stands in it
 */
export async function readSources(
  sources: readonly (SourceFile | Source)[],
  as: Dialect | null,
  options: ReadOptions,
): Promise<Inventory> {
  return (await openSources(sources, as, options)).inventory;
}

/** The same, with the values that the sources hold for whoever asks for one. @throws ConfigError */
export async function openSources(
  sources: readonly (SourceFile | Source)[],
  as: Dialect | null,
  { withValues, fingerprintKey }: ReadOptions,
): Promise<OpenedSources> {
  const drafts: SourceDrafts[] = [];
  for (const source of sources)
    drafts.push(await ('text' in source ? fileDrafts(source, as) : withSourceErrors(source, () => source.drafts(as))));
  const all = { secrets: drafts.flatMap(({ secrets }) => secrets), keys: drafts.flatMap(({ keys }) => keys) };
  const opened = mergeDrafts(all, as);
  return withValues ? { ...opened, inventory: await withTraits(opened, fingerprintKey) } : opened;
}

/** What a service rejects, said of the source. */
async function withSourceErrors<Result>(
  { path }: Pick<Source, 'path'>,
  read: () => Promise<Result> | Result,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof CloudError ? new ConfigError(`${path}: ${error.message}`, { cause: error }) : error;
  }
}

/** Whether the text is a seed document, which only a gateway can make secrets of. */
export async function isSeedDocument({ path, text }: SourceFile): Promise<boolean> {
  if (isPackedJobExport(text)) return false;
  const [first, ...others] = await documentsIn(path, text);
  return first !== undefined && others.length === 0 && isSeed(first);
}

/** Keys alone stand in a seed document, and so do secrets with values in them. */
function isSeed(document: JsonObject): boolean {
  if ('format' in document || isTerraform(document)) return false;
  if (['identities', 'vaults', 'credentials', 'keys'].some((part) => part in document)) return true;
  const parts = ['value', 'binary', 'versions', 'credential', 'vault'];
  return objectsOf(document['secrets']).some((secret) => parts.some((part) => part in secret));
}

async function fileDrafts({ path, text }: SourceFile, as: Dialect | null): Promise<SourceDrafts> {
  if (isPackedJobExport(text)) throw new ConfigError(`${path} ${NO_CREDENTIALS_IN_IT}`);
  const documents = await documentsIn(path, text);
  const [first] = documents;
  if (first === undefined) throw new ConfigError(`${path} is empty`);
  if (isManifest(first)) return manifestDrafts(path, first, as);
  if (isJobExport(first)) throw new ConfigError(`${path} ${NO_CREDENTIALS_IN_IT}`);
  if (isTerraform(first)) return terraformDrafts(path, first);
  return { secrets: answerDrafts(path, documents), keys: [] };
}

function answerDrafts(path: string, documents: readonly JsonObject[]): SecretDraft[] {
  const [first = {}] = documents;
  if (isJobList(first)) return jobDrafts(path, first);
  if (documents.every(isAliyunAnswer)) return aliyunDrafts(path, documents);
  if (documents.every(isHuaweiAnswer)) return huaweiDrafts(path, documents);
  throw new ConfigError(
    `${path} is no source: give a Terraform state, answers as the CLI of Huawei Cloud or Alibaba Cloud prints them, ` +
      "the list of credentials of JOB's console, a manifest, a seed document or a state export",
  );
}

/** The JSON object of a file, the objects of its list, or one a line; what is no JSON may be YAML. */
async function documentsIn(path: string, text: string): Promise<JsonObject[]> {
  const whole = parsed(text);
  if (whole !== undefined) return (Array.isArray(whole) ? whole : [whole]).map(objectOf);
  if (text.trim() === '') return [];
  if (!/^\s*[[{]/.test(text)) return [objectOf((await documentIn(text, path)).value)];
  return text
    .split('\n')
    .map((line, at) => ({ line: line.trim(), number: at + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const value = parsed(line);
      if (value === undefined) throw new ConfigError(`${path}:${number} is no JSON`);
      return objectOf(value);
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
