/** How the tests run: beside the code, and on the shelves of `test/`. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    // Tests that meet real processes, clocks and limits are tried once more on a machine that starves them.
    retry: 1,
    maxWorkers: 2,
  },
})
