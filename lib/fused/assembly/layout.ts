/**
 * How the description of a network lies in memory; ../memory.ts writes it. All fields are 32-bit.
 *
 * The batch is stored with rows as lanes: an activation is value[unit * batchLanes + row], so that a splatted weight meets
 * four or eight rows at once and no sum runs across lanes. batchLanes is a multiple of 8.
 *
 * A layer's weights are weight[input * unitLanes + unit] and bias[unit], unitLanes a multiple of 4; what is beyond the units is
 * zero and stays zero. All layers' weights are one block, and gradients and each optimizer slot are blocks of the same layout.
 */

const FIELD: usize = 4;

// The network: header, then its layers.
export const LAYERS: usize = 0 * FIELD;
export const BATCH_LANES: usize = 1 * FIELD;
export const LOSS: usize = 2 * FIELD;
export const METRIC: usize = 3 * FIELD;
/** Inputs of the batch, [features][batchLanes]. */
export const BATCH_X: usize = 4 * FIELD;
/** Targets of the batch, [outputs][batchLanes]. */
export const BATCH_Y: usize = 5 * FIELD;
/** Weights of the batch's rows: 0 beyond the last row, else 1 or a class weight. */
export const ROW_WEIGHT: usize = 6 * FIELD;
/** 1 for rows, 0 beyond the last. */
export const ROW_USED: usize = 7 * FIELD;
/** Room for the relative weights of a network of the shape in narrow.ts, 4 floats a unit and one more; 0 for all others. */
export const SCRATCH: usize = 8 * FIELD;
export const PARAMETERS: usize = 9 * FIELD;
export const GRADIENTS: usize = 10 * FIELD;
/** How many numbers the block of parameters has, a multiple of 4. */
export const PARAMETER_COUNT: usize = 11 * FIELD;
export const SLOT_1: usize = 12 * FIELD;
export const SLOT_2: usize = 13 * FIELD;
export const OPTIMIZER: usize = 14 * FIELD;
/** Constants of the optimizer: f32 each. */
export const CONSTANT_1: usize = 15 * FIELD;
export const CONSTANT_2: usize = 16 * FIELD;
export const EPSILON: usize = 17 * FIELD;
/** Two f64: sum of the losses and hits of an epoch. */
export const TOTALS: usize = 18 * FIELD;
export const HEADER: usize = 22 * FIELD;

// A layer.
export const INPUTS: usize = 0 * FIELD;
export const UNITS: usize = 1 * FIELD;
export const UNIT_LANES: usize = 2 * FIELD;
export const ACTIVATION: usize = 3 * FIELD;
export const WEIGHT: usize = 4 * FIELD;
export const BIAS: usize = 5 * FIELD;
export const WEIGHT_GRADIENT: usize = 6 * FIELD;
export const BIAS_GRADIENT: usize = 7 * FIELD;
/** Activations, [unitLanes][batchLanes]. */
export const VALUE: usize = 8 * FIELD;
/** Derivatives of the loss by the layer's sums, [unitLanes][batchLanes]. */
export const DELTA: usize = 9 * FIELD;
export const USE_BIAS: usize = 10 * FIELD;
export const LAYER: usize = 12 * FIELD;

// Activations.
export const LINEAR = 0;
export const RELU = 1;
export const TANH = 2;
export const SIGMOID = 3;
export const ELU = 4;
export const SOFTMAX = 5;

// Losses.
export const CROSSENTROPY_OF_LOGITS = 0;
export const CROSSENTROPY_CLIPPED = 1;
export const BINARY_CROSSENTROPY = 2;
export const MEAN_SQUARED_ERROR = 3;

// Metrics.
export const NO_METRIC = 0;
export const CATEGORICAL_ACCURACY = 1;
export const BINARY_ACCURACY = 2;

// Optimizers: k as in Keras 2.3, t as in tf.train.
export const SGD = 0;
export const K_MOMENTUM = 1;
export const K_NESTEROV = 2;
export const K_RMSPROP = 3;
export const K_ADAGRAD = 4;
export const K_ADAM = 5;
export const T_MOMENTUM = 6;
export const T_NESTEROV = 7;
export const T_RMSPROP = 8;
export const T_ADAGRAD = 9;
export const T_ADAM = 10;

/** The address of a layer's description. */
// @ts-expect-error: decorator
@inline
export function layerAt(net: usize, index: i32): usize {
  return net + HEADER + usize(index) * LAYER;
}

/** A field that is an address. */
// @ts-expect-error: decorator
@inline
export function pointer(at: usize, name: usize): usize {
  return load<u32>(at + name);
}

/** A field that is a count or a kind. */
// @ts-expect-error: decorator
@inline
export function field(at: usize, name: usize): i32 {
  return load<i32>(at + name);
}
