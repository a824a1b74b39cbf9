import {
  DomainError,
  type DialectRecord,
  type Secret,
  type SecretEvent,
  type Services,
  changeDialectRecord,
  createDialectRecord,
} from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';

import { isMultiUser, isRotatable } from '../wire/csms/rotation.ts';
import type { OwnAttributes } from '../wire/csms/secret.ts';
import { TASKS, type TaskBody } from '../wire/csms/task.ts';

/** A task that waits to be done, under the id that it is asked for with. */
export function newTask(secret: Secret, id: string, now: number): DialectRecord<TaskBody> {
  return { vault: secret.vault, kind: TASKS, id, body: pendingTask(secret), createdAt: now, dueAt: null, revision: 1 };
}

/** Whether a task has to hear of the event: one was asked for, or the secret's kind has a task for every rotation. */
export function concernsTask(event: SecretEvent): boolean {
  if (event.type === 'deleted')
    return event.secret.rotation?.requested !== undefined && event.secret.rotation.requested !== null;
  if (event.type !== 'rotated' && event.type !== 'rotation-failed') return false;
  return event.requested !== null || isRotatable(own(event.secret).secret_type ?? 'COMMON');
}

/**
 * Brings the task of a rotation to its end, or makes one that has come to its end for a rotation that fell due.
 * @param id names the task of a rotation that nobody asked for
 */
export async function endTask(services: Services, event: SecretEvent, id: string): Promise<void> {
  const { secret } = event;
  const end = endOf(event);
  const requested =
    event.type === 'rotated' || event.type === 'rotation-failed'
      ? event.requested
      : (secret.rotation?.requested?.id ?? null);
  if (requested === null) {
    await unlessThere(
      createDialectRecord<TaskBody>(services, {
        vault: secret.vault,
        kind: TASKS,
        id,
        body: { ...pendingTask(secret), ...end },
      }),
    );
    return;
  }
  // What another door asked for has no task here.
  await unlessGone(
    changeDialectRecord<TaskBody>(services, { vault: secret.vault, kind: TASKS, id: requested }, ({ body, dueAt }) => ({
      body: { ...body, ...end },
      dueAt,
    })),
  );
}

type End = Pick<TaskBody, 'task_status' | 'attempt_nums'> & Partial<TaskBody>;

function endOf(event: SecretEvent): End {
  if (event.type === 'rotated') return { task_status: 'SUCCESS', attempt_nums: event.attempts };
  if (event.type === 'rotation-failed') {
    return {
      task_status: 'FAILED',
      attempt_nums: event.attempts,
      task_error_code: event.reason.code,
      task_error_msg: event.reason.message,
    };
  }
  const message = 'the secret was deleted before it was rotated';
  return {
    task_status: 'FAILED',
    attempt_nums: event.secret.rotation?.failures ?? 0,
    task_error_code: 'secret-deleted',
    task_error_msg: message,
  };
}

function pendingTask(secret: Secret): TaskBody {
  const { rotation_func_urn: urn = null, rotation_config: config } = own(secret);
  return {
    secret_name: secret.name,
    rotation_func_urn: urn,
    task_status: 'PROCESSING',
    operate_type: isMultiUser(config) ? 'MULTI_USER' : 'SINGLE_USER',
    attempt_nums: 0,
  };
}

function own(secret: Secret): OwnAttributes {
  return secret.attributes[DOOR] ?? {};
}

async function unlessThere(making: Promise<unknown>): Promise<void> {
  await making.catch((error: unknown) => {
    if (!hasCode(error, 'resource-exists')) throw error;
  });
}

async function unlessGone(changing: Promise<unknown>): Promise<void> {
  await changing.catch((error: unknown) => {
    if (!hasCode(error, 'resource-not-found')) throw error;
  });
}

function hasCode(error: unknown, code: DomainError['code']): boolean {
  return error instanceof DomainError && error.code === code;
}
