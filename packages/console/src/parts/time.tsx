import { gatewayNow } from '../state/gateway-clock.ts';
import { dateAndTime, relativeTime } from '../state/time.ts';

/** A time in the viewer's zone; how far it is from the gateway's clock, and how the gateway writes it, stand by it. */
export function Time({ at, isRelative = false }: { readonly at: string; readonly isRelative?: boolean }) {
  const now = gatewayNow.value;
  return (
    <time dateTime={at} title={at} class="nowrap">
      {dateAndTime(at)}
      {isRelative && now !== null && <span class="muted"> · {relativeTime(new Date(at).getTime(), now)}</span>}
    </time>
  );
}
