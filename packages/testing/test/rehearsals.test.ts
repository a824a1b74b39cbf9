import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { type Dragoman, RehearsalError, startDragoman } from '../src/index.ts';

const CLIENT = fileURLToPath(new URL('../../gateway/test/programs/retrying-client.mjs', import.meta.url));

// A machine with other things to do takes its time to start so many programs.
jest.setTimeout(180_000);

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../gateway/test/programs/${name}`, import.meta.url));

let dragoman: Dragoman;
beforeAll(async () => {
  const settings = { auth: { mode: 'lenient' as const }, control: { token: 'a-token-of-the-test' } };
  dragoman = await startDragoman({
    settings,
    seeds: {
      secrets: [
        { name: 'db', value: 's3cr3t' },
        { name: 'app/db', value: 's3cr3t' },
      ],
    },
    log: () => undefined,
  });
});
afterAll(() => dragoman.close());

const client = (way: string): string[] => [process.execPath, CLIENT, way];

describe('rehearse.retry', () => {
  it('tells what a program did under faults, in sandboxes of their own', async () => {
    const rehearsal = await dragoman.rehearse.retry(client('right'), { cases: ['5xx-*'], parallel: 2 });
    expect(rehearsal).toMatchObject({
      passed: true,
      first_run: { operations: [{ door: 'aliyun', operation: 'GetSecretValue', requests: 1 }] },
      cases: [
        { case: '5xx-once', attempts: 2, ended: 'recovered' },
        { case: '5xx-twice', attempts: 3, ended: 'recovered' },
        { case: '5xx-endless', attempts: 5, ended: 'gave-up', exit: 1 },
      ],
    });
    await dragoman.assertRequests({ times: { exactly: 0 } });
  });

  it('tells what is broken', async () => {
    const { passed, cases } = await dragoman.rehearse.retry(client('never-tries-again'), { cases: ['throttle'] });
    expect(passed).toBe(false);
    expect(cases.map(({ findings }) => findings)).toEqual([[{ rule: 'not-recovered', failures: 2, attempts: 1 }]]);
  });

  it('rejects what cannot be rehearsed', async () => {
    const failed = dragoman.rehearse.retry([process.execPath, '-e', 'process.exit(4)']);
    await expect(failed).rejects.toThrow(
      new RehearsalError('without any fault the command fails (exit code 4): mend that first'),
    );
    await expect(dragoman.rehearse.retry(client('right'), { caseTimout: '1s' } as never)).rejects.toThrow(
      /caseTimeout/,
    );
  });
});

describe('rehearse.leaks', () => {
  it('tells what a program gave away', async () => {
    const { passed, leaks } = await dragoman.rehearse.leaks([
      process.execPath,
      fixture('leaking-program.mjs'),
      'print',
    ]);
    expect(passed).toBe(false);
    expect(leaks).toMatchObject([{ location: 'stdout', encoding: 'plain', value: { name: 'app/db', version: 'v2' } }]);
    const clean = await dragoman.rehearse.leaks([process.execPath, fixture('leaking-program.mjs'), 'nothing']);
    expect(clean).toMatchObject({ passed: true, exit: 0, leaks: [] });
  });
});

describe('rehearse.rotation', () => {
  it('tells whether a program follows', async () => {
    const options = { users: 'one', rotations: 1, every: '1s', grace: '5s' } as const;
    const program = (way: string): string[] => [process.execPath, fixture('rotated-program.mjs'), way];
    const [right, { passed, findings }] = await Promise.all([
      dragoman.rehearse.rotation(program('right'), options),
      dragoman.rehearse.rotation(program('never-reads-again'), options),
    ]);
    expect(right).toMatchObject({ passed: true });
    expect(passed).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ criterion: 'follows', verdict: 'broken' }));
  });
});
