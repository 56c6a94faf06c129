export { backend, tf } from './tf.ts';
export type * from './types.ts';
