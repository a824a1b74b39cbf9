import type { HuaweiOperation } from '../../operation.ts';
import { BatchCreateOrDeleteTags } from './BatchCreateOrDeleteTags.ts';
import { BatchDeleteSecrets } from './BatchDeleteSecrets.ts';
import { BatchImportSecrets } from './BatchImportSecrets.ts';
import { BatchShowSecretVersion } from './BatchShowSecretVersion.ts';
import { CheckSecrets } from './CheckSecrets.ts';
import { CreateAgency } from './CreateAgency.ts';
import { CreateGrants } from './CreateGrants.ts';
import { CreateSecret } from './CreateSecret.ts';
import { CreateSecretEvent } from './CreateSecretEvent.ts';
import { CreateSecretReplica } from './CreateSecretReplica.ts';
import { CreateSecretStage } from './CreateSecretStage.ts';
import { CreateSecretTag } from './CreateSecretTag.ts';
import { CreateSecretVersion } from './CreateSecretVersion.ts';
import { DeleteGrant } from './DeleteGrant.ts';
import { DeleteSecret } from './DeleteSecret.ts';
import { DeleteSecretEvent } from './DeleteSecretEvent.ts';
import { DeleteSecretForSchedule } from './DeleteSecretForSchedule.ts';
import { DeleteSecretReplica } from './DeleteSecretReplica.ts';
import { DeleteSecretStage } from './DeleteSecretStage.ts';
import { DeleteSecretTag } from './DeleteSecretTag.ts';
import { DownloadSecretBlob } from './DownloadSecretBlob.ts';
import { GenerateRandomPassword } from './GenerateRandomPassword.ts';
import { ListGrants } from './ListGrants.ts';
import { ListNotificationRecords } from './ListNotificationRecords.ts';
import { ListProjectSecretsTags } from './ListProjectSecretsTags.ts';
import { ListResourceInstances } from './ListResourceInstances.ts';
import { ListSecretEvents } from './ListSecretEvents.ts';
import { ListSecrets } from './ListSecrets.ts';
import { ListSecretTags } from './ListSecretTags.ts';
import { ListSecretTask } from './ListSecretTask.ts';
import { ListSecretVersions } from './ListSecretVersions.ts';
import { ListSupportRegions } from './ListSupportRegions.ts';
import { ListUsers } from './ListUsers.ts';
import { RestoreSecret } from './RestoreSecret.ts';
import { RotateSecret } from './RotateSecret.ts';
import { ShowAgency } from './ShowAgency.ts';
import { ShowSecret } from './ShowSecret.ts';
import { ShowSecretEvent } from './ShowSecretEvent.ts';
import { ShowSecretFunctionTemplates } from './ShowSecretFunctionTemplates.ts';
import { ShowSecretsConfig } from './ShowSecretsConfig.ts';
import { ShowSecretStage } from './ShowSecretStage.ts';
import { ShowSecretVersion } from './ShowSecretVersion.ts';
import { ShowUserDetail } from './ShowUserDetail.ts';
import { UpdateGrant } from './UpdateGrant.ts';
import { UpdateSecret } from './UpdateSecret.ts';
import { UpdateSecretEvent } from './UpdateSecretEvent.ts';
import { UpdateSecretsConfig } from './UpdateSecretsConfig.ts';
import { UpdateSecretStage } from './UpdateSecretStage.ts';
import { UpdateUserPassword } from './UpdateUserPassword.ts';
import { UpdateVersion } from './UpdateVersion.ts';
import { UploadSecretBlob } from './UploadSecretBlob.ts';

/** The operations of CSMS, in the order of its documents. */
export const csmsOperations: readonly HuaweiOperation[] = [
  CreateSecret,
  ListSecrets,
  ShowSecret,
  UpdateSecret,
  DeleteSecret,
  DeleteSecretForSchedule,
  RestoreSecret,
  DownloadSecretBlob,
  UploadSecretBlob,
  RotateSecret,
  BatchImportSecrets,
  CreateSecretVersion,
  ListSecretVersions,
  ShowSecretVersion,
  UpdateVersion,
  ShowSecretStage,
  UpdateSecretStage,
  DeleteSecretStage,
  BatchCreateOrDeleteTags,
  CreateSecretTag,
  DeleteSecretTag,
  ListSecretTags,
  ListProjectSecretsTags,
  ListResourceInstances,
  CreateSecretEvent,
  ListSecretEvents,
  ShowSecretEvent,
  UpdateSecretEvent,
  DeleteSecretEvent,
  ListNotificationRecords,
  ListSecretTask,
  CreateAgency,
  ShowAgency,
  ShowSecretFunctionTemplates,
  CreateGrants,
  ListGrants,
  UpdateGrant,
  DeleteGrant,
  GenerateRandomPassword,
  ListUsers,
  ShowUserDetail,
  UpdateUserPassword,
  CheckSecrets,
  ShowSecretsConfig,
  UpdateSecretsConfig,
  CreateSecretStage,
  BatchShowSecretVersion,
  BatchDeleteSecrets,
  CreateSecretReplica,
  DeleteSecretReplica,
  ListSupportRegions,
];
