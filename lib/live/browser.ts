/** What a page loads: it puts the components into their places, at once and when more of them come. */
import workerSource from 'live-worker';
import { mountDescent } from './descent-view.ts';
import { mountRangeFinder } from './range-finder-view.ts';
import { styleSheet } from './style.ts';
import { type MountOptions, mountTrainingLab } from './training-lab-view.ts';
import { WorkerClient } from './worker-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: each component has settings of its own
const mounts: Record<string, (place: HTMLElement, settings: any, options: MountOptions) => void> = {
  'training-lab': mountTrainingLab,
  descent: mountDescent,
  'range-finder': mountRangeFinder,
};

let mounted = 0;

function mountAll(): void {
  if (!document.getElementById('lab-live-style')) {
    const style = document.createElement('style');
    style.id = 'lab-live-style';
    style.textContent = styleSheet;
    document.head.append(style);
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-live]:not([data-mounted])')) {
    const { live = '', settings = '{}', address } = place.dataset;
    place.dataset.mounted = 'yes';
    mounted++;
    const name = address === undefined ? undefined : mounted === 1 ? 'lab' : `lab${mounted}`;
    try {
      mounts[live]?.(place, JSON.parse(settings), { worker: () => new WorkerClient(workerSource), name });
    } catch (error) {
      // The others on the page can do without this one.
      reportError(error);
    }
  }
}

(window as unknown as { learningRateLab: { mountAll: () => void } }).learningRateLab = { mountAll };
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mountAll);
else mountAll();
