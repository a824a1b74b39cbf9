export { type ControlCall, mediaTypeOf } from './call.ts';
export { NAMED_CALLS } from './calls/index.ts';
export {
  type ControlClient,
  type ControlClientParts,
  type JsonCallName,
  type ReceivedAnswer,
  type SentRequest,
  callControl,
  controlClient,
} from './client.ts';
export { GROUPS } from './groups.ts';
export { controlListener } from './listener.ts';
export { Metrics } from './metrics/metrics.ts';
export { CONTROL_PREFIX } from './prefix.ts';
export { controlSettings } from './settings.ts';
