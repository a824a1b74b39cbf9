export { type Dialect, type Door, type Exchange, type Outcome, createDoor } from './door.ts';
export { hmac, sha256Hex } from './digest.ts';
export { type NotImplemented, type Operation, operationFactory } from './operation.ts';
export type { AuthMode, DevelopmentPart, DoorParts, DoorWork, Post, PostAnswer, WorkParts } from './parts.ts';
export { type RestMatch, type RestRoute, restMatcher, rpcMatcher } from './routes.ts';
export { type Pair, byCodePoint, decodePairs, percentDecode, percentEncode } from './text.ts';
export { type Validator, schemaCompiler } from './validation.ts';
export { BodyTooLarge, InvalidInput, VendorError } from './vendor-error.ts';
export { type RequestHead, type WireRequest, type WireResponse, requestHead } from './wire.ts';
