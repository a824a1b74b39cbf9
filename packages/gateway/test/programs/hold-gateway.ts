/**
 * Starts a gateway as test helpers do, hands its ready line on, and lives until it is killed. The gateway's stderr is
 * that of this process: its other end closes when both are gone.
 */
import { spawn } from 'node:child_process';

const [cli = '', ...args] = process.argv.slice(2);
const { stdout } = spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
stdout.pipe(process.stdout);
