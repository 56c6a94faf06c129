/** Starts a worker from TypeScript source: a worker does not inherit the loader of the thread that made it. */
import { register } from 'tsx/esm/api';

register();
const { default: work } = await import('./worker.ts');
export default work;
