/**
 * The end of the network: which loss it has.
 */
import { CHUNK, CLASSES, LOSS, OUTPUT, SOFTMAX_CROSS_ENTROPY, Y } from '../layout';
import { fewClasses } from './few-classes';
import { otherLosses } from './other-losses';
import { softmaxCrossEntropy } from './softmax-cross-entropy';

/**
 * Loss and accuracy of the chunk, added to the sums of the epoch, and the deltas times `scale` where asked. Where logits are
 * relative to the last class's, the last row of the outputs need not be there.
 */
export function finish(activation: i32, relative: bool, samples: i32, scale: f32, backward: bool): void {
  const classes = load<i32>(CLASSES);
  if (load<i32>(LOSS) == SOFTMAX_CROSS_ENTROPY && relative && !load<usize>(Y)) {
    if (classes == 2) fewClasses(1, samples, scale, backward);
    else if (classes == 3) fewClasses(2, samples, scale, backward);
    else fewClasses(3, samples, scale, backward);
    return;
  }
  if (relative) {
    const row = <usize>load<i32>(CHUNK) << 2;
    memory.fill(load<usize>(OUTPUT) + <usize>(classes - 1) * row, 0, row);
  }
  if (load<i32>(LOSS) == SOFTMAX_CROSS_ENTROPY) softmaxCrossEntropy(samples, scale, backward);
  else otherLosses(activation, samples, scale, backward);
}
