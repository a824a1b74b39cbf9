import type { Queries } from './database.ts';

/**
 * Locks a vault until the transaction ends, for whoever adds or removes a secret or a key. What is read afterwards is
 * what everybody before left behind. Answers how many secrets it holds.
 */
export async function lockVault({ rows }: Queries, vault: string): Promise<number> {
  const [row] = await rows<{ readonly secrets: number }>(
    `INSERT INTO vault (id, secrets) VALUES ($1, 0)
     ON CONFLICT (id) DO UPDATE SET secrets = vault.secrets RETURNING secrets`,
    vault,
  );
  return row?.secrets ?? 0;
}

/** Locks several vaults, everybody in the same order. */
export async function lockVaults(queries: Queries, vaults: readonly string[]): Promise<void> {
  for (const vault of [...new Set(vaults)].toSorted()) await lockVault(queries, vault);
}
