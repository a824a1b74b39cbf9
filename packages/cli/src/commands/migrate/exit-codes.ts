import { migrateModule } from './migrate-module.ts';

const STALE = 3;

/** Runs a verb whose plan may be stale, which is told in one line and by an exit code of its own. */
export async function exitOnStalePlan(run: () => Promise<void>): Promise<void> {
  const { CloudError, StalePlanError } = await migrateModule();
  try {
    await run();
  } catch (error) {
    if (!(error instanceof StalePlanError || error instanceof CloudError)) throw error;
    process.stderr.write(`dragoman: ${error.message}\n`);
    process.exitCode = error instanceof StalePlanError ? STALE : 1;
  }
}
