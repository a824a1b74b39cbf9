import type { NotImplemented } from '@dragoman/protocol-kit';

import type { JobOperation } from '../operation.ts';
import { withChecks } from './checks.ts';
import { createAccount } from './create_account.ts';
import { createCredential } from './create_credential.ts';
import { createFileSource } from './create_file_source.ts';
import { deleteAccount } from './delete_account.ts';
import { getAccountList } from './get_account_list.ts';
import { getAccountPasswordEncryptionMetadata } from './get_account_password_encryption_metadata.ts';
import { getCredentialDetail } from './get_credential_detail.ts';
import { getFileSourceDetail } from './get_file_source_detail.ts';
import { updateAccount } from './update_account.ts';
import { updateCredential } from './update_credential.ts';
import { updateFileSource } from './update_file_source.ts';

/** What this door serves. */
export const operations: readonly JobOperation[] = [
  createCredential,
  updateCredential,
  getCredentialDetail,
  createAccount,
  getAccountList,
  deleteAccount,
  updateAccount,
  getAccountPasswordEncryptionMetadata,
  createFileSource,
  updateFileSource,
  getFileSourceDetail,
].map((operation) => withChecks(operation));

const UNSERVED = [
  'execute_job_plan',
  'fast_execute_script',
  'fast_execute_sql',
  'fast_transfer_file',
  'push_config_file',
  'operate_step_instance',
  'operate_job_instance',
  'get_job_instance_status',
  'get_job_instance_ip_log',
  'batch_get_job_instance_ip_log',
  'get_job_instance_list',
  'get_job_instance_global_var_value',
  'get_job_template_list',
  'get_job_plan_list',
  'get_job_plan_detail',
  'get_public_script_list',
  'get_public_script_version_list',
  'get_public_script_version_detail',
  'get_script_list',
  'get_script_version_list',
  'get_script_version_detail',
  'get_cron_list',
  'get_cron_detail',
  'save_cron',
  'update_cron_status',
  'delete_cron',
  'generate_local_file_upload_url',
  'create_public_script',
  'update_public_script_basic',
  'delete_public_script_version',
  'create_public_script_version',
  'update_public_script_version',
  'publish_public_script_version',
  'disable_public_script_version',
  'delete_public_script',
  'create_script',
  'update_script_basic',
  'delete_script_version',
  'create_script_version',
  'update_script_version',
  'publish_script_version',
  'disable_script_version',
  'delete_script',
  'create_dangerous_rule',
  'update_dangerous_rule',
  'delete_dangerous_rule',
  'get_dangerous_rule_list',
  'enable_dangerous_rule',
  'disable_dangerous_rule',
  'check_script',
  'get_latest_service_version',
];

/** What the platform has and this door answers like an unknown path. */
export const notImplemented: readonly NotImplemented[] = UNSERVED.map((name) => ({ name }));
