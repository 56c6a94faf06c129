import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Many tests wait for a browser or a kernel: all cores may be used.
    maxWorkers: '100%',
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
    onConsoleLog: (log) => {
      throw new Error(`Tests print nothing, but one printed: ${log}`);
    },
  },
});
