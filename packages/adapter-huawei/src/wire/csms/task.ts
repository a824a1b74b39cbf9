import type { DialectRecord } from '@dragoman/core';

/** The kind of resource that a task is kept as, under its id. */
export const TASKS = 'huawei.task';

/** A rotation's task as it is kept, under the vendor's names. */
export type TaskBody = {
  readonly secret_name: string;
  readonly rotation_func_urn: string | null;
  /**
   * @NOTE unverified: what the service calls a task before its end; Terraform waits for either end whatever it reads.
   */
  readonly task_status: 'PROCESSING' | 'SUCCESS' | 'FAILED';
  readonly operate_type: 'SINGLE_USER' | 'MULTI_USER';
  readonly attempt_nums: number;
  readonly task_error_code?: string;
  readonly task_error_msg?: string;
};

/** A task as this dialect shows it: a task that did not fail has no error fields. */
export function taskToWire({ id, createdAt, body }: DialectRecord<TaskBody>): object {
  return {
    task_id: id,
    secret_name: body.secret_name,
    rotation_func_urn: body.rotation_func_urn,
    task_status: body.task_status,
    operate_type: body.operate_type,
    task_time: createdAt,
    attempt_nums: body.attempt_nums,
    ...(body.task_error_code !== undefined && { task_error_code: body.task_error_code }),
    ...(body.task_error_msg !== undefined && { task_error_msg: body.task_error_msg }),
  };
}
