import { Type } from '@sinclair/typebox';

/** The types of secrets that a function rotates. */
export const functionSecretType = Type.Union([Type.Literal('RDS-FG'), Type.Literal('GaussDB-FG')]);

/**
 * The agencies that rotating each type of secret takes: one for the service to call functions, one for its functions.
 * @NOTE unverified: their names, which the definition leaves open
 */
export const AGENCIES_OF = {
  'RDS-FG': ['CSMSAccessFunctionGraph', 'FunctionGraphAgencyForRotateRDSByCSMS'],
  'GaussDB-FG': ['CSMSAccessFunctionGraph', 'FunctionGraphAgencyForRotateGaussDBByCSMS'],
} as const;
