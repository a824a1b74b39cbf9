/**
 * Carries a plan out and ends itself with SIGKILL at a line of progress, before it is written or after.
 * Arguments: the gateway's address, the source, the target, the file of progress, the line, `before` or `after`.
 */
import type { Dialect } from '../../packages/migrate/src/model/direction.ts';
import type { ProgressLine } from '../../packages/migrate/src/run/progress.ts';
import { openMove, planOf, targetOf } from '../../packages/migrate/test/support/move.ts';
import { clientsOf } from '../../packages/migrate/test/support/target.ts';
import { killEstate } from './kill-estate.ts';

const [url = '', source, dialect, progressPath = '', last, when] = process.argv.slice(2);
const estate = killEstate(source as Dialect);
const move = openMove(estate, planOf(estate, dialect as Dialect), progressPath);
let lines = 0;
await move.runKilled(targetOf(dialect as Dialect, clientsOf(url)), (log) => ({
  async append(line: ProgressLine) {
    lines += 1;
    const isLast = lines === Number(last);
    if (isLast && when === 'before') process.kill(process.pid, 'SIGKILL');
    await log.append(line);
    if (isLast) process.kill(process.pid, 'SIGKILL');
  },
}));
