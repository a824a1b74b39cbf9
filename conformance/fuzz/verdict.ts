import { messageType } from '../../packages/conform/src/doors/aliyun-instance.ts';
import type { RawAnswer } from '../../packages/conform/src/doors/door.ts';
import { headerOf } from '../../packages/conform/src/doors/door.ts';
import type { DoorName } from '../../packages/conform/src/recording/recording.ts';
import { valueOfProtobuf } from '../../packages/conform/src/shape/protobuf.ts';
import { valueOfXml } from '../../packages/conform/src/shape/xml.ts';

/** What is wrong with an answer to a request that need not make sense; `null` where nothing is. */
export function wrongWith(door: DoorName, method: string, answer: RawAnswer): string | null {
  const { status, body } = answer;
  if (isOfJobItself(door, answer)) return null;
  if (status >= 500 || status < 200) return `the status is ${status}`;
  if (method === 'HEAD' || body.length === 0) return null;
  const content = contentOf(answer);
  if (isGreeting(answer)) return null;
  if (content === undefined) return `the body is neither JSON nor XML nor protobuf: ${body.toString('utf8', 0, 60)}`;
  return status >= 400 && !isRejectionOf(door, content)
    ? `status ${status} comes in no shape of ${door}'s: ${JSON.stringify(content).slice(0, 120)}`
    : null;
}

/** JOB's console answers 500 with a code of its own where the type of a credential is missing, and so does its door. */
function isOfJobItself(door: DoorName, { status, body }: RawAnswer): boolean {
  return door === 'bk' && status === 500 && body.includes('"code":1240002,');
}

/** What the bare address answers, which is no door's. */
function isGreeting({ status, body }: RawAnswer): boolean {
  return status === 200 && body.toString('utf8', 0, 9) === 'Dragoman ';
}

function contentOf(answer: RawAnswer): unknown {
  if (headerOf(answer, 'content-type') === 'application/x-protobuf')
    return valueOfProtobuf(answer.status >= 400 ? (messageType(null, 'error') ?? {}) : {}, answer.body);
  const text = answer.body.toString('utf8');
  const isXml = headerOf(answer, 'content-type')?.includes('xml') === true;
  try {
    return isXml ? insideOf(valueOfXml(text)) : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** A document without its root. */
function insideOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null ? Object.values(document)[0] : undefined;
}

/** The members of a rejection, of which one set has to be there. */
const REJECTIONS: Readonly<Record<DoorName, readonly (readonly string[])[]>> = {
  huawei: [['error_code', 'error_msg'], ['error'], ['code', 'message'], ['request_id', 'message']],
  aliyun: [['Code', 'Message', 'RequestId']],
  'aliyun-instance': [['StatusCode', 'ErrorCode', 'ErrorMessage', 'RequestId']],
  // ESB tells without a code that it has no such path.
  bk: [['code', 'message'], ['result', 'data', 'message'], ['success', 'code', 'errorMsg'], ['error']],
};

/** A path that names nothing is answered by the door that stands at the address for all. */
const ANY = Object.values(REJECTIONS).flat();

function isRejectionOf(door: DoorName, content: unknown): boolean {
  if (typeof content !== 'object' || content === null) return false;
  return [...REJECTIONS[door], ...ANY].some((names) => names.every((name) => Object.hasOwn(content, name)));
}
