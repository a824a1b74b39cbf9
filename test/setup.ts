/** Keeps the network shut in every test file: only this machine answers. */
import { afterAll } from '@jest/globals';
import nock from 'nock';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(:\d+)?$/;

nock.disableNetConnect();
nock.enableNetConnect(LOOPBACK);

afterAll(() => {
  nock.cleanAll();
  nock.restore();
});
