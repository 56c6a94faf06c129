import seedrandom from 'seedrandom';

/** The ways to draw a layer's first weights: uniform within +-limit. */
export type InitializerName = 'heUniform' | 'glorotUniform';

/** The shape of a dense layer, for the draw of its first weights. */
export interface DenseShape {
  inputs: number;
  units: number;
  initializer: InitializerName;
}

/**
 * Draws the first weights of dense layers: uniform from -limit to limit, where the limit is sqrt(6 / inputs) for heUniform
 * and sqrt(6 / (inputs + units)) for glorotUniform. Each layer has a generator of its own, so that its weights do not
 * depend on what the layers before it drew.
 *
 * @param layers the layers, first to last
 * @param seed any number or text; the same seed gives the same weights to the bit, on any machine and backend
 * @returns for each layer its kernel, float32 [inputs, units] row-major
 *
 * Source: He et al. (2015), Delving deep into rectifiers; Glorot and Bengio (2010), Understanding the difficulty of training
 * deep feedforward neural networks.
 */
export function randomKernels(layers: readonly DenseShape[], seed: number | string): Float32Array[] {
  return layers.map(({ inputs, units, initializer }, index) => {
    const random = seedrandom(`weights ${seed} ${index}`);
    const limit = Math.sqrt(6 / (initializer === 'heUniform' ? inputs : inputs + units));
    return Float32Array.from({ length: inputs * units }, () => (2 * random() - 1) * limit);
  });
}
