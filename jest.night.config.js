// `npm run test:night`: tests that are too long for every change. The nightly run includes them.
const short = require('./jest.config.js')

module.exports = {
  ...short,
  reporters: ['default', ['<rootDir>/jest.reporter.js', { command: 'test:night' }]],
  testMatch: ['**/*.night.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
}
