// Announces the saved regressions, which run first. At the end it prints the commands that failed tests name, and saves the
// tests as a run, so that `tidemark report` can show what changed: see docs/json.md.
const { mkdirSync, readdirSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const process = require('node:process')
const { version } = require('./package.json')

const REGRESSIONS = join(__dirname, 'scenarios', 'regressions')
const RUNS = join(__dirname, '.tidemark', 'runs')
const COMMAND = /^\s*(?:(?:replay|again|save) +)?npm run -s tidemark -- .*$/gm

module.exports = class RunReporter {
  constructor({ nonFlagArgs, testPathPatterns, testNamePattern, onlyChanged, onlyFailures }, { command }) {
    this.command = command
    const isChosen = nonFlagArgs.length + testPathPatterns.patterns.length > 0 || Boolean(testNamePattern)
    this.isWhole = !isChosen && !onlyChanged && !onlyFailures
  }

  onRunStart() {
    if (this.command !== 'test') return
    const saved = readdirSync(REGRESSIONS).filter((name) => name.endsWith('.md'))
    const counted = saved.length === 1 ? '1 saved regression' : `${saved.length} saved regressions`
    process.stderr.write(`${counted} in scenarios/regressions/, which run first\n`)
  }

  onRunComplete(_, { testResults }) {
    const tests = testResults.flatMap((file) => file.testResults)
    const failed = tests.filter(({ status }) => status === 'failed')
    tellCommands(failed)
    if (!this.isWhole) return // a part of the tests is not saved
    saveRun(
      this.command,
      tests.filter(({ status }) => status === 'passed' || status === 'failed'),
    )
    if (failed.length > 0) process.stderr.write('\nnext  npm run -s tidemark -- report\n')
  }
}

/** Prints the commands last, so that they are easy to find after hundreds of lines. */
const tellCommands = (failed) => {
  const named = failed.flatMap(({ failureMessages }) => failureMessages.join('\n').match(COMMAND) ?? [])
  const commands = [...new Set(named.map((line) => line.trim()))]
  if (commands.length > 0) process.stderr.write(`\nFailed tests name these commands:\n  ${commands.join('\n  ')}\n`)
}

const saveRun = (command, tests) => {
  const entries = tests
    .map(({ fullName, status }) => ({ id: `test ${fullName}`, verdict: status }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  const run = { format: 1, kind: 'tidemark run', command, tidemark: version, entries }
  const text = `${JSON.stringify(run, undefined, 1)}\n`
  mkdirSync(RUNS, { recursive: true })
  for (const name of [`${command.replace(':', '-')}.json`, 'latest.json']) {
    writeFileSync(join(RUNS, `${name}.part`), text)
    renameSync(join(RUNS, `${name}.part`), join(RUNS, name))
  }
}
