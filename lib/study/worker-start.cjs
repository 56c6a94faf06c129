// Starts a worker from TypeScript source: a worker does not inherit the loader of the thread that made it. The loader for CommonJS
// starts in half the time of the one for modules.
const { register } = require('tsx/cjs/api');

register();
module.exports = require('./worker.ts').default;
