/**
 * Where things are in the kernel's memory, as byte offsets. The kernel (assembly/) and the code that fills its memory
 * (memory.ts) share this file, so it holds plain integers only.
 *
 * The memory begins with a header, then comes a table of layers, then what the header points to. All numbers are 32 bits wide
 * unless noted. Vectors are four float32, and "a panel" is four units (or inputs) of a layer, padded with zeros:
 *
 * - data          x[row][input], y[row][class], labels[row], weights[row]: as given, float32; order[row] uint32
 * - inputs of a chunk, activations and deltas of a layer    [panel][sample][4]: lanes are units, rows are CHUNK samples apart
 * - outputs of the network, their deltas, targets           [class][sample]: lanes are samples
 * - parameters of a layer whose lanes are units             [panel of units][input, then bias][4]
 * - parameters of a narrow last layer (lanes are inputs)    [panel of inputs][class][4], then bias[4]
 * - gradient and slots of the optimizer                     as the parameters, one after another
 */

/** Header: the network. */
export const LAYERS = 0;
export const LAYER_TABLE = 4;
export const LOSS = 8;
export const ACCURACY = 12;
export const CLASSES = 16;
/** Samples that go through the network at a time, a multiple of 4: a larger batch is gathered from several chunks. */
export const CHUNK = 20;

/** Header: the data in use. Y is 0 where the labels say it all (one-hot), ORDER is 0 for the order of the rows. */
export const ROWS = 24;
export const X = 28;
export const Y = 32;
export const LABELS = 36;
export const WEIGHTS = 40;
export const ORDER = 44;
export const BATCH = 48;
/** The next row of the order to be taken, 0 at the start of an epoch. */
export const POSITION = 52;
/** Learning rates for each update of the epoch, or 0. */
export const RATES = 56;
/** Not 0: train() leaves the gradient and makes no update. */
export const GRADIENT_ONLY = 60;

/** Header: tiles for one chunk. */
export const X_TILE = 64;
export const Y_TILE = 68;
export const LABEL_TILE = 72;
export const WEIGHT_TILE = 76;
export const OUTPUT = 80;
export const OUTPUT_DELTA = 84;

/** Header: parameters, as a count of vectors, and the optimizer's state. */
export const PARAMETER_VECTORS = 88;
export const PARAMETERS = 92;
export const GRADIENT = 96;
export const SLOT_1 = 100;
export const SLOT_2 = 104;
export const OPTIMIZER = 112;
export const ITERATIONS = 116;
export const RATE = 120; // float32, as all below
export const DECAY = 124;
export const MOMENTUM = 128;
export const RHO = 132;
export const ONE_MINUS_RHO = 136;
export const BETA_1 = 140;
export const ONE_MINUS_BETA_1 = 144;
export const EPSILON = 148;

/** Header: sums over the samples of the epoch so far, float64. */
export const LOSS_SUM = 152;
export const HITS = 160;

/** Header: penalties on large weights, float32; 0 for none. L2 goes through the gradient, WEIGHT_DECAY past it. */
export const L2 = 168;
export const WEIGHT_DECAY = 172;

/** The first byte after the header; the kernel's constants follow, then the heap. */
export const HEADER_END = 448;
export const HEAP = 1024;

/** A layer in the table. */
export const LAYER_SIZE = 64;
export const KIND = 0;
export const INPUTS = 4;
export const UNITS = 8;
/** Panels of units. */
export const PANELS = 12;
export const ACTIVATION = 16;
export const USE_BIAS = 20;
export const LAYER_PARAMETERS = 24;
export const LAYER_GRADIENT = 28;
/** Bytes of the parameters of one panel. */
export const PANEL_STRIDE = 32;
/** The weights again, [panel of inputs][unit][4], where deltas go back through a layer whose lanes are units; else 0. */
export const TRANSPOSED = 36;
export const ACTIVATIONS = 40;
export const DELTAS = 44;
/** Panels of inputs. */
export const INPUT_PANELS = 48;

/** Of a narrow softmax: weights relative to the last unit's, one unit fewer, and room for their gradient; else 0. */
export const RELATIVE = 52;
export const RELATIVE_GRADIENT = 56;

/** Kinds of layers: the first with at most 4 inputs; lanes are units; the last with at most 4 units (lanes are inputs). */
export const FEW_INPUTS = 0;
export const WIDE = 1;
export const NARROW = 2;

/** Activations. */
export const LINEAR = 0;
export const RELU = 1;
export const TANH = 2;
export const SIGMOID = 3;
export const ELU = 4;
export const SOFTMAX = 5;

/** Losses: from logits; tfjs's clipped ones of probabilities; squares. */
export const SOFTMAX_CROSS_ENTROPY = 0;
export const CATEGORICAL_CROSS_ENTROPY = 1;
export const BINARY_CROSS_ENTROPY = 2;
export const SQUARED_ERROR = 3;

/** Accuracies. */
export const NO_ACCURACY = 0;
export const CATEGORICAL = 1;
export const BINARY = 2;

/** Optimizers: Keras 2.3's, then those of tf.train where they differ. */
export const SGD = 0;
export const KERAS_MOMENTUM = 1;
export const KERAS_NESTEROV = 2;
export const KERAS_RMSPROP = 3;
export const KERAS_ADAGRAD = 4;
export const KERAS_ADAM = 5;
export const TF_MOMENTUM = 6;
export const TF_NESTEROV = 7;
export const TF_RMSPROP = 8;
export const TF_ADAGRAD = 9;
export const TF_ADAM = 10;
