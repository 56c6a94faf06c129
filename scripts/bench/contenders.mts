/** Who is timed, under which name. */
import { type Cores, runC, runOurs, runPeer } from './run.mts';

export interface Contender {
  name: string;
  note: string;
  seconds: () => number;
}

const keras: Contender = {
  name: 'Keras, TensorFlow 2.15',
  note: 'one fit',
  seconds: () => runPeer('keras', [], 'one').seconds,
};

/** One fit of 200 epochs with validation and a callback at each epoch's end, on one core. */
export function singleFits(withPeers: boolean): Contender[] {
  const ours: Contender[] = [
    { name: '`fit`, fused engine', note: 'median of 20, after 40', seconds: () => runOurs(['fused'], 'one')[1]! },
    {
      name: '`fit`, fused engine, the first',
      note: 'compilation included',
      seconds: () => runOurs(['fused'], 'one')[0]!,
    },
    {
      name: '`model.fit`, tfjs-node',
      note: '20 epochs, times 10',
      seconds: () => runOurs(['tfjs'], 'one', 'native')[0]!,
    },
    { name: '`model.fit`, tfjs CPU', note: '20 epochs, times 10', seconds: () => runOurs(['tfjs'], 'one')[0]! },
    { name: '`model.fit`, tfjs wasm', note: '20 epochs, times 10', seconds: () => runOurs(['wasm'], 'one')[0]! },
  ];
  if (!withPeers) return ours;
  return [
    ...ours,
    {
      name: 'C, -O3 -march=native',
      note: 'the practical limit',
      seconds: () => runC<{ secondsPerFit: number }>('native', ['48']).secondsPerFit,
    },
    { name: 'JAX, jit and scan', note: 'compiled before', seconds: () => runPeer('jax', [1, 1], 'one').seconds },
    { name: 'scikit-learn', note: 'without validation', seconds: () => runPeer('sklearn', [], 'one').seconds },
    { name: 'PyTorch', note: 'eager', seconds: () => runPeer('torch', [], 'one').seconds },
    keras,
  ];
}

/** `study`, in a new process and once it is warm. */
const ourStudy = (fits: number, cores: Cores, when: 'new' | 'warm'): Contender => ({
  name: `\`study\`, ${fits} fits, ${cores} ${cores === 'one' ? 'core' : 'cores'}`,
  note: when === 'new' ? 'in a new process' : 'warm',
  seconds: () => runOurs(['study', fits, cores === 'one' ? 1 : 2], cores)[when === 'new' ? 0 : 1]!,
});

const jaxFits = (fits: number, cores: Cores, compilation: boolean): Contender => ({
  name: `JAX, vmap and scan, ${fits} fits, ${cores} ${cores === 'one' ? 'core' : 'cores'}`,
  note: compilation ? 'compilation included' : 'compiled before',
  seconds: () => {
    const { seconds, compileSeconds } = runPeer('jax', [fits, cores === 'one' ? 1 : 2], cores);
    return compilation ? seconds + compileSeconds : seconds;
  },
});

/** 24 fits at a time on one core: the studies' eight rates with three seeds. */
export function fewFits(withPeers: boolean): Contender[] {
  const ours = [ourStudy(24, 'one', 'warm'), ourStudy(24, 'one', 'new')];
  return withPeers ? [...ours, jaxFits(24, 'one', false), jaxFits(24, 'one', true)] : ours;
}

/** 720 fits on two cores, and on one. */
export function manyFits(withPeers: boolean): Contender[] {
  const ours = [ourStudy(720, 'all', 'warm'), ourStudy(720, 'all', 'new'), ourStudy(720, 'one', 'warm')];
  return withPeers ? [...ours, jaxFits(720, 'all', false)] : ours;
}
