// `npm run test:long`: the tests of x.test.ts in larger worlds. To run one file: npm run test:long -- lab/walking
const short = require('./jest.config.js')

module.exports = {
  ...short,
  reporters: ['default', ['<rootDir>/jest.reporter.js', { command: 'test:long' }]],
  testMatch: ['**/*.long.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
}
