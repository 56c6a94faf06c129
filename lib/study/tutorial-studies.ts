import type { Variants } from './variant.ts';

const plateau = (patience: number) => ({
  learningRate: 0.01,
  reduceLROnPlateau: { monitor: 'val_loss', factor: 0.1, minDelta: 1e-7, patience },
});

/**
 * The five studies of the tutorial: each setting by its name in the figures. The study of decay holds the run without
 * decay as well, which the tutorial's text compares to.
 */
export const tutorialStudies = {
  rate: {
    '1': { learningRate: 1 },
    '0.1': { learningRate: 0.1 },
    '0.01': { learningRate: 0.01 },
    '0.001': { learningRate: 0.001 },
    '1e-4': { learningRate: 1e-4 },
    '1e-5': { learningRate: 1e-5 },
    '1e-6': { learningRate: 1e-6 },
    '1e-7': { learningRate: 1e-7 },
  },
  momentum: {
    '0': { learningRate: 0.01, momentum: 0 },
    '0.5': { learningRate: 0.01, momentum: 0.5 },
    '0.9': { learningRate: 0.01, momentum: 0.9 },
    '0.99': { learningRate: 0.01, momentum: 0.99 },
  },
  decay: {
    '0.1': { learningRate: 0.01, decay: 0.1 },
    '0.01': { learningRate: 0.01, decay: 0.01 },
    '0.001': { learningRate: 0.01, decay: 0.001 },
    '1e-4': { learningRate: 0.01, decay: 1e-4 },
    '0': { learningRate: 0.01, decay: 0 },
  },
  plateau: { '2': plateau(2), '5': plateau(5), '10': plateau(10), '15': plateau(15) },
  adaptive: {
    sgd: { optimizer: 'sgd' },
    rmsprop: { optimizer: 'rmsprop' },
    adagrad: { optimizer: 'adagrad' },
    adam: { optimizer: 'adam' },
  },
} satisfies Record<string, Variants>;
