import type { JsonObject } from './draft.ts';

/** Begins what JOB exports with a password (job-backup, `Constant.JOB_FILE_MAGIC`); without one it is a ZIP. */
const MAGICS = ['\u0018\u0001\u0019\u0024\u0009\u0018\u0013\u0010', 'PK\u0003\u0004'];
/** What stands in the JSON of such an export (`JobBackupInfoDTO`), and in the request for one (`ExportRequest`). */
const MEMBERS = ['templateDetailInfoMap', 'planDetailInfoMap', 'templateInfo', 'secretHandler'];

/** Why an export of JOB is no source. */
export const NO_CREDENTIALS_IN_IT =
  'is an export of JOB, which holds templates and plans only: its secretHandler concerns cipher variables, and ' +
  "credentials are not in it. Give the list of credentials that JOB's console reads, and values in a manifest";

/** Whether the text is an export of JOB, packed or encrypted. */
export function isPackedJobExport(text: string): boolean {
  return MAGICS.some((magic) => text.startsWith(magic));
}

/** Whether the document is what such an export holds. */
export function isJobExport(document: JsonObject): boolean {
  return MEMBERS.some((member) => member in document);
}
