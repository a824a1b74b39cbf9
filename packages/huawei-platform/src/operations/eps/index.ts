import type { HuaweiOperation } from '../../operation.ts';
import { CreateEnterpriseProject } from './CreateEnterpriseProject.ts';
import { DeleteEnterpriseProject } from './DeleteEnterpriseProject.ts';
import { EnableEnterpriseProject } from './EnableEnterpriseProject.ts';
import { ListEnterpriseProject } from './ListEnterpriseProject.ts';
import { MigrateResource } from './MigrateResource.ts';
import { ShowEnterpriseProject } from './ShowEnterpriseProject.ts';
import { ShowResourceBindEnterpriseProject } from './ShowResourceBindEnterpriseProject.ts';
import { UpdateEnterpriseProject } from './UpdateEnterpriseProject.ts';

/** What of EPS moves a secret, a key or a topic from one enterprise project to another. */
export const epsOperations: readonly HuaweiOperation[] = [
  CreateEnterpriseProject,
  DeleteEnterpriseProject,
  EnableEnterpriseProject,
  ListEnterpriseProject,
  MigrateResource,
  ShowEnterpriseProject,
  ShowResourceBindEnterpriseProject,
  UpdateEnterpriseProject,
];
