import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startFakeKernel, stopFakeKernel, type Written } from './fake-kernel.ts';

let written: Written[];
let kernel: typeof import('../../lib/notebook/kernel.ts');
const listeners = process.listeners('SIGINT');

beforeEach(async () => {
  vi.resetModules();
  written = startFakeKernel();
  kernel = await import('../../lib/notebook/kernel.ts');
});
afterEach(() => {
  stopFakeKernel();
  for (const listener of process.listeners('SIGINT'))
    if (!listeners.includes(listener)) process.off('SIGINT', listener);
});

test('writeDisplay writes a bundle through the writer of the kernel that runs', () => {
  expect(kernel.inKernel()).toBe(true);
  expect(kernel.writeDisplay({ 'text/plain': 'a' })).toBe(true);
  expect(kernel.writeDisplay({ 'text/plain': 'b' }, 'its-name', true)).toBe(true);
  expect(written).toEqual([
    { data: { 'text/plain': 'a' }, id: undefined, isUpdate: false },
    { data: { 'text/plain': 'b' }, id: 'its-name', isUpdate: true },
  ]);
});

test('writeDisplay writes nothing outside a kernel', () => {
  stopFakeKernel();
  expect(kernel.inKernel()).toBe(false);
  expect(kernel.writeDisplay({ 'text/plain': 'a' })).toBe(false);
  expect(written).toEqual([]);
});

test('newDisplayId gives each display a name of its own', () => {
  expect(kernel.newDisplayId()).not.toBe(kernel.newDisplayId());
});

test('listenToInterrupts listens once, and an interrupt raises the count', async () => {
  const { interruption } = await import('../../lib/interruption.ts');
  kernel.listenToInterrupts();
  kernel.listenToInterrupts();
  const added = process.listeners('SIGINT').filter((listener) => !listeners.includes(listener));
  expect(added).toHaveLength(1);
  added[0]!('SIGINT');
  expect(interruption.count).toBe(1);
});

test('listenToInterrupts leaves the interrupts of other programs alone', () => {
  stopFakeKernel();
  kernel.listenToInterrupts();
  expect(process.listeners('SIGINT')).toEqual(listeners);
});
