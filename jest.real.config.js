// `npm run test:real`: tests that run Kafka's own tools. conformance/main.ts sees to their jars first.
const short = require('./jest.config.js')

module.exports = {
  ...short,
  reporters: ['default', ['<rootDir>/jest.reporter.js', { command: 'test:real' }]],
  testMatch: ['**/*.real.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
}
