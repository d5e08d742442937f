// Saved regressions and stories run first. Then long tests run, so that no core waits for them at the end: jest sorts unknown
// test files by size, and some of the long ones are small files.
const { default: Sequencer } = require('@jest/test-sequencer')

const FIRST = /[\\/]lab[\\/]telling[\\/]scenarios\.test\.ts$/
const LONG =
  /[\\/](cli[\\/](pages|resume|records)|lab[\\/]\w+[\\/](workers|walk|record|partial-order|take-walks)|mutants[\\/]mutants|specimens[\\/]kafka[\\/]oracle)(\.(long|night))?\.test\.ts$/

module.exports = class RegressionsFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (FIRST.test(path) ? 0 : LONG.test(path) ? 1 : 2)
    const usual = super.sort(tests)
    return [0, 1, 2].flatMap((wanted) => usual.filter((test) => rank(test) === wanted))
  }
}
