// Announces the regressions, which are asked first, and leaves the tests behind as a run, so that `tidemark report` can say what changed: see docs/json.md.
const { mkdirSync, readdirSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const process = require('node:process')
const { version } = require('./package.json')

const REGRESSIONS = join(__dirname, 'scenarios', 'regressions')
const RUNS = join(__dirname, '.tidemark', 'runs')

module.exports = class RunReporter {
  onRunStart() {
    const saved = readdirSync(REGRESSIONS).filter((name) => name.endsWith('.md'))
    process.stderr.write(`${saved.length} saved regressions in scenarios/regressions/ are taken first\n`)
  }

  onRunComplete(_, { testResults, numTotalTests }) {
    const entries = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ id: `test ${fullName}`, verdict: status }))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
    if (entries.length < numTotalTests) return // a part of the tests is no run of them
    const run = { format: 1, kind: 'tidemark run', command: 'test', tidemark: version, entries }
    const text = `${JSON.stringify(run, undefined, 1)}\n`
    mkdirSync(RUNS, { recursive: true })
    for (const name of ['test.json', 'latest.json']) {
      writeFileSync(join(RUNS, `${name}.part`), text)
      renameSync(join(RUNS, `${name}.part`), join(RUNS, name))
    }
  }
}
