import { PROJECT, SECRETS, type Environment, openEnvironment } from './environment.ts';

export const TASKS = `/v1/${PROJECT}/csms/tasks`;

export const SINGLE = {
  secret_type: 'RDS-FG',
  rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}',
  rotation_func_urn: 'urn:fss:r:p:function:default:n:latest',
};

interface TaskRow {
  readonly task_id: string;
  readonly secret_name: string;
  readonly task_status: string;
}

export interface TasksBody {
  readonly total: number;
  readonly tasks: readonly TaskRow[];
  readonly next_marker: string | null;
}

export async function tasksOf(environment: Environment, query = ''): Promise<TasksBody> {
  return (await environment.call('GET', `${TASKS}${query}`)).json as unknown as TasksBody;
}

export async function withSecret(fields: Record<string, unknown> = SINGLE): Promise<Environment> {
  const environment = await openEnvironment();
  await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'one', ...fields });
  return environment;
}
