/** An error as a vendor's table has it. */
export type ErrorEntry = readonly [status: number, code: string, message: string];

/** The rule of an InvalidInputError whose body is no JSON object or has a value of another JSON type. */
export const BODY_FORMAT = 'body-format';
