/**
 * The objects of an OpenAPI document under names of their own, each shape once: a generator makes one model of each,
 * where it would make one for every spot. What would be a model with little in it is left free: a map, an object with
 * a single field that is no list of objects, and an object within an object that one call alone has.
 */

type Schema = Readonly<Record<string, unknown>>;

/** Where an object stands: what it is named after, and how. */
interface Position {
  readonly name: string;
  /** A request or an answer as a whole, an entry of its lists, or anything within those; a document has no entries. */
  readonly is: 'whole' | 'document' | 'entry' | 'part';
}

/** Names that say more than the spot where the shape stands first. */
const NAMES: Readonly<Record<string, string>> = {
  ClockGet: 'Clock',
  ClockNext: 'DueEvent',
  ClockSet: 'ClockReport',
  ClockReportDone: 'DoneEvent',
  FaultsSetRequest: 'FaultRules',
  FaultsListRule: 'ArmedFault',
  ArmedFaultRule: 'FaultRule',
  FaultRuleMatch: 'FaultMatch',
  FaultRuleFault: 'FaultResponse',
  FaultsPresetsPreset: 'FaultPreset',
  JournalListEntry: 'JournalEntry',
  JournalEntryIdentity: 'Caller',
  JournalEntryPresented: 'PresentedCredential',
  VerifyRequestAssertion: 'Assertion',
  VerifyResult: 'AssertionResult',
  ExplainNearest: 'NearestHost',
  ProxyListHost: 'ProxiedHost',
  SnapshotsListSnapshot: 'Snapshot',
  SandboxesCreate: 'NewSandbox',
  SandboxesListSandbox: 'Sandbox',
  SecretsGet: 'Secret',
  SecretRotates: 'Rotation',
  SecretVersionList: 'SecretVersion',
  SecretsListSecret: 'SecretSummary',
  CredentialsGet: 'Credential',
  CredentialsListCredential: 'CredentialSummary',
  SeedsApplyCreated: 'SeededItem',
  VaultsListVault: 'Vault',
  VaultsBindUnbound: 'UnboundAddress',
};

/** What few read: left free, so that generators make a small client. */
const FREE: ReadonlySet<string> = new Set([
  ...['JournalEntryCall', 'JournalEntryCheck', 'StatusGateway'],
  ...['MigrationOpenRequest', 'MigrationOpen', 'MigrationPlan', 'MigrationReport', 'MigrationFindings'],
  ...[
    'Connection',
    'ConnectionCredentials',
    'NewSandboxCredentials',
    'DoorsList',
    'DoorsListDoor',
    'ClockDue',
    'ClockDueDue',
  ],
  ...['MigrationReadRequest', 'MigrationRead', 'MigrationReadSecret', 'MigrationReadRule', 'MigrationReadAlway'],
  ...['SecretsAnswersRequest', 'SecretsAnswers', 'SecretsAnswersDoor', 'SecretsLosses', 'SecretsLossesTarget'],
  ...['PermissionsCheckRequest', 'PermissionsCheck', 'PermissionsMinimal', 'SandboxesValues', 'SandboxesValuesValue'],
  ...['NewSandboxCredentials', 'NewSandboxIdentity', 'IdentitiesCreateRequest'],
  ...['InstancesList', 'InstancesListInstance', 'InstancesCreate', 'InstancesAdd', 'InstancesAddRequest'],
  ...['ReceiptGet', 'ReceiptGetUsed', 'ReceiptGetNotServed', 'ReceiptGetNotCalled', 'ReceiptGetWithoutEffect'],
]);

/** The schemas of a document, as they are collected. */
export class Components {
  readonly schemas: Record<string, Schema> = {};
  readonly #names = new Map<string, string>();
  readonly #callers = new Map<string, Set<string>>();

  /** Takes note of a call's shapes: what several calls have gets a name wherever it stands. */
  count(schema: unknown, call: string): void {
    if (Array.isArray(schema)) for (const part of schema) this.count(part, call);
    if (!isSchema(schema) || Array.isArray(schema)) return;
    for (const part of Object.values(schema)) this.count(part, call);
    const key = keyOf(schema);
    this.#callers.set(key, (this.#callers.get(key) ?? new Set()).add(call));
  }

  /** A request or an answer with its objects by name; a document's are left free. */
  refer(schema: Schema, name: string, is: 'whole' | 'document' = 'whole'): Schema {
    return this.#refer(schema, { name, is });
  }

  #refer(schema: Schema, position: Position): Schema {
    if (schema['type'] !== 'object') return this.#parts(schema, position);
    const { description } = schema;
    if (!this.#isModel(schema, position)) return description === undefined ? {} : { description };
    const ref = { $ref: `#/components/schemas/${this.#nameOf(schema, position)}` };
    // Beside a reference some generators read nothing.
    return description === undefined ? ref : { description, allOf: [ref] };
  }

  #isModel(schema: Schema, { name, is }: Position): boolean {
    if (FREE.has(name)) return false;
    const fields = Object.values((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
    if (fields.length === 0 || (fields.length === 1 && !fields.some(isListOfObjects))) return false;
    return is !== 'part' || (this.#callers.get(keyOf(schema))?.size ?? 0) > 1;
  }

  #parts(schema: Schema, position: Position): Schema {
    const parts = Object.entries(schema).map(([key, value]) => [key, this.#part(key, value, position)] as const);
    const { anyOf, ...rest } = Object.fromEntries(parts);
    if (!Array.isArray(anyOf)) return Object.fromEntries(parts);
    return anyOf.length === 1 ? { ...(anyOf[0] as Schema), ...rest } : { ...rest, anyOf };
  }

  #part(key: string, value: unknown, { name, is }: Position): unknown {
    if (key === 'properties') return this.#fields(value as Readonly<Record<string, Schema>>, name, is);
    if (key === 'items') return this.#refer(value as Schema, { name: singular(name), is });
    if (key === 'anyOf')
      return joinConstants(value as readonly Schema[]).map((part) => this.#refer(part, { name, is }));
    return value;
  }

  #fields(fields: Readonly<Record<string, Schema>>, name: string, is: Position['is']): Record<string, Schema> {
    return Object.fromEntries(
      Object.entries(fields).map(([field, schema]) => {
        const within = is === 'whole' && 'items' in schema ? 'entry' : 'part';
        return [field, this.#refer(schema, { name: name + pascal(field), is: within })];
      }),
    );
  }

  /** The name of a shape: the same for the same one, whatever is told of its fields. */
  #nameOf(described: Schema, position: Position): string {
    const schema = Object.fromEntries(Object.entries(described).filter(([key]) => key !== 'description'));
    const key = keyOf(schema);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const wanted = NAMES[position.name] ?? position.name;
    const name = Object.hasOwn(this.schemas, wanted) ? `${wanted}2` : wanted;
    this.#names.set(key, name);
    this.schemas[name] = {};
    this.schemas[name] = this.#parts(schema, { ...position, name });
    return name;
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

/**
 * A choice of constants as one string: a model for each choice would be many, generators take a choice of constants for
 * the first of them, and a client shall not fail at a word that is new.
 */
function joinConstants(choice: readonly Schema[]): readonly Schema[] {
  const constants = choice.flatMap(({ const: word }) => (typeof word === 'string' ? [word] : []));
  if (constants.length === 0) return choice;
  return [
    { type: 'string', pattern: `^(${constants.join('|')})$` },
    ...choice.filter((part) => typeof part['const'] !== 'string'),
  ];
}

/** No object, and no list of any. */
function isPlain({ type, items, anyOf }: Schema): boolean {
  if (Array.isArray(anyOf)) return anyOf.every(isPlain);
  return type === 'array' ? isSchema(items) && isPlain(items) : type !== 'object';
}

function isListOfObjects({ type, items }: Schema): boolean {
  return type === 'array' && isSchema(items) && !isPlain(items);
}

/** What two places of one shape have in common. */
function keyOf(schema: Schema): string {
  return JSON.stringify(withoutDescriptions(schema));
}

function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (!isSchema(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'description' || typeof inner !== 'string');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutDescriptions(inner)]));
}

/** As names of types are written: `near_misses` is `NearMisses`. */
export function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Of the entries of a list: `Entries` has an `Entry`. */
function singular(name: string): string {
  return name
    .replace(/ies$/, 'y')
    .replace(/(ss|x)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}
