// `npm test`. Longer tests are in x.long.test.ts (jest.long.config.js), the longest in x.night.test.ts
// (jest.night.config.js), those that run Kafka's own tools in x.real.test.ts (jest.real.config.js).
module.exports = {
  testEnvironment: 'node',
  maxWorkers: 2,
  reporters: ['default', ['<rootDir>/jest.reporter.js', { command: 'test' }]],
  testSequencer: '<rootDir>/jest.sequencer.js',
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(long|night|real)\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/.tidemark/'],
  cacheDirectory: '<rootDir>/.cache/jest',
  testTimeout: 300_000, // a safety net: tests bound their work in states and steps, not in seconds
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
        module: { type: 'commonjs', ignoreDynamic: true },
        sourceMaps: 'inline',
      },
    ],
  },
}
