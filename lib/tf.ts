import { createRequire } from 'node:module';
import util from 'node:util';

type TensorFlow = typeof import('@tensorflow/tfjs');

const requireHere = createRequire(import.meta.url);

/** Loads tfjs-node, or says with `undefined` that its native part is not there. */
function loadNative(): TensorFlow | undefined {
  // tfjs-node 4.22 calls a function that Node 23 removed.
  const nodeUtil = util as { isNullOrUndefined?: (value: unknown) => boolean };
  nodeUtil.isNullOrUndefined ??= (value) => value === null || value === undefined;
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  try {
    return requireHere('@tensorflow/tfjs-node') as TensorFlow;
  } catch {
    return undefined;
  }
}

const native = process.env.LEARNING_RATE_LAB_BACKEND === 'cpu' ? undefined : loadNative();

/** The TensorFlow.js in use: tfjs-node where its native part loads, else tfjs with the CPU backend. */
export const tf: TensorFlow = native ?? (requireHere('@tensorflow/tfjs') as TensorFlow);

tf.enableProdMode();
if (!native) void tf.setBackend('cpu');

/** Which TensorFlow.js runs: `native` tells whether it is TensorFlow's own library, `description` names it for people. */
export const backend: { native: boolean; description: string } = native
  ? { native: true, description: `native TensorFlow through @tensorflow/tfjs-node ${tf.version.tfjs}` }
  : {
      native: false,
      description: `@tensorflow/tfjs ${tf.version.tfjs} on the CPU backend (no native TensorFlow here)`,
    };
