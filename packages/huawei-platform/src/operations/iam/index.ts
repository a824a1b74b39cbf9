import type { HuaweiOperation } from '../../operation.ts';
import { CreateTemporaryAccessKeyByToken } from './CreateTemporaryAccessKeyByToken.ts';
import { GetCallerIdentity } from './GetCallerIdentity.ts';
import { KeystoneCreateProject } from './KeystoneCreateProject.ts';
import { KeystoneCreateUserTokenByPassword } from './KeystoneCreateUserTokenByPassword.ts';
import { KeystoneListAuthDomains } from './KeystoneListAuthDomains.ts';
import { KeystoneListAuthProjects } from './KeystoneListAuthProjects.ts';
import { KeystoneListProjects } from './KeystoneListProjects.ts';
import { KeystoneListRegions } from './KeystoneListRegions.ts';
import { KeystoneListVersions } from './KeystoneListVersions.ts';
import { KeystoneShowVersion } from './KeystoneShowVersion.ts';
import { KeystoneValidateToken } from './KeystoneValidateToken.ts';
import { CreateUser } from './CreateUser.ts';
import { ShowUser } from './ShowUser.ts';
import { UpdateUser } from './UpdateUser.ts';
import { ShowUserLoginProtect } from './ShowUserLoginProtect.ts';
import { UpdateLoginProtect } from './UpdateLoginProtect.ts';
import { KeystoneListUsers } from './KeystoneListUsers.ts';
import { KeystoneShowUser } from './KeystoneShowUser.ts';
import { KeystoneDeleteUser } from './KeystoneDeleteUser.ts';

/** What of IAM and STS an official client calls before it calls CSMS or KMS, and the users of a domain. */
export const iamOperations: readonly HuaweiOperation[] = [
  KeystoneCreateUserTokenByPassword,
  KeystoneValidateToken,
  KeystoneListProjects,
  KeystoneCreateProject,
  KeystoneListAuthProjects,
  KeystoneListAuthDomains,
  KeystoneListRegions,
  KeystoneListVersions,
  KeystoneShowVersion,
  CreateTemporaryAccessKeyByToken,
  GetCallerIdentity,
  CreateUser,
  ShowUser,
  UpdateUser,
  ShowUserLoginProtect,
  UpdateLoginProtect,
  KeystoneListUsers,
  KeystoneShowUser,
  KeystoneDeleteUser,
];
