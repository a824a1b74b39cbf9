export { type ControlCall, mediaTypeOf } from './call.ts';
export { NAMED_CALLS } from './calls/index.ts';
export { callControl, callRoutes, controlClient } from './client.ts';
export type {
  CallRoute,
  ControlClient,
  ControlClientParts,
  JsonCallName,
  ReceivedAnswer,
  SentRequest,
} from './client/index.ts';
export type { ConsoleFile } from './console/console-file.ts';
export { GROUPS } from './groups.ts';
