import { hash } from 'node:crypto';

/** The id of what seeds give a name alone. IAM's ids have 32 hexadecimal digits. */
export function huaweiId(what: string, name: string, domain: string): string {
  return hash('sha256', JSON.stringify([what, name, domain])).slice(0, 32);
}
