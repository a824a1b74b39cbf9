import type { Database } from 'better-sqlite3';

/**
 * The schema, step by step: entry `n` takes a database from version `n` to `n + 1` (`PRAGMA user_version`).
 * A step that was released is never edited; a change of shape is a new step.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- One row for each vault that ever held a secret. Two triggers keep the count, so it costs no scan.
  CREATE TABLE vault (
    id TEXT NOT NULL PRIMARY KEY,
    secrets INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- doc is the whole aggregate as JSON; the other columns repeat what queries look for.
  -- seq grows with every insert: the order of creation. Every index ends with it unseen.
  CREATE TABLE secret (
    seq INTEGER PRIMARY KEY,
    vault TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    revision INTEGER NOT NULL,
    deletion_due_at INTEGER,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX secret_by_name ON secret (vault, name);
  CREATE UNIQUE INDEX secret_by_id ON secret (vault, id);
  CREATE INDEX secret_by_folded_name ON secret (vault, name_folded);
  CREATE INDEX secret_by_creation ON secret (vault);
  CREATE INDEX secret_by_due_time ON secret (deletion_due_at) WHERE deletion_due_at IS NOT NULL;

  CREATE TRIGGER secret_added AFTER INSERT ON secret BEGIN
    INSERT INTO vault (id, secrets) VALUES (new.vault, 1) ON CONFLICT (id) DO UPDATE SET secrets = secrets + 1;
  END;
  CREATE TRIGGER secret_removed AFTER DELETE ON secret BEGIN
    UPDATE vault SET secrets = secrets - 1 WHERE id = old.vault;
  END;

  CREATE TABLE sealed_value (
    secret INTEGER NOT NULL REFERENCES secret (seq) ON DELETE CASCADE,
    version_id TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (secret, version_id)
  ) STRICT, WITHOUT ROWID;

  -- doc is the key without its material.
  CREATE TABLE customer_key (
    vault TEXT NOT NULL,
    id TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    doc TEXT NOT NULL,
    sealed_material BLOB NOT NULL,
    PRIMARY KEY (vault, id)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX customer_key_default ON customer_key (vault) WHERE is_default = 1;

  CREATE TABLE identity (
    id TEXT NOT NULL PRIMARY KEY,
    doc TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE proof (
    kind TEXT NOT NULL,
    lookup TEXT NOT NULL,
    identity_id TEXT NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
    sealed_secret BLOB,
    expires_at INTEGER,
    attributes TEXT NOT NULL,
    PRIMARY KEY (kind, lookup)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX proof_by_identity ON proof (identity_id);
  CREATE INDEX proof_by_expiry ON proof (expires_at) WHERE expires_at IS NOT NULL;
  `,
  `
  -- Small things of dialects. Every index ends with seq, the order of creation, unseen.
  CREATE TABLE resource (
    seq INTEGER PRIMARY KEY,
    vault TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX resource_by_id ON resource (vault, kind, id);
  CREATE INDEX resource_by_creation ON resource (vault, kind);
  CREATE INDEX resource_by_due_time ON resource (kind, due_at) WHERE due_at IS NOT NULL;

  -- One row for each kind that a vault ever held. Two triggers keep the count, so it costs no scan.
  CREATE TABLE resource_count (
    vault TEXT NOT NULL,
    kind TEXT NOT NULL,
    resources INTEGER NOT NULL,
    PRIMARY KEY (vault, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER resource_added AFTER INSERT ON resource BEGIN
    INSERT INTO resource_count (vault, kind, resources) VALUES (new.vault, new.kind, 1)
    ON CONFLICT (vault, kind) DO UPDATE SET resources = resources + 1;
  END;
  CREATE TRIGGER resource_removed AFTER DELETE ON resource BEGIN
    UPDATE resource_count SET resources = resources - 1 WHERE vault = old.vault AND kind = old.kind;
  END;
  `,
  `
  -- doc is the whole key with its versions, their material sealed. What was there becomes the first version.
  -- seq grows with every insert: the order of creation.
  CREATE TABLE key_with_versions (
    seq INTEGER PRIMARY KEY,
    vault TEXT NOT NULL,
    id TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    deletion_due_at INTEGER,
    due_at INTEGER,
    doc TEXT NOT NULL
  ) STRICT;
  INSERT INTO key_with_versions (vault, id, is_default, revision, doc)
  SELECT vault, id, is_default, revision, json_set(
    doc,
    '$.spec', 'AES_256', '$.usage', 'encrypt', '$.origin', 'service', '$.createdBy', '', '$.tags', json('[]'),
    '$.isProtected', json('false'), '$.deletionDueAt', NULL, '$.materialExpiresAt', NULL, '$.materialFingerprint', NULL,
    '$.rotation', json('{"enabled":false,"intervalMs":null,"lastAt":null,"nextAt":null}'),
    '$.versions', json_array(json_object(
      'id', id, 'ordinal', 1, 'createdAt', doc ->> '$.createdAt', 'sealedMaterial', lower(hex(sealed_material))
    )),
    '$.dueAt', NULL
  ) FROM customer_key ORDER BY doc ->> '$.createdAt', id;
  DROP TABLE customer_key;
  ALTER TABLE key_with_versions RENAME TO customer_key;
  CREATE UNIQUE INDEX customer_key_by_id ON customer_key (vault, id);
  CREATE UNIQUE INDEX customer_key_default ON customer_key (vault) WHERE is_default = 1;
  CREATE INDEX customer_key_by_creation ON customer_key (vault);
  CREATE INDEX customer_key_by_deletion ON customer_key (deletion_due_at) WHERE deletion_due_at IS NOT NULL;
  CREATE INDEX customer_key_by_due_time ON customer_key (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE key_alias (
    vault TEXT NOT NULL,
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (vault, name),
    FOREIGN KEY (vault, key_id) REFERENCES customer_key (vault, id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX key_alias_by_key ON key_alias (vault, key_id, name);
  `,
  `
  -- For a secret by id alone, whatever vault holds it; ends with seq unseen.
  CREATE INDEX secret_by_bare_id ON secret (id);
  `,
  `
  -- What falls due first: a deletion, a rotation, the expiry of a version of which nobody was told. A deletion is in
  -- its row's own column.
  ALTER TABLE secret ADD COLUMN next_due_at INTEGER;
  UPDATE secret SET
    doc = json_set(doc, '$.rotation', NULL),
    next_due_at = (
      SELECT min(due) FROM (
        SELECT deletion_due_at AS due
        UNION ALL
        SELECT version.value ->> '$.expiresAt' FROM json_each(doc, '$.versions') AS version
      )
    );
  CREATE INDEX secret_by_next_due_time ON secret (next_due_at) WHERE next_due_at IS NOT NULL;
  `,
  `
  -- How often everything here was replaced at once: one row. Revisions after each time go on above all before.
  CREATE TABLE load (
    loads INTEGER NOT NULL
  ) STRICT;
  INSERT INTO load (loads) VALUES (0);
  `,
  `
  -- A key falls due with its deletion too.
  UPDATE customer_key SET due_at = deletion_due_at, doc = json_set(doc, '$.dueAt', deletion_due_at)
  WHERE deletion_due_at < coalesce(due_at, deletion_due_at + 1);
  `,
  `
  -- What shows that a row was written with the root key; empty where rows are not signed.
  ALTER TABLE secret ADD COLUMN mac BLOB;
  ALTER TABLE customer_key ADD COLUMN mac BLOB;
  ALTER TABLE key_alias ADD COLUMN mac BLOB;
  ALTER TABLE identity ADD COLUMN mac BLOB;
  ALTER TABLE proof ADD COLUMN mac BLOB;
  ALTER TABLE resource ADD COLUMN mac BLOB;
  `,
  `
  -- What all signed rows are together, and the schema as it was made; no row where rows are not signed.
  CREATE TABLE state_seal (
    seal BLOB NOT NULL,
    schema_mac BLOB NOT NULL
  ) STRICT;
  `,
];

/** The first version whose rows are signed. */
export const SIGNED_SINCE = 8;

/** The first version whose signed rows are sealed together. */
export const SEALED_SINCE = 9;

/** The database was written by a later Dragoman, whose schema this one does not know. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';

  constructor(file: string, versions: { readonly found: number; readonly known: number }) {
    super(
      `${file} was written by a newer Dragoman: its schema has version ${versions.found}, the ` +
        `newest known here is ${versions.known}`,
    );
  }
}

/**
 * Brings the database to the newest schema, one transaction a step. Answers the version that it had; 0 where nothing
 * was in it.
 * @param onStep does what no statement can, in the transaction of the step that led to the version
 * @throws NewerDatabaseError when it is ahead of `steps`; nothing is changed then
 */
export function migrate(
  db: Database,
  steps: readonly string[] = MIGRATIONS,
  onStep: (version: number) => void = () => undefined,
): number {
  const before = db.pragma('user_version', { simple: true }) as number;
  const takeStep = db.transaction((): boolean => {
    const found = db.pragma('user_version', { simple: true }) as number;
    if (found > steps.length) throw new NewerDatabaseError(db.name, { found, known: steps.length });
    const sql = steps[found];
    if (sql === undefined) return false;
    db.exec(sql);
    onStep(found + 1);
    db.pragma(`user_version = ${found + 1}`);
    return true;
  });
  while (takeStep.immediate());
  return before;
}
