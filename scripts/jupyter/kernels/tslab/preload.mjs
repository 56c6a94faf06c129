/**
 * What the tslab kernel needs before it starts: TypeScript packages without a build step (tsx), a type-check of cells that
 * leaves packages alone, and a channel for outputs that loses nothing.
 *
 * tslab checks and translates, with every cell, all TypeScript that the cell imports. For a package of the workspace that means
 * its whole source, again and again; `npm run check` checks that, and tsx translates it. Here only what lies in the notebook's
 * folder is looked at.
 *
 * tslab sends each message without waiting for the one before. zeromq refuses a send while another is under way, so a
 * cell that prints some hundred lines at once loses the rest, and its own end. Here the sends wait for each other.
 *
 * tslab prints what the last expression of a cell gives. What the library has shown already, and says so by a symbol, is
 * not printed again.
 *
 * A kernel spends much of its time in V8's optimizing compiler, for code that runs in no cell again. It is told to wait until
 * code is fifteen times as hot as usual.
 *
 * Starting a kernel takes seconds. Whoever executes many notebooks may use one kernel for several: the cell
 * `learning-rate-lab: reset` makes it forget the notebook before.
 */
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import 'tsx';

setFlagsFromString('--interrupt-budget=1000000');

const requireHere = createRequire(import.meta.url);
const requireOfTslab = createRequire(requireHere.resolve('tslab/dist/main.js'));
const zeromq = requireOfTslab('zeromq');
const typescript = requireOfTslab('@tslab/typescript-for-tslab');

const isOfNotebook = (file) => file.startsWith(process.cwd().replaceAll('\\', '/'));

function createWatchProgram(host) {
  const { afterProgramCreate } = host;
  // Without the record of what depends on what, whose making takes most of a cell's time.
  host.createProgram = typescript.createAbstractBuilder;
  host.afterProgramCreate = (program) => {
    const names = () => program.getSourceFiles().map(({ fileName }) => fileName);
    program.getAllDependencies = ({ fileName }) => [
      fileName,
      ...names().filter((name) => name !== fileName && isOfNotebook(name)),
    ];
    // tslab asks for the names that a cell declares, which are there once a checker has been made.
    program.getProgram().getTypeChecker();
    afterProgramCreate.call(host, program);
  };
  return typescript.createWatchProgram(host);
}

requireOfTslab.cache[requireOfTslab.resolve('@tslab/typescript-for-tslab')].exports = {
  ...typescript,
  createWatchProgram,
};

const executor = requireOfTslab('./executor.js');
const { createExecutor } = executor;
const isShown = (value) => value?.[Symbol.for('learning-rate-lab.shown')] === true;

const { random } = Math;
/** What of the library remembers the notebook that it is in. */
const ofNotebook = /[\\/]lib[\\/](index\.ts|(notebook|exercises)[\\/][^\\/]*)$/;

/** Forgets the variables of a notebook, and what the library knows of it. */
function forget(made) {
  made.reset();
  Math.random = random;
  for (const file of Object.keys(requireHere.cache)) if (ofNotebook.test(file)) delete requireHere.cache[file];
}

executor.createExecutor = (folder, converters, { log, ...others }) => {
  const made = createExecutor(folder, converters, { ...others, log: (value) => isShown(value) || log(value) });
  const { execute } = made;
  made.execute = async (source) => {
    if (source !== 'learning-rate-lab: reset') return execute(source);
    forget(made);
    return true;
  };
  return made;
};

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
