/**
 * The dialect of a KMS instance's own gateway ("dedicated KMS", API version dkms-gcs-0.2): protobuf over HTTP, signed
 * with client keys. It is the second language of the Aliyun door, over the same secrets and keys.
 *
 * Written by `npm run docs` from facts/aliyun-instance:
 *
 * Gaps: the vendor has it, and it is missing here.
 * - ECIES_DH_SHA_1_XOR_HMAC by keys of EC_P256 and EC_P256K, which the page "Encrypt" had until 2023 (KMS makes such
 *   keys to sign alone), and SM2 where the OpenSSL at hand lacks SM3: UnsupportedOperation.
 * - Advance ciphertexts of other algorithms than AES_GCM are not made: their numbers in the layout are published
 *   nowhere.
 * - Hash, KmsEncrypt and KmsDecrypt, which stand in the messages of one SDK that calls none of them: InvalidApiName.
 * - IssueTemporaryCredential and the bearer tokens of the branch of an SDK that was not released are not served.
 * - Network rules are kept and not enforced: they name private addresses, and every caller here is on this machine. No
 *   page says what a caller from elsewhere is answered ("CreateNetworkRule", "Manage application access points", 2026).
 * - The certificate of a client key is not asked for in TLS; the SDKs for Go offer it.
 *
 * Order of checks.
 * - Order of checks: method and path, content type, version, name, signature method, client key id, Date, body hash,
 *   Authorization, whether the key is known and counts, the time, the signature, the message, required fields,
 *   permission, operation. @NOTE unverified, as no page says it
 *
 * By design.
 * - A request is the instance's by its `x-kms-` headers, its media type, or the host `kst-….cryptoservice.kms.…` where
 *   it is no call of the RPC API, which the vendor serves at that host too. No body is looked at.
 * - The instance is the one of the host; without such a host, that of the policies of the client key's access point,
 *   and without policies that name one the account's first. @NOTE unverified: the vendor's have no other host
 * - In strict mode only what was made with the instance's DKMSInstanceId is there, in lenient mode everything is.
 * - An expired client key is an unknown one (Unauthorized, 404). @NOTE unverified
 * - A field that has its default is not on the wire, so an empty one counts as absent. MissingParameter is worded as at
 *   the shared gateway; a missing secret, and one that waits for its deletion, likewise. @NOTE unverified
 * - What fits no ciphertext, a changed byte, Aad or Iv: InvalidParameter. @NOTE unverified
 * - GET, and other paths, are InvalidApiName. @NOTE unverified
 * - A body of more than 3 MB: 413 without a body, as documented.
 * - Encrypt and GenerateDataKey work by the key's first version, the Advance operations by its primary one, as
 *   documented; a version that the header names comes before either. Without a header Sign, Verify and GetPublicKey
 *   take the first one. @NOTE unverified
 * - CBC and ECB are for AES keys with ProtectionLevel HSM, and for imported ones; SM4 keys have GCM alone. Of RSA keys
 *   no page and no SDK names another encryption than OAEP.
 * - KeyFormat is PEM where it is not given. KeyPairSpec is named as KeySpec is. @NOTE unverified
 * - Ciphertexts of the shared gateway by symmetric keys of an instance open here, and those of here there: decision
 *   0019.
 *
 * Signatures.
 * - Requests are signed with RSA_PKCS1_SHA_256 by a client key over date, body hash and headers, as the vectors of the
 *   SDKs show.
 *
 * What official clients do in ways of their own.
 * - Every SDK reads answers of 4xx and 5xx as a protobuf message, whatever their content type; the SDK for Go tries
 *   again when it cannot. No SDK looks at the content type.
 * - The SDK for Java sends an empty chunked body with the old hash after a connection broke, and sends it right when it
 *   reads "The Param Content-SHA256 is invalid.".
 * - The transfer SDK for Python fails with a TypeError on an InvalidParam that it does not know: operations answer
 *   InvalidParameter.
 * - TransferClient of alibabacloud-kms-python-sdk binds the SHA-256 of an encryption context as 64 hexadecimal digits,
 *   where the transfer SDKs bind its 32 bytes: with a context neither opens what the other made, nor does the shared
 *   gateway.
 * - The transfer SDKs refuse Encrypt and GenerateDataKey without the header x-kms-migrationkeyversionid, cut ids of
 *   versions at 36 characters, and decrypt with that header in place of a KeyId.
 *
 * Sources: alibabacloud-dkms-gcs SDKs: Go 0.5.1, Python 1.0.2, Java 0.5.2, C# of 2023 (2026-11-30);
 * alibabacloud-dkms-gcs-go-sdk 0.5.1 (2026-11-30); alibabacloud-dkms-gcs-sdk for Java 0.5.2 (2026-11-30);
 * alibabacloud-dkms-transfer for Python 0.1.3 (2026-11-30); alibabacloud-kms-python-sdk 1.1.3 (2026-11-30); page
 * "Common error codes" of the instance API (2026); page "Key types and specifications" (2026-03-31); pages "Request
 * signatures", "Common request headers" and those of the operations of the instance API (2026); transfer SDKs: Go
 * 0.1.8, Python 0.1.3, Java 0.2.2 (2026-11-30).
 * End of what is written.
 */
import { memoryUsageCounts } from '@dragoman/core';
import {
  createDoor,
  type Dialect,
  type Door,
  type DoorParts,
  type Exchange,
  isAsked,
  UNRESTRICTED,
} from '@dragoman/protocol-kit';

import { callFields } from './call-fields.ts';
import { secretFields } from './secret-fields.ts';
import { accessOf, leastAccess } from './dkms/access.ts';
import { instanceError, invalidApiName, toInstanceError } from './dkms/errors.ts';
import { instanceCaller, type InstanceCaller } from './dkms/instance-caller.ts';
import { decodeMessage, presentFields } from './dkms/message.ts';
import { MESSAGES } from './dkms/messages.ts';
import type { InstanceContext, InstanceOperation } from './dkms/operation.ts';
import { calledOperation, KEY_VERSION_HEADER } from './dkms/request.ts';
import { type InstanceAnswer, instanceFailure, instanceSuccess } from './dkms/response.ts';
import { explainInstance } from './explain/instance.ts';
import { findThing } from './instances/instance-records.ts';
import { INSTANCES } from './instances/instance.ts';
import { injectableInstanceErrors } from './injectable.ts';
import { INSTANCE_HELP } from './messages/instances.ts';
import { DOOR, MAX_URI_BYTES } from './names.ts';
import { instanceNotImplemented, instanceOperations } from './operations/dkms/index.ts';
import { presentedCredentials } from './presented-credentials.ts';
import { resourceOf } from './resource.ts';
import type { AliyunSettings } from './settings.ts';
import { callCounter } from './throttle.ts';

/** Bytes of a body, as documented. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;
const SECOND_MS = 1_000;

interface Call {
  readonly operation: InstanceOperation;
}

/** The gateway of the account's KMS instances. @throws Error when its table is not sound */
export function instanceDoor(parts: DoorParts<AliyunSettings>): Door {
  return createDoor(instanceDialect(parts), {
    clock: parts.services.clock,
    interceptor: parts.interceptor,
    findElsewhere: parts.findElsewhere,
    noteHandedOut: parts.noteHandedOut,
    notesUnread: parts.notesUnread,
    observe: (outcome, request) => parts.observe(outcome, request),
  });
}

const OPERATIONS = new Map<string, InstanceOperation>(
  instanceOperations.map((operation) => [operation.name, operation]),
);

function instanceDialect(parts: DoorParts<AliyunSettings>): Dialect<InstanceContext, Call, InstanceCaller> {
  const { services, settings } = parts;
  return {
    name: DOOR,
    bodyLimit: MAX_BODY_BYTES,
    uriLimit: MAX_URI_BYTES,
    operations: instanceOperations,
    notImplemented: instanceNotImplemented,
    injectable: injectableInstanceErrors(settings),
    // The Aliyun door tells its requests apart, and has this one answer its own.
    matches: () => false,
    presentedCredentials,
    explain: (exchange) => explainInstance(parts, exchange),
    routeOf: (name) => (OPERATIONS.has(name) ? { method: 'POST', path: '/' } : null),
    newRequestId: () => services.ids.uuid(),
    identify,
    authenticate: authenticateAndThrottle(parts),
    decode: ({ request }, { operation }) =>
      presentFields(decodeMessage(MESSAGES[operation.name].request, request.body)),
    permissions: {
      before: 'run',
      of: (_exchange, _call, { policies }) =>
        policies !== null && isAsked(parts.permissions, true) ? accessOf(parts.permissions, policies) : UNRESTRICTED,
      least: leastAccess,
    },
    context: ({ request }, _call, { account, region, vault, instanceId }, _input, permissions) => ({
      ...{ services, settings, authMode: parts.authMode, account, region, vault, instanceId, permissions },
      shared: null,
      keyVersionId: request.headers[KEY_VERSION_HEADER]?.trim() || null,
    }),
    resourceOf: (_call, input) => resourceOf(input),
    callFields,
    secretFields,
    // Every operation answers an InstanceAnswer; the pipeline hands it on unread.
    encode: (exchange, { operation }, output) =>
      instanceSuccess(exchange, MESSAGES[operation.name].response, output as InstanceAnswer),
    toVendorError: (error) => toInstanceError(error),
    renderError: (exchange, _call, error) => instanceFailure(exchange, error),
  };
}

function identify(exchange: Exchange): Call {
  const name = calledOperation(exchange);
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw invalidApiName(name, INSTANCE_HELP.unknownOperationOfInstance);
  return { operation };
}

/** An instance takes as many calls a second as it is bought for; there is no other quota. */
function authenticateAndThrottle(parts: DoorParts<AliyunSettings>): (exchange: Exchange) => Promise<InstanceCaller> {
  const count = callCounter(parts.services.clock, parts.usage ?? memoryUsageCounts());
  return async (exchange) => {
    const caller = await instanceCaller(parts, exchange);
    if (parts.settings.throttle === 'off' || caller.instanceId === null) return caller;
    const instance = await findThing({ ...parts, vault: caller.vault }, INSTANCES, caller.instanceId);
    if (instance === null) return caller;
    const timeLeftMs = await count(`instance ${caller.vault} ${instance.id}`, instance.spec, SECOND_MS);
    if (timeLeftMs === null) return caller;
    throw instanceError('throttled', INSTANCE_HELP.instanceCalls({ spec: instance.spec }));
  };
}
