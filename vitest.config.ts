import { defineConfig } from 'vitest/config'

/** What speaks to a database itself runs on PostgreSQL too, where TEST_DATABASE_URL names one. */
const onBothDatabases = [
  'src/kernel/**/*.test.ts',
  'src/**/*{operations,pages,routes}.test.{ts,tsx}',
  'test/contract/**/*.test.ts',
  'test/journeys/{proof,crash,commands}.test.ts'
]

const common = {
  globalSetup: 'test/prepare.ts',
  pool: 'forks',
  isolate: false,
  testTimeout: 30_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } }
} as const

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'embedded',
          setupFiles: 'test/embedded.ts',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: ['test/contract/outage.test.ts'] // the embedded database cannot be away
        }
      },
      ...(process.env.TEST_DATABASE_URL ? [{ test: { ...common, name: 'postgresql', include: onBothDatabases } }] : [])
    ]
  }
})
