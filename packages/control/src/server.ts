/** What serves the control API. The calls are not loaded with it: the first request does that. */
export type { ControlTarget, GatewayInfo } from './call.ts';
export type { LoadConsole } from './console/console-file.ts';
export { CONSOLE_PATH } from './console/console-listener.ts';
export { controlListener } from './listener.ts';
export { Metrics } from './metrics/metrics.ts';
export { CONTROL_PREFIX } from './prefix.ts';
export { controlSettings } from './settings.ts';
