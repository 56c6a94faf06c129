import { installNativeTensorFlow } from './native-tensorflow.mjs';
import { installNodePackages } from './node-packages.mjs';
import { installPythonPackages } from './python-packages.mjs';

/** Does what is missing of the set-up, and nothing that is up to date. Uses only Node itself. */
export async function setUp() {
  console.log('Set-up');
  const done = [await installNodePackages(), await installPythonPackages()];
  await installNativeTensorFlow();
  if (!done.includes(true)) console.log('  up to date');
}
