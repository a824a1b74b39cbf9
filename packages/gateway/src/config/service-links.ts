/**
 * What Kubernetes sets in every pod for a service called `dragoman`, or whose name begins so: its address, and that of
 * each of its ports.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const SERVICE_LINKS: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^DRAGOMAN(_[A-Z0-9_]+)?_SERVICE_HOST$/, /^[0-9a-f.:]+$/i],
  [/^DRAGOMAN(_[A-Z0-9_]+)?_SERVICE_PORT(_[A-Z0-9_]+)?$/, /^\d+$/],
  [/^DRAGOMAN(_[A-Z0-9_]+)?_PORT(_\d+_(TCP|UDP|SCTP))?$/, /^(tcp|udp|sctp):\/\/[0-9a-f.:[\]]+:\d+$/i],
  [/^DRAGOMAN(_[A-Z0-9_]+)?_PORT_\d+_(TCP|UDP|SCTP)_PROTO$/, /^(tcp|udp|sctp)$/i],
  [/^DRAGOMAN(_[A-Z0-9_]+)?_PORT_\d+_(TCP|UDP|SCTP)_PORT$/, /^\d+$/],
  [/^DRAGOMAN(_[A-Z0-9_]+)?_PORT_\d+_(TCP|UDP|SCTP)_ADDR$/, /^[0-9a-f.:]+$/i],
];

/** Whether a variable is a service link of Kubernetes rather than a setting. */
export function isServiceLink(variable: string, value: string): boolean {
  return SERVICE_LINKS.some(([name, form]) => name.test(variable) && form.test(value));
}
