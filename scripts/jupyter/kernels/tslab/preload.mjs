/**
 * What the tslab kernel needs before it starts: TypeScript packages without a build step (tsx), and a channel for
 * outputs that loses nothing.
 *
 * tslab sends each message without waiting for the one before. zeromq refuses a send while another is under way, so a
 * cell that prints some hundred lines at once loses the rest, and its own end. Here the sends wait for each other.
 */
import { createRequire } from 'node:module';
import 'tsx';

const requireHere = createRequire(import.meta.url);
const tslab = requireHere.resolve('tslab/dist/main.js');
const zeromq = createRequire(tslab)('zeromq');

class QueuingPublisher extends zeromq.Publisher {
  #last = Promise.resolve();

  constructor(options) {
    // 0: no limit, so that a slow reader delays messages instead of dropping them.
    super({ ...options, sendHighWaterMark: 0 });
  }

  send(message) {
    const sent = this.#last.then(() => super.send(message));
    this.#last = sent.catch(() => {});
    return sent;
  }
}

zeromq.Publisher = QueuingPublisher;
