/** Everything under this path is the gateway's own; no door sees it. */
export const CONTROL_PREFIX = '/_dragoman';
