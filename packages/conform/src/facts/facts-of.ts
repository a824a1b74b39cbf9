import { outcomeOf } from '../compare/outcome.ts';
import type { RecordedExchange, Recording } from '../recording/recording.ts';
import { isShapeList, isShapeObject, type Shape } from '../shape/shape.ts';

/** Where facts of a recording are known from, as `sources.yaml` of the catalogue has it. */
interface CaptureSource {
  readonly kind: 'live-capture';
  readonly ref: string;
  readonly date: string;
}

interface Stated {
  readonly sources: readonly string[];
  readonly claim?: string;
  readonly status?: number;
  readonly message?: string;
}

interface OrderClaim {
  readonly kind: 'order';
  readonly subject: string;
  readonly claim: string;
  readonly sources: readonly string[];
}

/** What was seen of one operation, as a file of the catalogue has it. */
interface CapturedFacts {
  readonly door: string;
  readonly operation: string;
  readonly answers?: Readonly<Record<string, Stated>>;
  readonly errors?: Readonly<Record<string, Stated>>;
  readonly claims?: readonly OrderClaim[];
}

/** The facts of a recording: sources by key, and a file for each operation. */
export interface RecordingFacts {
  readonly sources: Readonly<Record<string, CaptureSource>>;
  readonly files: readonly CapturedFacts[];
}

/**
 * What a recording says of the service, in the form of the catalogue in `facts/`: answers, errors, and the order of
 * fields, each from a live capture. What holds each of them is for whoever takes them over to name.
 */
export function factsOfRecording(recording: Recording): RecordingFacts {
  const { door, date, services, region, sdks, exchanges } = recording;
  const key = ['live', ...services, date].join('-');
  const by = sdks.length === 0 ? '' : `, called by ${sdks.join('; ')}`;
  const ref = `${services.length === 0 ? door : services.join(', ')}${region === null ? '' : ` in ${region}`}${by}`;
  const operations = Map.groupBy(exchanges, ({ operation }) => operation);
  operations.delete(null);
  const files = [...operations].map(([operation, members]) => capturedFacts(door, operation ?? '', members, key));
  return { sources: { [key]: { kind: 'live-capture', ref, date } }, files };
}

function capturedFacts(
  door: string,
  operation: string,
  exchanges: readonly RecordedExchange[],
  key: string,
): CapturedFacts {
  const answers: Record<string, Stated> = {};
  const errors: Record<string, Stated> = {};
  const claims = new Map<string, OrderClaim>();
  for (const { answer } of exchanges) {
    const outcome = outcomeOf(answer);
    const { status, body } = answer;
    if (outcome !== 'success')
      errors[outcome.replace(/^error (?:code:)?/, '')] = { sources: [key], status, ...messageIn(body.shape) };
    else {
      answers[String(status)] = { sources: [key] };
      const fields = fieldsIn(body.shape);
      const claim = `It answers in ${body.format} with ${fields.join(', ')}, in this order.`;
      const subject = `fields-${claims.size + 1}`;
      if (fields.length > 0 && ![...claims.values()].some((known) => known.claim === claim)) {
        claims.set(claim, { kind: 'order', subject, claim, sources: [key] });
      }
    }
  }
  return {
    ...{ door, operation },
    ...(Object.keys(answers).length > 0 && { answers }),
    ...(Object.keys(errors).length > 0 && { errors }),
    ...(claims.size > 0 && { claims: [...claims.values()] }),
  };
}

/** A message that says the same whatever is asked. */
function messageIn(shape: Shape): Pick<Stated, 'message'> {
  const template = /"text:message:((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(shape))?.[1];
  const message = template === undefined ? undefined : (JSON.parse(`"${template}"`) as string);
  return message === undefined || message.includes('<>') ? {} : { message };
}

/** The fields at the top, without those that have no name here. */
function fieldsIn(shape: Shape): string[] {
  if (isShapeList(shape)) return [];
  return isShapeObject(shape) ? Object.keys(shape).filter((name) => name !== '~') : [];
}
