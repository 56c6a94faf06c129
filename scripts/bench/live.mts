/** How quickly the training lab of a page answers, in a headless Chromium on all cores. */
import { trainingLab } from '../../lib/index.ts';
import { makeLivePage } from '../../test/live/live-page.ts';
import { openBrowser } from '../../test/support/browser.ts';
import { markdownTable } from './tables.mts';

const INPUTS = 40;
const DRAG = { inputs: 200, milliseconds: 2000 };

/** Runs in the page: moves the slider; gives for each input the milliseconds until the frames after the figures. */
async function timeInputs(inputs: number): Promise<number[][]> {
  const place = document.querySelector<HTMLElement>('[data-live]')!;
  const input = [...place.querySelectorAll('label')]
    .find((label) => label.textContent === 'Learning rate')!
    .parentElement!.querySelector('input')!;
  const { Plotly } = window as unknown as { Plotly: Record<string, (...args: unknown[]) => Promise<unknown>> };
  let start = 0;
  let times: number[] = [];
  let drawings = 0;
  for (const name of ['react', 'relayout']) {
    const draw = Plotly[name]!.bind(Plotly);
    Plotly[name] = async (...args) => {
      const [own, begin] = [times, start];
      await draw(...args);
      const note = () => setTimeout(() => own.push(performance.now() - begin), 0);
      // The first two figures are drawn at once, and shown with the next frame; the others are drawn within it.
      if (drawings++ < 2) requestAnimationFrame(note);
      else note();
    };
  }
  const all: number[][] = [];
  for (let i = 0; i < inputs; i++) {
    times = [];
    drawings = 0;
    start = performance.now();
    input.value = String(-3 + (2 * ((i * 7) % inputs)) / inputs);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 600));
    all.push(times);
  }
  return all;
}

/** Runs in the page: a drag of so many inputs; gives the longest task, 0 where none took 50 ms, the least that is told. */
async function longestTaskOfDrag({ inputs, milliseconds }: typeof DRAG): Promise<number> {
  const place = document.querySelector<HTMLElement>('[data-live]')!;
  const input = [...place.querySelectorAll('label')]
    .find((label) => label.textContent === 'Learning rate')!
    .parentElement!.querySelector('input')!;
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  for (let i = 0; i < inputs; i++) {
    input.value = String(-3 + (2 * i) / inputs);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, milliseconds / inputs));
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  observer.disconnect();
  return longest;
}

/** The table of what was measured. */
export async function liveTable(): Promise<string> {
  const live = makeLivePage([trainingLab({})]);
  const { browser, close } = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    // tsx gives functions their names by a helper, which a page has not.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.goto(live.url);
    await page.waitForSelector('[data-drawn]');
    const answers = await page.evaluate(timeInputs, INPUTS);
    const longest = await page.evaluate(longestTaskOfDrag, DRAG);
    const row = (name: string, times: number[]) => {
      const sorted = times.sort((a, b) => a - b);
      return [name, sorted[sorted.length >> 1]!, sorted[0]!, sorted.at(-1)!].map((cell) =>
        typeof cell === 'number' ? cell.toFixed(0) : cell,
      );
    };
    return markdownTable(
      'The laboratory in a page',
      `From an input on the slider of the learning rate to the frame that shows the new run of 200 epochs, in headless Chromium ${await browser.version()}: ${INPUTS} inputs. The longest task is that of a drag with ${DRAG.inputs} inputs in ${DRAG.milliseconds / 1000} s.`,
      ['What', 'Median, ms', 'Lowest', 'Highest'],
      [
        row(
          'the first figures',
          answers.map((times) => times[0]!),
        ),
        row(
          'all five figures',
          answers.map((times) => times[4]!),
        ),
        ['longest task of a drag', longest === 0 ? 'below 50' : longest.toFixed(0), '', ''],
      ],
    );
  } finally {
    await close();
    live.remove();
  }
}
