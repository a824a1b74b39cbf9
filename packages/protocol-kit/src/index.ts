export { ANSWERS, type AnsweredRequest } from './answers-channel.ts';
export { parseBoundedJson } from './bounded-json.ts';
export { type CallFields, type CallShape, NO_CALL_FIELDS } from './call-shape.ts';
export type {
  Dialect,
  DialectPermissions,
  Exchange,
  GrantedPermissions,
  PermissionQuestion,
  PresentedCredential,
  Rehearsal,
} from './dialect.ts';
export { createDoor, type Door, type DoorHost } from './door.ts';
export type { HandedOutValue, SecretFields } from './handed-out.ts';
export type { DoorPermissions } from './door-permissions.ts';
export { keptName, keptNames, membersBeside, NOTHING_UNREAD } from './unread-fields.ts';
export type { Outcome } from './outcome.ts';
export {
  type InterceptedRequest,
  type InjectableErrors,
  type Injection,
  type Interceptor,
  NO_INTERCEPTION,
} from './interception.ts';
export { hmac, sha256Hex } from './digest.ts';
export {
  type Explanation,
  type GivenRejection,
  type PermissionExplanation,
  type NearOperation,
  type Correction,
  type SignatureExplanation,
  type SignedTexts,
  inWords,
} from './explain/explanation.ts';
export { firstDifference } from './explain/difference.ts';
export { clockMistake, explainSignature, explainUnknownKey } from './explain/explain-signature.ts';
export { type HeaderSigned, canonicalRequestOf, maskedReading } from './explain/header-signed.ts';
export { headerSignedMistakes } from './explain/header-signed-mistakes.ts';
export { digestMistakes, keyMistakes } from './explain/key-corrections.ts';
export { type StatementLikeness, mismatch, mismatchText, nearestStatement, patternDistance } from './near-statement.ts';
export { explainDenied } from './explain/permission.ts';
export { MASK, maskedName, maskedValue } from './explain/mask.ts';
export { callInstead, nearestNames, nearestRoutes } from './explain/nearest.ts';
export { type SignatureMistake, type OtherSecret, type SigningInput } from './explain/search.ts';
export {
  type QueryPair,
  type QueryCanonicalization,
  CANONICAL,
  DECODED,
  FIRST_OF_EACH,
  QUERY_CANONICALIZATIONS,
  queryPairs,
} from './explain/query-canonicalizations.ts';
export { leastStatements, withoutMadeUp } from './least-statements.ts';
export { type CheckList, type NotImplemented, type Operation, operationFactory } from './operation.ts';
export { isAsked, type PermissionParts, type Permissions, RequestPermissions, UNRESTRICTED } from './permissions.ts';
export { type TextMatcher, glob } from './glob.ts';
export type {
  AuthMode,
  DevelopmentPart,
  DoorParts,
  BackgroundWorker,
  Post,
  PostAnswer,
  SandboxPart,
  WorkerParts,
} from './parts.ts';
export { type RestMatch, type RestRoute, restMatcher, rpcMatcher } from './routes.ts';
export {
  type Decode,
  type Pair,
  byCodePoint,
  decodePairs,
  eachPair,
  percentDecode,
  percentEncode,
  percentEncodeTwice,
  sortedNames,
  strictPercentDecode,
} from './text.ts';
export { type Validator, schemaCompiler } from './validation.ts';
export { COMMON_HELP, unavailable } from './messages.ts';
export { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from './vendor-error.ts';
export {
  type Delivery,
  type Peer,
  type RequestHead,
  type WireRequest,
  type WireResponse,
  bodyText,
  headerNamed,
  requestHead,
  lengthOfRequest,
} from './wire.ts';
export { PolicyDocumentError } from './policy-document-error.ts';
