export { startMongod } from './mongod.mjs';
export { startTemporal } from './temporal.mjs';
