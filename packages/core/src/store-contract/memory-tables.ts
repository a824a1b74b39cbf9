import type { Identity, AccessCredential } from '../model/identity.ts';
import type { CustomerKey, KeyAlias } from '../model/key.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Secret } from '../model/secret.ts';

/** A secret with its sealed values, by version. */
export interface SecretRow {
  secret: Secret;
  readonly values: Map<string, Uint8Array>;
}

/** What the stores over maps share; everything in the order in which it came. */
export interface MemoryTables {
  readonly secrets: SecretRow[];
  readonly keys: Map<string, CustomerKey>;
  readonly aliases: Map<string, KeyAlias>;
  readonly identities: Map<string, Identity>;
  readonly accessCredentials: Map<string, AccessCredential>;
  readonly resources: DialectRecord[];
}

export function emptyTables(): MemoryTables {
  return {
    secrets: [],
    keys: new Map(),
    aliases: new Map(),
    identities: new Map(),
    accessCredentials: new Map(),
    resources: [],
  };
}

/** Puts the content of other tables in the place of what these hold. */
export function replaceTables(tables: MemoryTables, next: MemoryTables): void {
  tables.secrets.splice(0, tables.secrets.length, ...next.secrets);
  tables.resources.splice(0, tables.resources.length, ...next.resources);
  replaceMap(tables.keys, next.keys);
  replaceMap(tables.aliases, next.aliases);
  replaceMap(tables.identities, next.identities);
  replaceMap(tables.accessCredentials, next.accessCredentials);
}

function replaceMap<Row>(map: Map<string, Row>, next: ReadonlyMap<string, Row>): void {
  map.clear();
  for (const [key, row] of next) map.set(key, row);
}
