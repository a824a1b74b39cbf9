import { keptName, keptNames, NOTHING_UNREAD } from '@dragoman/protocol-kit';
import type { TSchema } from '@sinclair/typebox';

/** What the front end takes of every request, whatever its operation. */
const COMMON: ReadonlySet<string> = new Set([
  ...['Action', 'Version', 'Format', 'AccessKeyId', 'SecurityToken', 'BearerToken', 'RegionId', 'DryRun'],
  ...['Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'SignatureType', 'Timestamp'],
]);

/**
 * The names of parameters that no code of the operation asks for. Of `Name.N.Field` it is `Name.*`: what follows may be
 * a client's text.
 */
export function unreadParameters(
  params: ReadonlyMap<string, string>,
  { input }: { readonly input: TSchema },
): readonly string[] {
  const fields = input['properties'] as Readonly<Record<string, TSchema>>;
  let unread: string[] | null = null;
  for (const name of params.keys()) {
    // Most are common ones, which are found by the hash that they have already.
    if (COMMON.has(name) || Object.hasOwn(fields, name)) continue;
    const unreadName = nameAsKept(name, fields);
    if (unreadName !== null) (unread ??= []).push(unreadName);
  }
  return unread === null ? NOTHING_UNREAD : keptNames(unread);
}

/** `null` for an entry of a list that is read, and for what is no name. */
function nameAsKept(name: string, fields: Readonly<Record<string, TSchema>>): string | null {
  const dot = name.indexOf('.');
  if (dot < 0) return keptName(name);
  const list = name.slice(0, dot);
  if (fields[list]?.['type'] === 'array') return null;
  const kept = keptName(list);
  return kept === null ? null : `${kept}.*`;
}
