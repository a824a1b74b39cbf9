/** The client without the calls themselves: what runs in a browser brings a table of their routes. */
export { type ControlClient, clientOver, type JsonCallName } from './client.ts';
export { type ControlClientParts, callRoute, type ReceivedAnswer, receivedError, type SentRequest } from './request.ts';
export type { CallRoute } from './route.ts';
export { ControlError } from '@dragoman/input/control-error';
