import { lengthClass } from './length-class.ts';
import type { Shape } from './shape.ts';
import type { ShapeOf } from './shape-of.ts';
import { valueOfXml } from './xml.ts';

/** What a body is: how it is written, and the shape of what it says. */
export interface BodyShape {
  readonly format: 'empty' | 'json' | 'xml' | 'form' | 'protobuf' | 'other';
  /** Of what is parsed; of another body its class of length. */
  readonly shape: Shape;
}

/** How bodies are read that are not told by what stands in them. */
export interface BodyReading {
  readonly isForm?: boolean;
  /** Of a door with messages of its own; `undefined` for what is none. */
  readonly messageOf?: (body: Uint8Array) => unknown;
}

/** The shape of a body, told by what stands in it and not by what its header says. */
export function bodyShape(body: Uint8Array, shapeOf: ShapeOf, { isForm, messageOf }: BodyReading = {}): BodyShape {
  if (body.length === 0) return { format: 'empty', shape: 'null' };
  const text = Buffer.from(body).toString('utf8');
  if (isForm === true) return { format: 'form', shape: shapeOf(valueOfForm(text)) };
  if (/^\s*</.test(text)) {
    const value = valueOfXml(text);
    if (value !== undefined) return { format: 'xml', shape: shapeOf(value) };
  }
  const message = messageOf?.(body);
  if (message !== undefined) return { format: 'protobuf', shape: shapeOf(message) };
  try {
    return { format: 'json', shape: shapeOf(JSON.parse(text)) };
  } catch {
    return { format: 'other', shape: `bytes${lengthClass(body.length)}` };
  }
}

/** Parameters by their names, in their order; one that is given again counts once. */
function valueOfForm(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}
