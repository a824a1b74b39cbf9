import { isRead } from '../doors/catalogue.ts';
import { headerOf, type RawAnswer, type RawRequest, type ServiceKeys } from '../doors/door.ts';
import type { Reader } from '../doors/doors.ts';
import type { LeftOut } from '../recording/recording.ts';
import type { RecordingWriter } from '../recording/recording-writer.ts';
import { answerShape, requestShape, sdkOf } from './exchange-shape.ts';
import type { Transport } from './transport.ts';

/** What a recorder works with. */
export interface RecorderParts {
  readonly reader: Reader;
  readonly writer: RecordingWriter;
  /** The real service, by the host that clients name; a request for another host goes nowhere. */
  readonly upstreams: ReadonlyMap<string, Transport>;
  /** How requests are signed anew; `pass-through` sends them as they are. */
  readonly signing: 'pass-through' | Signing;
  /** Whether what changes something is sent too. */
  readonly writes: boolean;
  /** Told of each request that is not sent on; nothing of the request but its operation and host. */
  readonly onLeftOut: (left: Omit<LeftOut, 'times'>, host: string) => void;
}

/** Re-signing, for those alone who show the key that was made for this run. */
export interface Signing {
  readonly keys: ServiceKeys;
  /** What clients of this run present in the place of the user's key. */
  readonly runKey: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly newNonce: () => string;
}

const TEXTS: Readonly<Record<LeftOut['why'], string>> = {
  write: 'dragoman record sends what reads alone; give --writes to send this operation too',
  'unknown-operation': 'dragoman record does not know this operation, so it may write; give --writes to send it too',
  'other-host': 'dragoman record sends requests to the hosts of --upstream alone',
  'no-credential': 'dragoman record signs for requests that present the key of this run alone, and sends nothing else',
  'no-answer': 'the service gave no answer',
  'too-many': 'the recording is full',
};

const CODES = {
  write: 'forbidden',
  'unknown-operation': 'forbidden',
  'other-host': 'forbidden',
  'no-credential': 'unauthenticated',
  'no-answer': 'unavailable',
  'too-many': 'unavailable',
} as const;

/** Takes one request of a client: sends it on and keeps its shape, or refuses it as the vendor would. */
export async function recordRequest(request: RawRequest, host: string, parts: RecorderParts): Promise<RawAnswer> {
  const { reader, writer, upstreams } = parts;
  const operation = reader.door.operationOf(request);
  const reject = (why: LeftOut['why']): RawAnswer => {
    writer.leaveOut({ operation, why });
    parts.onLeftOut({ operation, why }, host);
    return reader.door.rejection(TEXTS[why], CODES[why]);
  };
  const upstream = upstreams.get(host);
  if (upstream === undefined) return reject('other-host');
  if (!parts.writes && !isRead(reader.door.name, operation)) {
    return reject(operation === null ? 'unknown-operation' : 'write');
  }
  const sent = signed(request, upstream, parts);
  if (sent === null) return reject('no-credential');
  const answer = await upstream.send(sent).catch(() => null);
  if (answer === null) return reject('no-answer');
  const exchange = {
    operation,
    request: requestShape(request, reader),
    answer: answerShape(answer, operation, reader),
  };
  writer.add(exchange, sdkOf(headerOf(request, 'user-agent')));
  return answer;
}

/** The request as it is sent; `null` where nobody showed the key of this run. */
function signed(request: RawRequest, { host }: Transport, { reader, signing }: RecorderParts): RawRequest | null {
  if (signing === 'pass-through') return request;
  const { keys, runKey, now, newNonce } = signing;
  if (reader.door.presentedKey(request) !== runKey) return null;
  return reader.door.resign(request, { keys, host, now: now(), nonce: newNonce() });
}
