import type { AnswerShape } from '../recording/recording.ts';
import { isShapeObject, type Shape } from '../shape/shape.ts';

/** Success, or the code of an error: what a request came to, whatever its status. */
export function outcomeOf({ status, body }: AnswerShape): string {
  const code = codeIn(body.shape);
  const isError = status >= 400 || (code !== null && !/:(?:0|Success|OK|200)$/.test(code));
  return isError ? `error ${code ?? status}` : 'success';
}

function codeIn(shape: Shape): string | null {
  if (typeof shape === 'string') return /^(?:number|text):code:/.test(shape) ? shape.replace(/^\w+:/, '') : null;
  const inner = isShapeObject(shape) ? Object.values(shape) : [];
  return inner.map(codeIn).find((code) => code !== null) ?? null;
}
