import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { kernelBase64 } from '../engine/kernel-wasm.ts';
import { DEFAULT_RATES } from './run-variant.ts';
import type { StudyProblem } from './study-job.ts';
import type { RunHistory, Variant } from './variant.ts';

/** Part of every name; raised when the same setting and seed give other numbers. */
const VERSION = 2;

/** Runs of settings that are done, in files: one for each setting with its problem, with the runs of all seeds so far. */
export class KeptRuns {
  private readonly problemHash: Buffer;

  /**
   * @param folder where the files are; it is made when it is first needed
   * @param problem what all settings train on
   * @param seeds of the runs of each setting
   */
  constructor(
    private readonly folder: string,
    problem: StudyProblem,
    private readonly seeds: number[],
  ) {
    const { trainX, trainY, testX, testY, ...rest } = problem;
    const hash = createHash('sha256').update(`${VERSION} ${kernelBase64} ${JSON.stringify(rest)}`);
    for (const part of [trainX, trainY, testX, testY]) hash.update(part);
    this.problemHash = hash.digest();
  }

  /** The runs of a setting, in the order of the seeds, with gaps where they are not there. */
  find(variant: Variant): (RunHistory | undefined)[] {
    const known = this.read(variant);
    return this.seeds.map((seed) => known.get(seed));
  }

  /** Keeps the runs that a setting has so far; of two processes that do so at the same time the later one wins. */
  keep(variant: Variant, runs: (RunHistory | undefined)[]): void {
    mkdirSync(this.folder, { recursive: true });
    const known = this.read(variant);
    for (const [index, seed] of this.seeds.entries()) if (runs[index]) known.set(seed, runs[index]);
    const file = this.fileOf(variant);
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, serialize(known));
    renameSync(unfinished, file);
  }

  private read(variant: Variant): Map<number, RunHistory> {
    const file = this.fileOf(variant);
    return existsSync(file) ? deserialize(readFileSync(file)) : new Map();
  }

  private fileOf(variant: Variant): string {
    const { optimizer = 'sgd', schedule } = variant;
    const learningRate = variant.learningRate ?? (schedule ? undefined : DEFAULT_RATES[optimizer]);
    const named = { ...variant, optimizer, learningRate };
    const hash = createHash('sha256')
      .update(this.problemHash)
      .update(JSON.stringify(sorted(named)));
    return join(this.folder, hash.digest('hex').slice(0, 32));
  }
}

/** The same setting with its options in the order of their names, and without those that are undefined. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]));
}
