import { CommanderError, type Command } from 'commander'
import { version } from '../package.json'
import { isOfDisk } from '../explorer/node/files'
import { troubleIn } from '../explorer/node/saving/keeper'
import { badInput, expected, isBadInput, linesBelow } from '../lab/questions/bad-input'
import type { AnyJson } from '../reports/json'
import { jsonText, oneLine, printable } from '../reports/printable'
import { commands } from './commands'
import { EXIT } from './exit'
import type { Answer, Io, Write } from './io'
import type { Typed } from './options'
import { program, type Handlers } from './program'

/** Runs one command line and returns its exit code. Only `io` touches the process. */
export const run = async (argv: readonly string[], outside: Omit<Io, 'asked'>): Promise<number> => {
  const io = { ...outside, asked: argv }
  const done = { exitCode: EXIT.holds as number }
  const all = program(version, handlers(io, done))
  for (const command of [all, ...all.commands, ...all.commands.flatMap(({ commands: inner }) => inner)]) {
    command.exitOverride().configureOutput({ writeOut: (text) => io.out(text), outputError: () => undefined })
  }
  try {
    refuseHelp(all, argv)
    if (argv.length === 0) all.outputHelp()
    else await all.parseAsync(argv, { from: 'user' })
    return done.exitCode
  } catch (error) {
    return failed(error, argv, io)
  }
}

/** Commander would print the whole help instead. */
const refuseHelp = (all: Command, [first, name]: readonly string[]): void => {
  if (first !== 'help' || name === undefined || name.startsWith('-')) return
  const known = all.commands.map((command) => command.name())
  if (name !== 'help' && !known.includes(name)) throw badInput(`there is no command '${name}'${expected(name, known)}`)
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
    check: (typed) => answer(typed, checking(typed, io)),
    ablate: (names, typed) => answer(typed, commands.ablate().runAblate(names, typed, io)),
    ladder: (typed) => answer(typed, commands.ladder().runLadder(typed, io)),
    timeline: (typed) => answer(typed, commands.timeline().runTimeline(typed, io)),
    walk: (typed) => answer(typed, commands.walk().runWalk(typed, io)),
    campaign: (path, typed) => answer(typed, commands.campaign().runCampaign(path, typed, io)),
    work: (typed) => answer(typed, commands.work().runWork(typed, io)),
    searches: (typed) => answer(typed, commands.searches().runSearches(typed, io)),
    report: (typed) => answer(typed, commands.report().runReport(typed, io)),
    baseline: (typed) => answer(typed, commands.report().runBaseline(typed, io)),
    export: (schedule, typed) => answer(typed, commands.export().runExport(schedule, typed, io)),
    serve: (typed) => answer(typed, commands.serve().runServe(typed, io)),
    page: (given, typed) => answer(typed, commands.page().runPage(given, typed, io)),
    shell: (typed) => answer(typed, commands.shell().runShell(typed, io)),
    stops: (typed) => answer(typed, commands.stops().runStops(typed, io)),
    survive: (typed) => answer(typed, commands.survive().runSurvive(typed, io)),
    crashes: (typed) => answer(typed, commands.crashes().runCrashes(typed, io)),
    explain: (given, typed) => answer(typed, commands.explain().runExplain(given, typed, io)),
    tell: (path, typed) => answer(typed, commands.tell().runTell(path, typed, io)),
    realReplay: (given, typed) => answer(typed, commands.real().runRealReplay(given, typed, io)),
    realWalk: (typed) => answer(typed, commands.real().runRealWalk(typed, io)),
    realRecord: (typed) => answer(typed, commands.realTrace().runRealRecord(typed, io)),
    realJudge: (path, typed) => answer(typed, commands.realTrace().runRealJudge(path, typed, io)),
    replay: (token, typed) => answer(typed, commands.replay().runReplay(token, typed, io)),
  }
}

/** What `check` is asked for beside a verdict, or in its place. */
const checking = (typed: Typed, io: Io): Promise<Answer> => {
  if (typed['coverage'] !== undefined) return commands.coverage().runCoverage(typed, io)
  if (typed['reach'] !== undefined) return commands.reach().runReach(typed['reach'], typed, io)
  if (typed['all'] !== undefined) return commands.all().runAll(typed, io)
  return commands.check().runCheck(typed, io)
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
