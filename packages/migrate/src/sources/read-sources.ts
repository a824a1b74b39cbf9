import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import type { Inventory } from '../model/inventory.ts';
import { aliyunDrafts, isAliyunAnswer } from './aliyun-cli.ts';
import { isJobList, jobDrafts } from './bk-console.ts';
import { type JsonObject, objectOf, type ReadOptions, type SecretDraft } from './draft.ts';
import { huaweiDrafts, isHuaweiAnswer } from './huawei-cli.ts';
import { mergeDrafts, type OpenedSources } from './merge.ts';
import { withTraits } from './read-values.ts';
import { isTerraform, terraformDrafts } from './terraform.ts';

/** A file, read. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The inventory that files tell together, whatever their order: Terraform states, answers that the CLIs of Huawei Cloud
 * and Alibaba Cloud print (one, or one a line), and the list that JOB's console reads.
 * @param dialect which service's secrets, where there are some of several
 * @throws ConfigError in one line, which names the file and never shows what stands in it
 */
export async function readSources(
  files: readonly SourceFile[],
  dialect: Dialect | null,
  options: ReadOptions,
): Promise<Inventory> {
  return (await openSources(files, dialect, options)).inventory;
}

/** The same, with the values that the files hold for whoever asks for one. @throws ConfigError */
export async function openSources(
  files: readonly SourceFile[],
  dialect: Dialect | null,
  { withValues, fingerprintKey }: ReadOptions,
): Promise<OpenedSources> {
  const opened = mergeDrafts(files.flatMap(draftsOf), dialect);
  return withValues ? { ...opened, inventory: await withTraits(opened, fingerprintKey) } : opened;
}

function draftsOf({ path, text }: SourceFile): SecretDraft[] {
  const documents = documentsIn(path, text);
  const [first] = documents;
  if (first === undefined) throw new ConfigError(`${path} is empty`);
  if (isTerraform(first)) return terraformDrafts(path, first);
  if (isJobList(first)) return jobDrafts(path, first);
  if (documents.every(isAliyunAnswer)) return aliyunDrafts(path, documents);
  if (documents.every(isHuaweiAnswer)) return huaweiDrafts(path, documents);
  throw new ConfigError(
    `${path} is no source: give a Terraform state, answers as the CLI of Huawei Cloud or Alibaba Cloud prints them, ` +
      "or the list of credentials of JOB's console",
  );
}

/** The JSON object of a file, the objects of its list, or one a line. */
function documentsIn(path: string, text: string): JsonObject[] {
  const whole = parsed(text);
  if (whole !== undefined) return (Array.isArray(whole) ? whole : [whole]).map(objectOf);
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
