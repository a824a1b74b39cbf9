import { describe, expect, it } from '@jest/globals';

import { SECRETS, type Environment, openEnvironment, problem } from './environment.ts';
import { TASKS, SINGLE, type TasksBody, tasksOf } from './rotation-tasks.ts';

describe('ListSecretTask', () => {
  /** Two secrets that were rotated in turns: three tasks of `a`, two of `b`. */
  async function withTasks(): Promise<Environment> {
    const environment = await openEnvironment();
    for (const name of ['a', 'b']) await environment.call('POST', SECRETS, { name, secret_string: 'one', ...SINGLE });
    for (const name of ['a', 'b', 'a', 'b', 'a']) {
      await environment.call('POST', `${SECRETS}/${name}/rotate`);
      await environment.runDue();
      environment.services.advance(1_000);
    }
    return environment;
  }

  it('lists the newest first, page after page', async () => {
    const environment = await withTasks();
    const names: string[] = [];
    let marker: string | null = '';
    while (marker !== null) {
      const page: TasksBody = await tasksOf(environment, `?limit=2&marker=${marker}`);
      expect(page.total).toBe(5);
      names.push(...page.tasks.map((task) => task.secret_name));
      marker = page.next_marker;
    }
    expect(names).toEqual(['a', 'b', 'a', 'b', 'a']);
  });

  it('picks by name and by status, and counts what it picks', async () => {
    const environment = await withTasks();
    expect((await tasksOf(environment, '?secret_name=b&status=SUCCESS')).total).toBe(2);
    const page = await tasksOf(environment, '?secret_name=a&limit=2');
    expect([page.total, page.tasks.length]).toEqual([3, 2]);
    expect((await tasksOf(environment, `?secret_name=a&limit=2&marker=${page.next_marker ?? ''}`)).tasks.length).toBe(
      1,
    );
    expect(await tasksOf(environment, '?status=FAILED')).toEqual({ total: 0, tasks: [], next_marker: null });
    expect(await tasksOf(environment, '?task_id=00000000-0000-4000-8000-999999999999')).toEqual({
      total: 0,
      tasks: [],
      next_marker: null,
    });
  });

  it('rejects what breaks a rule, flat', async () => {
    const environment = await openEnvironment();
    const id = '00000000-0000-4000-8000-000000000001';
    for (const query of [
      'status=PROCESSING',
      'limit=0',
      'limit=1001',
      'task_id=x',
      'marker=x',
      `task_id=${id}&secret_name=a`,
      `task_id=${id}&status=FAILED`,
    ]) {
      expect(problem(await environment.call('GET', `${TASKS}?${query}`))).toEqual([400, 'CSMS.0002']);
    }
  });
});
