export { htmlList, htmlPage, htmlTable, htmlText } from './html.ts';
export { type JunitCase, type JunitSuite, junitReport } from './junit.ts';
