import type { Queries, TransactionQueries } from './database.ts';

/** One step of the schema. */
export interface Migration {
  readonly sql: readonly string[];
  /**
   * The oldest version of the schema that a gateway may know and still work on this one: that is how two versions of
   * the gateway run side by side while they are replaced.
   */
  readonly compatibleWith: number;
}

/**
 * The schema, step by step: entry `n` takes a database from version `n` to `n + 1`. A step that was released is never
 * edited; a change of shape is a new step.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    compatibleWith: 1,
    sql: [
      // One row for each vault that ever held a secret or a key. Who adds or removes one locks it first, which keeps
      // names, limits and the count right.
      `CREATE TABLE vault (
        id text COLLATE "C" PRIMARY KEY,
        secrets bigint NOT NULL
      )`,
      // doc is the whole aggregate as JSON, mac shows that it was written here; the other columns repeat what queries
      // look for. seq grows with every insert into a vault: the order of creation.
      `CREATE TABLE secret (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        vault text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        name_folded text COLLATE "C" NOT NULL,
        revision bigint NOT NULL,
        deletion_due_at bigint,
        next_due_at bigint,
        doc text NOT NULL,
        mac bytea NOT NULL
      )`,
      'CREATE UNIQUE INDEX secret_by_name ON secret (vault, name)',
      'CREATE UNIQUE INDEX secret_by_id ON secret (vault, id)',
      'CREATE INDEX secret_by_bare_id ON secret (id, seq)',
      'CREATE INDEX secret_by_folded_name ON secret (vault, name_folded)',
      'CREATE INDEX secret_by_creation ON secret (vault, seq)',
      'CREATE INDEX secret_by_due_time ON secret (deletion_due_at) WHERE deletion_due_at IS NOT NULL',
      'CREATE INDEX secret_by_next_due_time ON secret (next_due_at) WHERE next_due_at IS NOT NULL',
      `CREATE TABLE sealed_value (
        secret bigint NOT NULL REFERENCES secret (seq) ON DELETE CASCADE,
        version_id text COLLATE "C" NOT NULL,
        bytes bytea NOT NULL,
        PRIMARY KEY (secret, version_id)
      )`,
      `CREATE TABLE customer_key (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        vault text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        is_default boolean NOT NULL,
        revision bigint NOT NULL,
        deletion_due_at bigint,
        due_at bigint,
        doc text NOT NULL,
        mac bytea NOT NULL,
        UNIQUE (vault, id)
      )`,
      'CREATE UNIQUE INDEX customer_key_default ON customer_key (vault) WHERE is_default',
      'CREATE INDEX customer_key_by_creation ON customer_key (vault, seq)',
      'CREATE INDEX customer_key_by_deletion ON customer_key (deletion_due_at) WHERE deletion_due_at IS NOT NULL',
      'CREATE INDEX customer_key_by_due_time ON customer_key (due_at) WHERE due_at IS NOT NULL',
      `CREATE TABLE key_alias (
        vault text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        key_id text COLLATE "C" NOT NULL,
        created_at bigint NOT NULL,
        updated_at bigint NOT NULL,
        mac bytea NOT NULL,
        PRIMARY KEY (vault, name),
        FOREIGN KEY (vault, key_id) REFERENCES customer_key (vault, id) ON DELETE CASCADE
      )`,
      'CREATE INDEX key_alias_by_key ON key_alias (vault, key_id, name)',
      `CREATE TABLE identity (
        id text COLLATE "C" PRIMARY KEY,
        doc text NOT NULL,
        mac bytea NOT NULL
      )`,
      `CREATE TABLE access_credential (
        kind text COLLATE "C" NOT NULL,
        lookup text COLLATE "C" NOT NULL,
        identity_id text COLLATE "C" NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
        sealed_secret bytea,
        expires_at bigint,
        attributes text NOT NULL,
        mac bytea NOT NULL,
        PRIMARY KEY (kind, lookup)
      )`,
      'CREATE INDEX access_credential_by_identity ON access_credential (identity_id)',
      'CREATE INDEX access_credential_by_expiry ON access_credential (expires_at) WHERE expires_at IS NOT NULL',
      // Small things of dialects.
      `CREATE TABLE record (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        vault text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        created_at bigint NOT NULL,
        due_at bigint,
        revision bigint NOT NULL,
        body text NOT NULL,
        mac bytea NOT NULL
      )`,
      'CREATE UNIQUE INDEX record_by_id ON record (vault, kind, id)',
      'CREATE INDEX record_by_creation ON record (vault, kind, seq)',
      'CREATE INDEX record_by_due_time ON record (kind, due_at) WHERE due_at IS NOT NULL',
      // What a state is beside its content; its row shows by which root key everything here was written.
      `CREATE TABLE environment (
        name text COLLATE "C" PRIMARY KEY,
        revision bigint NOT NULL,
        doc text NOT NULL,
        mac bytea NOT NULL
      )`,
      // Snapshots, each sealed as a whole.
      `CREATE TABLE snapshot (
        name text COLLATE "C" PRIMARY KEY,
        bytes bytea NOT NULL
      )`,
      'ALTER TABLE snapshot ALTER COLUMN bytes SET STORAGE EXTERNAL',
      // Which gateway works on the state, one row: until when, and by which fence.
      `CREATE TABLE lease (
        name text COLLATE "C" PRIMARY KEY,
        holder text NOT NULL,
        url text NOT NULL,
        certificate text,
        requests bigint NOT NULL,
        requests_lost bigint NOT NULL DEFAULT 0,
        fence bigint NOT NULL,
        expires_at timestamptz NOT NULL
      )`,
      // The gateways over this schema.
      `CREATE TABLE gateway (
        id text COLLATE "C" PRIMARY KEY,
        url text NOT NULL,
        version text NOT NULL,
        seen_at timestamptz NOT NULL
      )`,
      // How often everything here was replaced at once: one row. Revisions after each time go on above all before.
      'CREATE TABLE load (loads bigint NOT NULL)',
      'INSERT INTO load (loads) VALUES (0)',
    ],
  },
  {
    compatibleWith: 2,
    sql: [
      // Grows with every value that is sealed.
      'ALTER TABLE sealed_value ADD COLUMN written bigint GENERATED ALWAYS AS IDENTITY',
      // How many requests of the journal a gateway alone has.
      'ALTER TABLE gateway ADD COLUMN requests bigint NOT NULL DEFAULT 0',
    ],
  },
  {
    compatibleWith: 2,
    sql: [
      // How often what has a hash was used in a window of time.
      `CREATE TABLE usage (
        hash bytea PRIMARY KEY,
        since bigint NOT NULL,
        until bigint NOT NULL,
        uses bigint NOT NULL
      )`,
      'CREATE INDEX usage_by_end ON usage (until)',
    ],
  },
];

/** The schema was made by a later Dragoman, and this one cannot work on it. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';

  constructor(schema: string, versions: { readonly found: number; readonly known: number }) {
    super(
      `the schema "${schema}" was made by a newer Dragoman: it has version ${versions.found}, the newest known here ` +
        `is ${versions.known}`,
    );
  }
}

/** Makes whoever else would prepare the schema wait until the transaction that is under way ends. */
export async function lockSchema({ rows }: Queries, schema: string): Promise<void> {
  await rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', `dragoman migration ${schema}`);
}

/**
 * Brings the schema, which is locked, to the newest version, in the transaction that is under way. Answers the
 * version that it had; 0 where there was none.
 * @throws NewerSchemaError where it is ahead of `steps`, and says that it cannot be worked on with those
 */
export async function migrate(
  { rows, script }: TransactionQueries,
  schema: string,
  steps: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  await script(`CREATE TABLE IF NOT EXISTS migration (
    version bigint PRIMARY KEY,
    compatible_with bigint NOT NULL
  )`);
  const [held] = await rows<{ readonly version: number | null; readonly oldest: number | null }>(
    'SELECT max(version) AS version, max(compatible_with) AS oldest FROM migration',
  );
  const found = held?.version ?? 0;
  if ((held?.oldest ?? 0) > steps.length) throw new NewerSchemaError(schema, { found, known: steps.length });
  for (const [at, step] of steps.entries()) {
    if (at < found) continue;
    await script(step.sql.join(';\n'));
    await rows('INSERT INTO migration (version, compatible_with) VALUES ($1, $2)', at + 1, step.compatibleWith);
  }
  return found;
}
