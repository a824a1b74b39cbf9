import { Type } from '@sinclair/typebox';

/** The schema of a string that is not empty. */
export const text = (description: string, maxLength: number) => Type.String({ minLength: 1, maxLength, description });
