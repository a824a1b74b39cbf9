import { describe, expect, it } from '@jest/globals';

import { UNSIGNED_ROWS } from '@dragoman/core';

import { allStatements as allRecords } from '../src/dialect-record-store.ts';
import { allPuts, allStatements as allIdentities } from '../src/identity-store.ts';
import { allStatements as allAliases } from '../src/key-aliases.ts';
import { allStatements as allKeys } from '../src/key-store.ts';
import { openDatabase } from '../src/open-store.ts';
import { allStatements as allSecrets } from '../src/secret-store.ts';

const ALL = [allSecrets, allKeys, allAliases, allIdentities, allPuts, allRecords] as const;

/** These read all there is, as they are asked to. */
const WHOLE = ['SELECT doc, mac FROM identity ORDER BY id', 'SELECT id FROM vault WHERE secrets > 0'];

describe('query plans', () => {
  const plans = plansOfAllStatements();

  it('exist for the statements of all stores', () => {
    expect(plans.length).toBeGreaterThan(45);
  });

  it.each(plans.filter(({ sql }) => !WHOLE.includes(sql)))(
    'go by an index, without a scan or a sort: $sql',
    ({ plan }) => {
      expect(plan.filter((step) => /\bSCAN\b|TEMP B-TREE|AUTOMATIC/.test(step))).toEqual([]);
    },
  );

  it('skip the pages before a numbered one on the index alone', () => {
    const page = plans.find(({ sql }) => sql.includes('OFFSET'));
    expect(page?.plan).toContain('SEARCH secret USING COVERING INDEX secret_by_creation (vault=?)');
  });

  it('look for due secrets on an index of those that have a due time alone', () => {
    const look = plans.find(({ sql }) => sql.startsWith('SELECT 1') && sql.includes('deletion_due_at'));
    expect(look?.plan).toEqual(['SEARCH secret USING COVERING INDEX secret_by_due_time (deletion_due_at<?)']);
  });
});

function plansOfAllStatements(): { readonly sql: string; readonly plan: readonly string[] }[] {
  const { db } = openDatabase(':memory:');
  const prepare = db.prepare.bind(db);
  const seen: string[] = [];
  db.prepare = (sql: string) => {
    seen.push(sql);
    return prepare(sql);
  };
  // Each is prepared when it is first asked for.
  for (const statements of ALL)
    (Object.values(statements(db, UNSIGNED_ROWS)) as object[]).forEach((each) => void Object.values(each));
  const plans = seen.map((sql) => {
    const blanks = sql
      .split('?')
      .slice(1)
      .map(() => null);
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...blanks) as { detail: string }[];
    return { sql: sql.replaceAll(/\s+/g, ' '), plan: steps.map(({ detail }) => detail) };
  });
  db.close();
  return plans;
}
