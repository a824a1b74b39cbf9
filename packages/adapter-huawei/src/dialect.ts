/**
 * The Huawei Cloud door: CSMS v1, the keys of KMS v1.0 that stand beside it, what of IAM an official client calls
 * before it, and what of SMN, EPS and IAM's users the Terraform of a CSMS or KMS user touches.
 *
 * Written by `npm run docs` from facts/huawei:
 *
 * Gaps: the vendor has it, and it is missing here.
 * - KMS: keystores, PINs, shared secrets, replicas, access points, capsules and policies of keys, and material for key
 *   pairs are not served.
 * - IAM: tokens for the token of an identity provider, and groups, roles and permanent access keys of users are not
 *   served.
 * - A user that is made through IAM logs in and may work in no project.
 * - SMN: messages that somebody publishes, message templates, log groups, filter policies, mobile push and the
 *   confirmation of subscriptions are not served.
 * - An endpoint of http or https on this machine counts as confirmed at once; any other stays unconfirmed and is sent
 *   nothing.
 * - An access policy of a topic is kept and decides nothing.
 * - No API of IAM makes policies or attaches them; identities state them. No policy of an organization, no resource
 *   that RAM shares. What system policies allow is a stand-in.
 * - EPS: quotas, providers and records of moves are not served.
 * - Whether an enterprise project that CSMS, KMS or SMN is given exists is not asked; a move asks for it.
 * - SECRET_VERSION_NEAR_EXPIRY, which examples name, can be subscribed to and never fires: when the service fires it
 *   stands nowhere.
 * - Notifications that are delivered to an endpoint bear no signature of SMN's.
 * - SDK-HMAC-SM3 and SDK-SM2-SM3 signatures get APIGW.0301 where OpenSSL lacks SM3.
 * - A replica is read in its region under the primary's name and is in none of that region's lists. It is not promoted,
 *   and its key is shown and seals nothing: what is read is the primary.
 * - A `policy` for temporary access keys narrows nothing (IAM honours it for OBS alone).
 * - An agency that CreateAgency makes allows nothing beyond what whoever assumes it may do; one that seeds state has
 *   grants of its own.
 *
 * Order of checks.
 * - Order of checks: route, credentials, project, permission, body, values, existence, state, the permission to use the
 *   key, key, quota.
 * - A missing secret is 403 without the permission; a tag's secret, which its id names, is missing.
 * - What is about something that only the body names is rejected for a body that does not name it.
 *
 * By design.
 * - An operation that is not implemented is answered as an API that is not published: 404 APIGW.0101.
 * - A path that names nothing is missing (404) or, when the name breaks the vendor's rule, wrong (CSMS.0002); a name,
 *   version or stage that another door made is found whatever its form.
 * - Project ids are compared as they are sent. The literal `{project_id}` that the Python SDK leaves in the path when
 *   it knows no project is rejected, as it hides a mistake; `placeholder_project` takes it for the caller's one
 *   project.
 * - A caller who may not work in the project is rejected with 403 CSMS.0302. A token's scope is not compared with the
 *   path.
 * - Who states no grants may do everything in those projects, as the account itself.
 * - No function of FunctionGraph sets a database's password: the gateway's rotation target makes the value and puts it
 *   into use.
 * - A rotation that fails is tried three times; one that fell due is switched off then.
 * - A common secret does not rotate: `auto_rotation` is CSMS.0002 on one.
 * - The type RDS of 2023 is taken beside those that functions rotate. Its value must have the shape of the page, as
 *   text or as the Base64 of it; its configuration is kept under the names of the answer.
 * - RotateSecret makes the version before it answers; the task puts it into use. `latest` passes over it until then.
 * - Only an enabled secret is deleted, at once or later; a disabled one is still updated and its stages move, as no
 *   page forbids it.
 * - A tag of a secret that is there gets the new value: no page says more than that a key has one value. At KMS it is
 *   rejected, as the service was seen to.
 * - Whether a subscribed event exists is not asked; a notification whose topic has no subscriber on this machine, and
 *   no address in `smn_targets`, counts as delivered; one whose endpoint answers 404 or 410 is INVALID.
 * - KMS: a ciphertext has the service's outer form and opens here alone.
 * - A grant stands for a policy that allows its operations on the key to its grantee, a user or a domain; a Deny
 *   outweighs it.
 * - The default key of CSMS works like any other and changes in nothing (KMS.0211).
 * - Strings of digits may come as numbers too.
 * - A name that a key was made with stands in no list of aliases.
 * - No access key is locked after failures; nothing is throttled unless asked for, as a 429 makes Terraform sleep for
 *   minutes.
 * - A backup bears the service's prefix before a string that opens in this installation alone. Without
 *   `foreign_backups` it is rejected in another project, with the answer to a string that never was a backup: nobody
 *   learns whose it is.
 * - Grants, agencies, the checker's switch and what is known of users are kept and shown; grants let somebody in only
 *   with `csms_grants`, and CheckSecrets works whether its switch is on or off.
 * - Users are the identities that this dialect knows; a user's password is IAM's too. The development identity gets its
 *   documented password back when the gateway starts.
 * - Function templates are of this project's making: they do what the service's do, in other words.
 * - A login with a passcode is checked against the MFA device that the user has; a login without one asks for none.
 * - IAM has a project of every name, because SDKs ask for their region's and insist on exactly one.
 * - At IAM's hosts there are its operations alone. At an address of ours the versions of KMS and IAM have one path:
 *   IAM's are for a client of Keystone, which asks the bare address for JSON, and for one that names a domain and no
 *   project.
 * - IAM rejects in its own envelope; a signature is API Gateway's to reject even there.
 *
 * Fields without effect, in any operation that has them.
 * - The sequence of a request to KMS, or to tags of CSMS, is checked, and no answer or record has it.
 *
 * Answers of operations in common.
 * - KMS operations that switch and time rotation, or import and delete material, answer 200 with `{}`: golangsdk
 *   decodes the body and fails at none (EOF); Go v3, Python and Java take none and `{}`.
 * - CancelGrant and CancelSelfGrant answer 200 with `{}`, as the others of KMS: golangsdk reads no body of theirs.
 * - DeleteSecret of CSMS answers 200 with nothing.
 * - Whatever answers 204, at IAM, SMN and EPS too, has no body, and no client decodes one.
 *
 * Signatures.
 * - The client's list of signed headers is trusted: Go signs no host; Terraform adds X-Project-Id after signing.
 * - Paths are read decoded, then undecoded, as Go, Java and Node sign them.
 * - An absent body may have been hashed as `{}` (Node).
 * - SDK-HMAC-SHA256 fits the published vectors, and no more with one byte changed.
 * - SDK-HMAC-SM3 fits the vector of the Go SDK.
 * - V11-HMAC-SHA256 derives the published key; it is good for the day, region and service that it was derived for.
 * - SDK-ECDSA-P256-SHA256 derives the published key and fits what that key signed.
 * - A signature is good for 15 minutes to either side of its time.
 *
 * The vendor's own sources disagree, and there is a switch for it, its default first.
 * - `value_limit`: 32 KB (pages of 2021 and 2023, definitions), or 64 KB (newer guides).
 * - `at_label_limit`: no page says whether the put that would make SYSPREVIOUS the 13th stage is rejected, or its place
 *   is kept.
 * - `create_time`: milliseconds keep versions in the order that Terraform sorts them by; the cloud was seen to show
 *   whole seconds, and the pages speak of seconds.
 * - `latest`: the newest version (ShowSecretVersion), or the one of SYSCURRENT (BatchShowSecretVersion).
 * - `missing_status`: 404 (definitions, Terraform), or 400 (table of errors).
 * - `strict_names`: dots in names (2021, Terraform), or none (2023).
 *
 * What official clients do in ways of their own.
 * - Bodies of GET and DELETE are ignored (Node sends `{}`), save that of KMS's DeleteAlias.
 * - Terraform sends the `limit` of list-grants and the `offset` of tagged keys as integers, and reads KMS's aliases
 *   from a bare object, where the SDKs, who say who they are in User-Agent, decode an array.
 * - `limit` and `offset` of tagged secrets are integers (Terraform) or strings (the definition).
 * - The method of a passcode may be ` totp`, with the blank that the Go SDK has for it.
 * - X-Security-Token need not be signed: Terraform adds it afterwards.
 * - `GET …/versions/` without a query is ShowSecretVersion of `latest` (dapr leaves the version id empty).
 * - `event_subscriptions: null` clears (Terraform); any other null field is an absent one.
 * - `next_marker` is null on the last page (dapr recurses while it is there), markers are exclusive (Terraform).
 *
 * Sources: @huaweicloud/huaweicloud-sdk-core 3.1.211 (2026-08-20); API definition of CSMS v1 (API Explorer)
 * (2026-07-24); API definition of IAM v3 (API Explorer) (2026-07-24); API definition of KMS v1.0 (API Explorer)
 * (2026-07-24); chnsz/golangsdk, provider_client.go (2026-05-14); dapr/components-contrib,
 * secretstores/huaweicloud/csms (2026-08-20); huaweicloud-sdk-go-v3 0.1.207 (2026-08-20); huaweicloud-sdk-python-v3,
 * -go-v3, -nodejs-v3 and -java-v3 (2026-08-20); huaweicloud/terraform-provider-huaweicloud (2026-08-21);
 * opentelekomcloud/terraform-provider-opentelekomcloud #1821 and #2802 (2024); page of error codes of API Gateway
 * (2026); page of error codes of KMS, api-dew (2023); pages of error codes of the customer operation capabilities
 * (2025); support.huaweicloud.com/api-dew (2026); support.huaweicloud.com/api-dew, CreateSecretStage and
 * CreateSecretReplica (2026-06-09); support.huaweicloud.com/api-dew, the documents of 2021;
 * support.huaweicloud.com/api-dew, the documents of 2023; support.huaweicloud.com/api-dew/ErrorCode.html (2026);
 * support.huaweicloud.com/api-em (2025); support.huaweicloud.com/api-em/ErrorCode.html (2025);
 * support.huaweicloud.com/api-smn (2025); support.huaweicloud.com/api-smn/smn_api_64000.html (2025);
 * support.huaweicloud.com/intl/api-iam/iam_02_0006.html (2025); support.huaweicloud.com/usermanual-dew (2023);
 * support.huaweicloud.com/usermanual-dew/dew_01_2005.html (2025-09); user guide of API Gateway (2026).
 * End of what is written.
 */
import { once } from '@dragoman/core';
import { type HuaweiServices, createHuaweiDoor, routeTable } from '@dragoman/huawei-platform';
import type { Door, DoorParts } from '@dragoman/protocol-kit';

import { CSMS_SERVICE } from './errors/csms.ts';
import { injectableErrors } from './injectable.ts';
import { callFields } from './call-fields.ts';
import { secretFields } from './secret-fields.ts';
import { notImplemented } from './not-implemented.ts';
import { operations } from './operations/index.ts';
import { resourceOf } from './resource.ts';
import type { HuaweiSettings } from './settings.ts';

/** The same for every environment. */
const services = once<Omit<HuaweiServices<HuaweiSettings>, 'injectable'>>(() => ({
  operations,
  notImplemented,
  routes: routeTable(operations, notImplemented),
  resourceOf,
  callFields,
  secretFields,
  fallback: CSMS_SERVICE,
}));

/** Builds the door. */
export function huaweiDoor(parts: DoorParts<HuaweiSettings>): Door {
  return createHuaweiDoor(parts, { ...services(), injectable: injectableErrors(parts.settings) });
}
