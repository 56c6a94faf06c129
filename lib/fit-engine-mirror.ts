import type * as TF from '@tensorflow/tfjs';
import { tf } from './tf.ts';

/** Where the numbers of mirrored variables really are. */
export interface MirrorSource {
  /** The present numbers of all variables. */
  pull(): ArrayLike<number>[];
  /** Takes numbers that somebody else has written into the variables. */
  push(values: Float32Array[]): void;
}

/**
 * Variables of TensorFlow.js whose numbers are in the engine while it trains.
 *
 * Whoever looks at one of them, at any time and in whatever way, sees the present numbers: they are copied into the variables
 * when these are next read, and only then. What somebody writes into them is seen, too, and goes to the engine before it trains
 * on. Both work by watching the variables' `dataId`, through which every use of a tensor goes.
 */
export class Mirror {
  private readonly dataIds: object[];
  private isBehind = false;
  private isWritten = false;
  private isCopying = false;

  constructor(
    readonly variables: readonly TF.Variable[],
    private readonly source: MirrorSource,
  ) {
    this.dataIds = variables.map(({ dataId }) => dataId);
    variables.forEach((variable, i) => {
      Object.defineProperty(variable, 'dataId', {
        configurable: true,
        enumerable: true,
        get: () => {
          if (this.isBehind) this.copy();
          return this.dataIds[i];
        },
        set: (dataId: object) => {
          this.dataIds[i] = dataId;
          if (!this.isCopying) this.isWritten = true;
        },
      });
    });
  }

  /** The engine has changed the numbers. */
  moved(): void {
    this.isBehind = true;
  }

  /** Hands to the engine what has been written. */
  catchUp(): void {
    if (!this.isWritten) return;
    this.isWritten = false;
    this.source.push(this.variables.map((variable) => variable.dataSync() as Float32Array));
  }

  /** Copies the last numbers into the variables and stops watching them. */
  close(): void {
    if (this.isBehind) this.copy();
    this.variables.forEach((variable, i) => {
      const value = this.dataIds[i];
      Object.defineProperty(variable, 'dataId', { configurable: true, enumerable: true, writable: true, value });
    });
  }

  private copy(): void {
    this.isBehind = false;
    this.isCopying = true;
    const values = this.source.pull();
    tf.tidy(() => {
      this.variables.forEach((variable, i) => {
        if (!variable.isDisposed) variable.assign(tf.tensor(Float32Array.from(values[i]), variable.shape, 'float32'));
      });
    });
    this.isCopying = false;
  }
}
