import { createRequire } from 'node:module'
import { CommanderError } from 'commander'
import { version } from '../package.json'
import { isOfDisk } from '../explorer/node/files'
import { troubleIn } from '../explorer/node/saving/keeper'
import { isBadInput, linesBelow } from '../lab/questions/bad-input'
import type { AnyJson } from '../reports/json'
import { jsonText, oneLine, printable } from '../reports/printable'
import { runAblate } from './ablate'
import { runCheck } from './check'
import { EXIT } from './exit'
import { runExport } from './export'
import type { Answer, Io, Write } from './io'
import type { Typed } from './options'
import { runLadder } from './ladder'
import { program, type Handlers } from './program'
import type * as Page from './page'
import { runReplay } from './replay'
import { runSearches } from './searches'
import type * as Report from './report'
import type * as Serve from './serve'
import type * as Shell from './shell'
import { runTell } from './tell'
import { runTimeline } from './timeline'
import type * as Walk from './walk'

/** Loads a command that needs much when it is asked for. Most of the start of the program is loading. */
const load = createRequire(__filename)
const walking = (): typeof Walk => load('./walk') as typeof Walk
const reporting = (): typeof Report => load('./report') as typeof Report
const serving = (): typeof Serve => load('./serve') as typeof Serve
const shelling = (): typeof Shell => load('./shell') as typeof Shell
const paging = (): typeof Page => load('./page') as typeof Page

/** Runs one command line and returns its exit code. Only `io` touches the process. */
export const run = async (argv: readonly string[], outside: Omit<Io, 'asked'>): Promise<number> => {
  const io = { ...outside, asked: argv }
  const done = { exitCode: EXIT.holds as number }
  const commands = program(version, handlers(io, done))
  for (const command of [commands, ...commands.commands]) {
    command.exitOverride().configureOutput({ writeOut: (text) => io.out(text), outputError: () => undefined })
  }
  try {
    if (argv.length === 0) commands.outputHelp()
    else await commands.parseAsync(argv, { from: 'user' })
    return done.exitCode
  } catch (error) {
    return failed(error, argv, io)
  }
}

const handlers = (io: Io, done: { exitCode: number }): Handlers => {
  const answer = async (typed: Typed, found: Answer | Promise<Answer>): Promise<void> => {
    const { text, json, exitCode, writes = [] } = await found
    const isJson = typed['json'] !== undefined
    if (isJson) printJson(io, json)
    else io.out(`${text}\n`)
    done.exitCode = exitCode
    for (const write of writes) {
      const told = written(write, io)
      if (told !== undefined && !isJson) io.out(`${told}\n`)
    }
  }
  return {
    check: (typed) => answer(typed, runCheck(typed, io)),
    ablate: (names, typed) => answer(typed, runAblate(names, typed, io)),
    ladder: (typed) => answer(typed, runLadder(typed, io)),
    timeline: (typed) => answer(typed, runTimeline(typed, io)),
    walk: (typed) => answer(typed, walking().runWalk(typed, io)),
    searches: (typed) => answer(typed, runSearches(typed, io)),
    report: (typed) => answer(typed, reporting().runReport(typed, io)),
    baseline: (typed) => answer(typed, reporting().runBaseline(typed, io)),
    export: (schedule, typed) => answer(typed, runExport(schedule, typed, io)),
    serve: (typed) => answer(typed, serving().runServe(typed, io)),
    page: (given, typed) => answer(typed, paging().runPage(given, typed, io)),
    shell: (typed) => answer(typed, shelling().runShell(typed, io)),
    tell: (path, typed) => answer(typed, runTell(path, typed, io)),
    replay: (token, typed) => answer(typed, runReplay(token, typed, io)),
  }
}

/** The answer is printed already, so what cannot be written costs one line, and the exit code stays that of the answer. */
const written = (write: Write, io: Io): string | undefined => {
  try {
    return write()
  } catch (error) {
    const wrong = badInputIn(error)
    if (wrong === undefined) throw error
    io.err(`tidemark: ${inOneLine(wrong)}\n`)
    return undefined
  }
}

const printJson = (io: Io, json: AnyJson): void => io.out(`${jsonText(json)}\n`)

const failed = (error: unknown, argv: readonly string[], io: Io): number => {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.holds
  const theirs = badInputIn(error)
  const isTheirs = theirs !== undefined
  const message = theirs ?? `a bug in tidemark: ${error instanceof Error ? error.message : String(error)}`
  const exitCode = isTheirs ? EXIT.badInput : EXIT.bug
  const line = inOneLine(message)
  io.err(`tidemark: ${line}\n`)
  // On a terminal a person reads it. Elsewhere an error is one line.
  if (isBadInput(error) && io.errIsTerminal) for (const below of linesBelow(error)) io.err(`${printable(below)}\n`)
  if (!isTheirs && error instanceof Error) io.err(`${error.stack}\n`)
  if (argv.includes('--json')) {
    printJson(io, { format: 1, exitCode, verdict: isTheirs ? 'bad input' : 'bug', error: line })
  }
  return exitCode
}

/** What is wrong with the input or with the disk. Undefined if it is neither, and so a bug. */
const badInputIn = (error: unknown): string | undefined => {
  if (isBadInput(error) || error instanceof CommanderError) return error.message
  return isOfDisk(error) ? `a file cannot be read or written: ${troubleIn(error)}` : undefined
}

const inOneLine = (message: string): string => oneLine(message.replace(/^error: /, ''))
