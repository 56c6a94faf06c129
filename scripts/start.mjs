/** `npm start`: set-up, all notebooks, the book. */
import { setUp } from './set-up/index.mjs';

try {
  await setUp();
  // Imported late: the set-up may only now have made what it needs.
  const { buildBook } = await import('./book.mjs');
  await buildBook();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
