import { version } from '../package.json'
import { checksum } from '../kit/checksum'
import { troubleIn } from '../explorer/node/saving/keeper'
import { canaryOfMachines } from '../lab/records/canary-of-machines'
import type { Run, WalkRun } from '../contract/run'
import type { Entry, SavedRun } from '../reports/saved'
import type { Io } from './io'
import { parts } from './parts'

/** The folder of saved runs, relative to the working directory. */
const RUNS = '.tidemark/runs'
export const LATEST = `${RUNS}/latest.json`

/** The latest run of one command. */
export const latestOf = (command: string): string => `${RUNS}/latest-${command}.json`

/**
 * Saves a run to a file named after its content, and also as the latest run of all commands and of this command. Every
 * run also checks the canary, so a harness that judges nothing fails here as a bug. If the run cannot be saved, the
 * answer is still printed, and a line says that the run was not saved.
 */
export const saveRun = (
  { files, err }: Io,
  command: string,
  entries: readonly Entry[],
  isKafka: boolean,
): undefined => {
  const run: SavedRun = {
    ...{ format: 1, kind: 'tidemark run', command, tidemark: version },
    canary: { ...(isKafka ? parts.canary().canary() : canaryOfMachines()) },
    entries: [...entries],
  }
  const text = `${JSON.stringify(run, undefined, 1)}\n`
  try {
    files.write(`${RUNS}/${command}-${checksum(text)}.json`, text)
    files.write(latestOf(command), text)
    files.write(LATEST, text)
  } catch (error) {
    err(`tidemark: ${RUNS}: this run could not be saved: ${troubleIn(error)}\n`)
  }
}

export const entryOfRun = (id: string, run: Run): Entry => ({
  ...{ id, verdict: run.verdict },
  ...failureIn(run.failure?.blamed.property, run.failure?.trace.steps.length, run.failure?.token),
  ...{ distinct: run.distinct, generated: run.generated, depth: run.depth },
  ...(run.failure === undefined ? factsOf(run) : {}),
})

export const entryOfWalks = (id: string, run: WalkRun, goOn: Readonly<Record<string, string>>): Entry => ({
  ...{ id, verdict: run.verdict, goOn: { ...goOn } },
  ...failureIn(
    run.failure?.shrunk.findings[0]?.property,
    run.failure?.shrunk.trace.steps.length,
    run.failure?.shrunk.token,
  ),
  ...(run.failure === undefined ? factsOf(run) : { fingerprint: run.failure.fingerprint }),
})

const failureIn = (property?: string, steps?: number, token?: string): Partial<Entry> =>
  property === undefined
    ? {}
    : { property, ...(steps === undefined ? {} : { steps }), ...(token === undefined ? {} : { token }) }

const factsOf = ({ facts }: Pick<Run, 'facts'>): Pick<Entry, 'met' | 'unmet'> => ({
  met: facts.filter(({ depth }) => depth !== undefined).map(({ name }) => name),
  unmet: facts.filter(({ depth }) => depth === undefined).map(({ name }) => name),
})
