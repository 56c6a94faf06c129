/** One contender in a process of its own: contender.mts fused|tfjs|wasm|study ARGS; prints the seconds as JSON. */
import { tf } from '../../lib/index.ts';
import { timeFit, timeSize, timeStudy } from './fits.mts';

const [kind, ...args] = process.argv.slice(2);
const numbers = args.map(Number);

async function run(): Promise<number[]> {
  if (kind === 'fused') {
    const first = await timeFit('fused');
    for (let i = 0; i < 40; i++) await timeFit('fused');
    const warm = [];
    for (let i = 0; i < 20; i++) warm.push(await timeFit('fused'));
    return [first, warm.sort((a, b) => a - b)[10]!];
  }
  if (kind === 'wasm') {
    await import('@tensorflow/tfjs-backend-wasm');
    await tf.setBackend('wasm');
  }
  // model.fit takes the same time for each epoch: a tenth of them, scaled, is as good and keeps the run short.
  if (kind === 'tfjs' || kind === 'wasm') return [(await timeFit('tfjs', 20)) * 10];
  if (kind === 'study') return timeStudy(numbers[0]!, numbers[1]!);
  return timeSize(numbers[0]!, args[1]!.split(',').map(Number), numbers[2]!);
}

process.stdout.write(`${JSON.stringify(await run())}\n`);
