import { listDialectRecords } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { pageQuery } from '../../wire/csms/page.ts';
import { TASKS, type TaskBody, taskToWire } from '../../wire/csms/task.ts';
import { onProject } from '@dragoman/huawei-platform';

const UUID = '^[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$';

const Query = Type.Object({
  secret_name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  status: Type.Optional(Type.Union([Type.Literal('SUCCESS'), Type.Literal('FAILED')])),
  task_id: Type.Optional(Type.String({ pattern: UUID })),
  limit: pageQuery.limit,
  marker: Type.Optional(Type.Union([Type.String({ pattern: UUID }), Type.Literal('')])),
});

/**
 * Rotation tasks, the newest first. An id stands alone, and one that is not there is an empty list. @NOTE unverified:
 * the order
 */
export const ListSecretTask = defineOperation({
  ...CSMS,
  name: 'ListSecretTask',
  checks: onProject('csms::listTasks'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/tasks' }],
  input: Type.Object({ query: Query }),
  async run({ services, vault }, { query }) {
    checkAlone(query);
    const { secret_name: name, status, task_id: id, marker = '' } = query;
    const page = await listDialectRecords<TaskBody>(services, {
      vault,
      kind: TASKS,
      order: 'newest',
      from: { after: marker === '' ? null : marker },
      limit: Number(query.limit),
      where: (task) =>
        (id === undefined || task.id === id) &&
        (name === undefined || task.body.secret_name === name) &&
        (status === undefined || task.body.task_status === status),
    });
    return {
      total: page.total,
      tasks: page.resources.map(taskToWire),
      next_marker: page.more ? (page.resources.at(-1)?.id ?? null) : null,
    };
  },
});

/** @throws InvalidInputError */
function checkAlone({ task_id: id, secret_name: name, status, marker }: Static<typeof Query>): void {
  if (id !== undefined && (name !== undefined || status !== undefined || marker !== undefined)) {
    throw new InvalidInputError('query.task_id', 'runExclusive', HELP.taskIdAlone);
  }
}
