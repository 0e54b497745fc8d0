import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Vitest's forks pool fails under Bun; threads without isolation share one module graph and are quick.
    pool: 'threads',
    isolate: false,
    include: ['src/**/*.test.{ts,tsx}', 'views/**/*.test.tsx', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The v8 provider needs Node's inspector, which Bun has not.
    coverage: {
      provider: 'istanbul',
      include: ['src/**', 'views/**'],
      reporter: ['text-summary'],
      // One failed test should not hide how much the others cover.
      reportOnFailure: true,
    },
  },
})
