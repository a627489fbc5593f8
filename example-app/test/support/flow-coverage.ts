// What no test of the example makes a caller do, printed when all are done. Yours says: from 'offhook/testing'. Vitest loads
// this file before it knows where the source of offhook is.
export { reportFlowCoverage as default } from '../../../src/testing/flow-coverage/report-flow-coverage.js';
