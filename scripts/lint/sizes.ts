/** `npm run sizes`: how much of the code each package has, and that no line of code is too long. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MAX_SHARE = 0.22;
/** The composition root only puts together what the other packages have. */
const MAX_SHARES: Readonly<Record<string, number>> = { gateway: 0.05 };
const MAX_COLUMNS = 120;

const tracked = execFileSync('git', ['ls-files', '-z', '*.ts', '*.mjs', '*.cjs', '*.js'], { encoding: 'utf8' });
const sources = tracked.split('\0').flatMap((path) => {
  if (path === '' || !existsSync(path)) return [];
  return [{ path, lines: readFileSync(path, 'utf8').trimEnd().split('\n') }];
});

const problems = [...longLines(), ...largeRooms()];
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}

/** Lines that are too long, but for those of a single long word (a URL, a key): nothing can be done about it. */
function longLines(): string[] {
  return sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, at) =>
      widthOf(line) > MAX_COLUMNS && !isOneWord(line) ? [`${path}:${at + 1} is ${widthOf(line)} columns wide`] : [],
    ),
  );
}

/** In characters. */
function widthOf(line: string): number {
  return Array.from(line).length;
}

function isOneWord(line: string): boolean {
  return Math.max(...line.split(/\s+/).map(({ length }) => length)) > MAX_COLUMNS - 20;
}

/** Prints the table; names the packages that have too much of the production code, comments and empty lines included. */
function largeRooms(): string[] {
  const rooms = new Map<string, number>();
  for (const { path, lines } of sources) {
    const room = /^packages\/([^/]+)\/src\/(?!store-contract\/).*(?<!\.test)\.ts$/.exec(path)?.[1];
    if (room !== undefined) rooms.set(room, (rooms.get(room) ?? 0) + lines.length);
  }
  const total = [...rooms.values()].reduce((sum, count) => sum + count, 0);
  return [...rooms].flatMap(([room, count]) => {
    const [share, most] = [count / total, MAX_SHARES[room] ?? MAX_SHARE];
    process.stdout.write(`${room.padEnd(16)} ${String(count).padStart(6)} lines ${percent(share).padStart(7)}\n`);
    return share > most ? [`${room} has ${percent(share)} of the code, and may have ${percent(most)}`] : [];
  });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
