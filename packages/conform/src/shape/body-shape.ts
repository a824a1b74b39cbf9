import { lengthClass } from './length-class.ts';
import type { Shape } from './shape.ts';
import type { ShapeOf } from './shape-of.ts';
import { valueOfXml } from './xml.ts';

/** What a body is: how it is written, and the shape of what it says. */
export interface BodyShape {
  readonly format: 'empty' | 'json' | 'xml' | 'form' | 'other';
  /** Of what is parsed; of another body its class of length. */
  readonly shape: Shape;
}

/** The shape of a body, told by what stands in it and not by what its header says. */
export function bodyShape(body: Uint8Array, shapeOf: ShapeOf, isForm = false): BodyShape {
  if (body.length === 0) return { format: 'empty', shape: 'null' };
  const text = Buffer.from(body).toString('utf8');
  if (isForm) return { format: 'form', shape: shapeOf(valueOfForm(text)) };
  if (/^\s*</.test(text)) {
    const value = valueOfXml(text);
    if (value !== undefined) return { format: 'xml', shape: shapeOf(value) };
  }
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
