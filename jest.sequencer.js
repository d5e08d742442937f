// What once failed is asked first: the regressions that `--save` kept, and the stories beside them. Then what takes long, so that no core waits for it at the end:
// jest goes by the size of files where it has not seen them run, and some of these are short.
const { default: Sequencer } = require('@jest/test-sequencer')

const FIRST = /[\\/]lab[\\/]telling[\\/]scenarios\.test\.ts$/
const LONG =
  /[\\/](cli[\\/](pages|resume|killed|records)|lab[\\/]\w+[\\/](workers|walk|record|partial-order|take-walks|fingerprints)|mutants[\\/]mutants|reports[\\/]page[\\/]page)\.test\.ts$/

module.exports = class RegressionsFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (FIRST.test(path) ? 0 : LONG.test(path) ? 1 : 2)
    const usual = super.sort(tests)
    return [0, 1, 2].flatMap((wanted) => usual.filter((test) => rank(test) === wanted))
  }
}
