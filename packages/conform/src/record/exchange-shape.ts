import type { RawAnswer, RawRequest } from '../doors/door.ts';
import { splitTarget } from '../doors/door.ts';
import type { Reader } from '../doors/doors.ts';
import { type BodyShape, bodyShape } from '../shape/body-shape.ts';
import { lengthClass } from '../shape/length-class.ts';
import { headerShapes } from '../shape/header-shape.ts';
import type { AnswerShape, RequestShape } from '../recording/recording.ts';

/** The longest shape of a body that is kept, as JSON: no service has so many fields. */
const MAX_SHAPE_LENGTH = 65_536;

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** The shape of a request. */
export function requestShape(request: RawRequest, { door, vocabulary, shapeOf }: Reader): RequestShape {
  const { query } = splitTarget(request.target);
  const operation = door.operationOf(request);
  return {
    method: METHOD.test(request.method) ? request.method : 'other',
    headers: headerShapes(request.rawHeaders, vocabulary),
    query: bodyShape(Buffer.from(query), shapeOf, { isForm: true }),
    body: bounded(
      bodyShape(request.body, shapeOf, {
        isForm: door.isForm(request),
        messageOf: (body) => door.messageOf?.(body, operation, 'request'),
      }),
      request.body.length,
    ),
  };
}

/** The shape of an answer. @param operation that was called, as far as it is known */
export function answerShape(
  { status, rawHeaders, body }: RawAnswer,
  operation: string | null,
  { door, vocabulary, shapeOf }: Reader,
): AnswerShape {
  const part = status >= 400 ? 'error' : 'answer';
  const messageOf = (bytes: Uint8Array): unknown => door.messageOf?.(bytes, operation, part);
  const shape = bodyShape(body, shapeOf, { messageOf });
  return { status, headers: headerShapes(rawHeaders, vocabulary), body: bounded(shape, body.length) };
}

/** A body whose shape would be too long is told by its length alone. */
function bounded(body: BodyShape, length: number): BodyShape {
  if (JSON.stringify(body.shape).length <= MAX_SHAPE_LENGTH) return body;
  return { format: 'other', shape: `bytes${lengthClass(length)}` };
}

/** Official SDKs, and what they run on, by the names that they give themselves in User-Agent. */
const PRODUCTS = new RegExp(
  String.raw`(?<![\w-])(huaweicloud-usdk-(?:python|java|go|nodejs|net|php)|aliyun-sdk-(?:python|java|go|js|php)|` +
    String.raw`TeaDSL|Core|Python|Java|Node\.js|Golang|golangsdk|bkapi-client-core|` +
    String.raw`terraform-provider-(?:huaweicloud|alicloud)|Terraform)/v?(\d{1,3}(?:\.\d{1,4}){0,3})(?![\w.])`,
  'g',
);

/** The official SDK that a User-Agent names, with versions; nothing else of it is looked at. */
export function sdkOf(userAgent: string | null): string | null {
  const products = [...(userAgent ?? '').matchAll(PRODUCTS)].map(([, name, version]) => `${name}/${version}`);
  return products.length === 0 ? null : products.slice(0, 4).join(' ');
}
