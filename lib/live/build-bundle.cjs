/** Makes the script that brings the live components into a page: everything in one piece, the worker's script as text within. */
const { join } = require('node:path');
const esbuild = require('esbuild');

const options = { bundle: true, write: false, format: 'iife', target: 'es2022', minify: true, legalComments: 'none' };

/** @returns {string} the script */
function buildLiveBundle() {
  const build = (name, more = {}) =>
    esbuild.buildSync({ ...options, ...more, entryPoints: [join(__dirname, name)] }).outputFiles[0].text;
  const worker = build('worker.ts', { platform: 'browser' });
  const page = build('browser.ts', { platform: 'browser', external: ['live-worker'], format: 'cjs' });
  // The page's script asks for the worker's by name.
  const request = `()=>${JSON.stringify(worker)}`;
  return `(()=>{const module={exports:{}},exports=module.exports,require=${request};${page}})();`;
}

module.exports = { buildLiveBundle };
