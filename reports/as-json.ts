import {
  atMostOneIn,
  enabledIn,
  newInNext,
  oddsOfMissing,
  type Finding,
  type Outside,
  type Rerun,
  type Run,
  type WalkFailure,
  type WalkRun,
} from '../contract/run'
import { fewerTimes, statesPerSecond } from './check'
import type { CheckJson, ReplayJson, RowJson, WalkJson } from './json'
import { rounded, traceAsJson, unconfirmedAsJson } from './json-trace'
import type { Row } from './rows'

/** A run in the format of docs/json.md. */
export const checkAsJson = (run: Run, exitCode: number, next: string, isTimed: boolean): CheckJson => ({
  format: 1,
  command: 'check',
  exitCode,
  title: run.title,
  question: { ...run.question },
  symmetry: run.symmetry,
  ...(run.spared === undefined ? {} : { partialOrder: { spared: run.spared, timesFewer: fewerTimes(run) } }),
  ...(run.fingerprints ? { fingerprints: { oddsOfMissing: oddsOfMissing(run.distinct) } } : {}),
  lostThreads: run.lostThreads,
  verdict: run.verdict,
  stopped: run.stopped,
  ...(run.unconfirmed === undefined ? {} : { unconfirmed: unconfirmedAsJson(run.unconfirmed) }),
  kept: run.kept && { ...run.kept },
  ...(run.remedy === undefined ? {} : { remedy: { ...run.remedy, question: { ...run.remedy.question } } }),
  ...(run.outside === undefined ? {} : { outside: outsideAsJson(run.outside) }),
  ...blame(run.failure === undefined ? [] : [run.failure.blamed, ...run.failure.others]),
  steps: run.failure?.trace.steps.length,
  ...counts(run, isTimed),
  enabled: roundedMean(enabledIn(run)),
  leftOut: run.leftOut,
  untaken: run.untaken && [...run.untaken],
  healingJudged: run.isHealingJudged,
  stuck: run.stuck && { ...run.stuck },
  frontier: run.frontier,
  levels: [...run.levels],
  ...(isTimed ? machineCosts(run) : {}),
  facts: run.facts.map((fact) => ({ ...fact })),
  token: run.failure?.token,
  ...(run.failure === undefined ? {} : { trace: traceAsJson(run.failure.trace) }),
  next,
})

const outsideAsJson = ({ kinds, ...rest }: Outside): CheckJson['outside'] => ({
  ...rest,
  kinds: kinds.map(({ loss, ...kind }) => ({
    ...kind,
    ...(loss === undefined
      ? {}
      : {
          loss: { ...loss, ...(loss.missing && { missing: { ...loss.missing, counts: { ...loss.missing.counts } } }) },
        }),
  })),
})

const roundedMean = (enabled: ReturnType<typeof enabledIn>): CheckJson['enabled'] =>
  enabled && { ...enabled, mean: rounded(enabled.mean) }

/** A replay in the format of docs/json.md. */
export const replayAsJson = (rerun: Rerun, exitCode: number, next: string): ReplayJson => ({
  format: 1,
  command: 'replay',
  exitCode,
  title: rerun.title,
  question: { ...rerun.question },
  verdict: rerun.verdict,
  ...blame(rerun.findings),
  planned: rerun.planned,
  steps: rerun.trace.steps.length,
  ...(rerun.diverged === undefined ? {} : { diverged: rerun.diverged }),
  token: rerun.token,
  trace: traceAsJson(rerun.trace),
  next,
})

/** Walks in the format of docs/json.md. */
export const walkAsJson = (run: WalkRun, exitCode: number, next: string, isTimed: boolean): WalkJson => {
  const { failure } = run
  return {
    format: 1,
    command: 'walk',
    exitCode,
    title: run.title,
    question: { ...run.question },
    drawn: [...run.drawn],
    verdict: run.verdict,
    ...{ stopped: run.stopped, because: run.because },
    strategy: run.strategy,
    ...{ seed: run.seed, first: run.first, walks: run.walks, totalSteps: run.steps },
    ...(run.healed === undefined ? {} : { healed: { ...run.healed } }),
    ...{ atMostOneIn: atMostOneIn(run), newInNext: roundedIfAny(newInNext(run)) },
    ...(isTimed ? { seconds: rounded(run.seconds), cpuSeconds: rounded(run.cpuSeconds) } : {}),
    facts: run.facts.map((fact) => ({ ...fact })),
    ...blame(failure?.shrunk.findings ?? []),
    ...(failure === undefined ? {} : shrunkAsJson(failure)),
    next,
  }
}

const shrunkAsJson = ({ shrunk, isShortest, fingerprint, walk, steps, token }: WalkFailure): Partial<WalkJson> => ({
  steps: shrunk.trace.steps.length,
  ...{ isShortest, fingerprint },
  token: shrunk.token,
  found: { walk, steps, token },
  trace: traceAsJson(shrunk.trace),
})

/** A row of `ladder` or `ablate`; `differs` says how it differs from the record. */
export const rowAsJson = ({ name, run, differs, held }: Row, isTimed: boolean): RowJson => ({
  name,
  verdict: run.verdict,
  property: run.failure?.blamed.property,
  rung: run.failure?.blamed.rung,
  steps: run.failure?.trace.steps.length,
  ...counts(run, isTimed),
  token: run.failure?.token,
  differs,
  question: { ...run.question },
  held: held && { by: held.by, verdict: held.run.verdict, ...counts(held.run, isTimed) },
})

const counts = ({ distinct, generated, depth, seconds }: Run, isTimed: boolean): Counts => ({
  ...{ distinct, generated, depth },
  ...(isTimed ? { seconds: rounded(seconds) } : {}),
})

type Counts = Pick<CheckJson, 'distinct' | 'generated' | 'depth' | 'seconds'>

const machineCosts = (run: Run): Pick<CheckJson, 'cpuSeconds' | 'bytesPerState' | 'statesPerSecond'> => ({
  cpuSeconds: rounded(run.cpuSeconds),
  bytesPerState: rounded(run.bytes / run.distinct),
  statesPerSecond: statesPerSecond(run),
})

const blame = ([blamed, ...also]: readonly Finding[]): Pick<CheckJson, 'property' | 'sentence' | 'rung' | 'also'> =>
  blamed === undefined ? {} : { ...blamed, also: also.map((finding) => ({ ...finding })) }

const roundedIfAny = (value?: number): number | undefined => (value === undefined ? undefined : rounded(value))
