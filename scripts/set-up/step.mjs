/**
 * A step of the set-up: work that is done once for a given input. Its stamp holds the key of what was done and is
 * written last, so that a step that was interrupted is done again from its start.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A short digest of texts and of the files' contents. */
export function keyOf({ texts = [], files = [] }) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\0`);
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/**
 * Does `work` unless the stamp says that it was done with this key and all of `outputs` are there.
 * @returns {Promise<boolean>} whether the work was done now
 */
export async function step({ title, key, stamp, outputs = [], work }) {
  const done =
    existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === key && outputs.every((path) => existsSync(path));
  if (done) return false;
  rmSync(stamp, { force: true });
  const started = Date.now();
  const ticker = startTicker(title);
  try {
    await work(ticker.say);
  } finally {
    ticker.stop();
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${key}\n`);
  console.log(`  ${title}: done in ${seconds(started)}`);
  return true;
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** Shows that a step is alive: a line that counts seconds on a terminal, a new line each 15 s elsewhere. */
function startTicker(title) {
  const started = Date.now();
  let detail = '';
  console.log(`  ${title} ...`);
  const show = () => {
    const line = `  ${title}: ${detail ? `${detail}, ` : ''}${seconds(started)}`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line}\x1b[K`);
    else console.log(line);
  };
  const timer = setInterval(show, process.stdout.isTTY ? 1000 : 15_000);
  return {
    say: (text) => {
      detail = text;
    },
    stop: () => {
      clearInterval(timer);
      if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
    },
  };
}

/** Runs a program to its end and returns what it printed. Fails with the end of that. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${program} ${args.slice(0, 4).join(' ')} ... ended with ${code ?? signal}:\n${lastLines(output)}`),
        );
    });
  });
}

const lastLines = (text) => text.trim().split('\n').slice(-15).join('\n');
