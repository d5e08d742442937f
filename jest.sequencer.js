// What once failed is asked first: the regressions that `--save` kept, and the stories beside them.
const { default: Sequencer } = require('@jest/test-sequencer')

const FIRST = /[\\/]lab[\\/]scenarios\.test\.ts$/

module.exports = class RegressionsFirst extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests)
    return [...usual.filter(({ path }) => FIRST.test(path)), ...usual.filter(({ path }) => !FIRST.test(path))]
  }
}
