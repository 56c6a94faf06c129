import { schedules } from '../../lib/exercises/schedules.ts';
import { testExercises } from './expect-verdicts.ts';

const half = (share: number) => 0.025 * (1 + Math.cos(Math.PI * share));
const warm = (then: (epoch: number) => number) => (epoch: number) => (epoch < 10 ? 0.005 * epoch : then(epoch));

testExercises(schedules, {
  'schedules-1': {
    right: [0.02, 0.019994],
    wrong: [
      [0.005, /Upside down/],
      [0.01, /spends half/],
      [0.005 * Math.PI, /quarter of a cosine/],
      [2, /So many times/],
      [32, /sum of all rates/],
      [0.7, /mean of a cosine/],
    ],
  },
  'schedules-2': {
    right: [60],
    wrong: [
      [40, /twice as many/],
      [20, /second period/],
      [80, /length of the third/],
      [140, /the fourth begins/],
      [61, /count from 0/],
      [100, /Add up/],
    ],
  },
  'schedules-3': {
    right: [warm((epoch) => half((epoch - 10) / 190))],
    wrong: [
      [(epoch: number) => (epoch < 10 ? 0.005 * (epoch + 1) : half((epoch - 10) / 190)), /one epoch early/],
      [() => 0.05, /0.05 · epoch \/ 10/],
      [warm(() => 0.05), /give `after`/],
      [warm((epoch) => half(epoch / 200)), /begin where the warm-up ends/],
      [warm((epoch) => half((epoch - 10) / 200)), /190 epochs/],
      [warm((epoch) => (0.05 * (200 - epoch)) / 190), /half a cosine/],
      [warm((epoch) => 0.05 / epoch), /In epoch 10 the rate must be 0.05/],
    ],
  },
  'schedules-4': {
    right: [25 / 3],
    wrong: [
      [25, /takes part of it back/],
      [75, /works against/],
      [(25 * 0.85) / 0.95, /1 \/ \(1 - momentum\)/],
      [3 / 25, /it grows/],
      [1 / 3, /momentum alone/],
      [12, /at the start and at the peak/],
    ],
  },
  'schedules-5': {
    right: [35],
    wrong: [
      [34.5744, /round up/],
      [34, /One more/],
      [5.88, /square/],
      [6, /square/],
      [9, /1.96 times/],
      [100, /√n/],
    ],
  },
});
