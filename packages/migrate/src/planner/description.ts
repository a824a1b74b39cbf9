import type { Finding } from '../model/verdict.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';

/** Characters that the console of JOB takes (`maxlength="100"`). */
const CONSOLE_LENGTH = 100;
const ELLIPSIS = '…';

/** The description at the target, and what is to be said of it. */
export interface PlannedDescription {
  readonly text: string | null;
  readonly findings: readonly Finding[];
}

/** The description, cut where the target takes less. */
export function planDescription(text: string | null, context: PlanContext): PlannedDescription {
  const { direction, target, profile } = context;
  if (text === null) return { text, findings: [] };
  if (target === 'bk') {
    const isLong = Array.from(text).length > CONSOLE_LENGTH;
    return { text, findings: isLong ? [findingOf(direction, 'DESC-CONSOLE')] : [] };
  }
  if (Buffer.byteLength(text) <= profile.desc_bytes) return { text, findings: [] };
  return { text: cutBytes(text, profile.desc_bytes), findings: [findingOf(direction, 'DESC-LENGTH')] };
}

function cutBytes(text: string, max: number): string {
  let bytes = Buffer.byteLength(ELLIPSIS);
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > max) break;
    cut += character;
  }
  return cut + ELLIPSIS;
}
