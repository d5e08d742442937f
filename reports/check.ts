import {
  enabledIn,
  oddsOfMissing,
  type Failure,
  type Finding,
  type LossKind,
  type Run,
  type Stopped,
  type Trace,
} from '../contract/run'
import { countsText } from '../kit/counts'
import { folded } from './fit'
import { shellWord } from './formats/words'
import type { Paint } from './paint'
import { traceText } from './trace'
import { counted, listed, oneIn, seconds, thousands } from './words'

export interface Style {
  readonly paint: Paint
  /** Whether times and memory use are printed. They differ from run to run. */
  readonly isTimed: boolean
  /** The command with which this program was started. */
  readonly self: string
}

/** The report of one search: verdict, evidence, and what to try next, the best suggestion first. */
export const checkText = (run: Run, next: readonly string[], { paint, isTimed, self }: Style): string => {
  const { failure } = run
  const fit = (text: string): string => folded(text, paint, self)
  const evidence =
    failure === undefined ? [] : [traceText(failure.trace, paint, `BROKEN ${failure.blamed.property}`), '']
  const summary = [
    ...outsideText(run, self),
    '',
    `${pad('searched')}${measured(run, isTimed)}`,
    ...enabledText(run),
    ...leftOutText(run),
    ...lostText(run),
    ...oddsText(run),
    ...(failure === undefined ? [factsText(run)] : [`${pad('replay')}${self} replay ${shellWord(failure.token)}`]),
    ...remedyText(run),
    ...keptText(run),
    ...next.map((command, index) => `${pad(index === 0 ? 'next' : '')}${command}`),
  ].join('\n')
  return [fit(heading(run, paint)), '', ...evidence, fit(verdictText(run, paint)), fit(summary)].join('\n')
}

/** What holds, what is broken, or how far nothing is. */
export const verdictText = (run: Run, paint: Paint): string =>
  run.failure === undefined ? withoutFailure(run, paint) : brokenText(run.failure, run, paint)

/** What was not judged, and what is lost there. Nothing in this line is covered by the verdict above it. */
export const outsideText = ({ outside, distinct }: Run, self: string): readonly string[] => {
  if (outside === undefined) return []
  const { states, kinds } = outside
  if (states === 0) return ['', `${pad('outside')}nothing: all runs within these bounds are clean, and were judged`]
  const share = `${states === undefined ? '' : `${thousands(states)} of ${counted(distinct, 'state')} are in `}other runs`
  const told = kinds.flatMap((kind, index) => lossText(kind, kinds.slice(0, index), self))
  return [
    '',
    `${pad('outside')}${share}, about which the verdict says nothing. There,`,
    ...told.map((line) => `${pad('')}${line}`),
  ]
}

/** One kind of record. A schedule that loses records of several kinds is printed once. */
const lossText = ({ of, verdict, loss }: LossKind, before: readonly LossKind[], self: string): readonly string[] => {
  if (loss === undefined)
    return [
      verdict === 'holds' ? `no ${of} record is lost within these bounds` : `it is open whether ${of} records are lost`,
    ]
  if (before.some((other) => other.loss?.token.split(':').at(-2) === loss.token.split(':').at(-2)))
    return [`the same schedule is a shortest one that loses ${article(of)} record`]
  const { sentence, steps, token, missing } = loss
  return [
    `${article(of)} record is lost in ${counted(steps, 'step')}: ${sentence}`,
    ...(missing === undefined ? [] : [`broker ${missing.peer} then lacks ${countsText(missing.counts)}`]),
    `${self} replay ${shellWord(token)}`,
  ]
}

const article = (of: string): string => `${/^[aeiou]/.test(of) ? 'an' : 'a'} ${of}`

/** The next command is the one that was tried. */
export const remedyText = ({ remedy }: Run): readonly string[] =>
  remedy === undefined
    ? []
    : [
        `${pad('remedy')}${remedy.what}: ${remedy.isServed ? 'clients are served, and ' : ''}${remedy.isLossy ? 'it may cost records: see next' : 'nothing is lost within the same bounds'}`,
      ]

/** About these states the verdict says nothing: what would heal them does not fit into the bounds. */
const leftOutText = ({ leftOut, distinct }: Run): readonly string[] =>
  leftOut === undefined
    ? []
    : [`${pad('left out')}${thousands(leftOut)} of ${counted(distinct, 'state')}: the bounds keep them from settling`]

/** The result is complete: other threads repeated the work that the lost threads had begun. */
export const lostText = ({ lostThreads }: Pick<Run, 'lostThreads'>): readonly string[] =>
  lostThreads === undefined
    ? []
    : [`${pad('threads')}${counted(lostThreads, 'thread')} ended early; other threads repeated that work`]

/** Two states with the same fingerprint count as one state. */
const oddsText = ({ fingerprints, distinct }: Run): readonly string[] =>
  fingerprints ? [`${pad('odds')}that a state was missed: ${oneIn(oddsOfMissing(distinct))}`] : []

/** How much of a stopped search was saved, and why some of it was not. */
const keptText = ({ kept }: Run): readonly string[] => {
  if (kept === undefined) return []
  const { path, states, trouble } = kept
  const what = states === 0 ? `nothing` : `${counted(states, 'state')} in ${path}`
  return [
    `${pad('kept')}${what}${trouble === undefined ? '' : `; the current state of the search could not be saved: ${trouble}`}`,
  ]
}

export const heading = ({ title, scope }: Pick<Run, 'title' | 'scope'>, paint: Paint): string =>
  [paint.bold(title), ...scope.map((line) => `  ${line}`)].join('\n')

/**
 * What is broken: the property to blame, its rung, further remarks, and the other properties that broke in the same
 * step.
 */
export const findingsText = (
  [blamed, ...others]: readonly Finding[],
  paint: Paint,
  more: readonly string[] = [],
): string =>
  [
    ...(blamed === undefined ? [] : [paint.bold(paint.red(`${pad('broken')}${blamed.property}`)), ...detail(blamed)]),
    ...more.map((line) => `${pad('')}${line}`),
    ...others.map(({ property, sentence }, index) => `${pad(index === 0 ? 'also' : '')}${property}: ${sentence}`),
  ].join('\n')

const detail = ({ sentence, rung }: Finding): readonly string[] => [
  `${pad('')}${sentence}`,
  ...(rung === undefined ? [] : [`${pad('')}the lowest broken rung of the ladder: ${rung}`]),
]

export const pad = (word: string): string => word.padEnd(10)

const brokenText = ({ blamed, others, trace }: Failure, { stopped, frontier }: Run, paint: Paint): string =>
  findingsText([blamed, ...others], paint, [
    ...(trace.loop === undefined ? [] : [FAIR]),
    shortestText(trace, stopped !== undefined || frontier > 0),
  ])

const FAIR = 'this is fair: every healing action is taken in the loop, or is disabled at some point of it'

/** How short the schedule is. A search that was stopped may have missed a shorter way to a state that never settles. */
const shortestText = ({ steps, loop, deadEnd }: Trace, isCut: boolean): string => {
  if (steps.length === 0 && loop === undefined && !deadEnd) return 'it is so from the beginning: no step is needed'
  if (loop === undefined && !deadEnd)
    return `this is a shortest counterexample: none has fewer than ${counted(steps.length, 'step')}`
  if (isCut) return 'the search was stopped, so there may be a shorter way to such a state'
  const way = loop === undefined ? steps.length : loop - 1
  if (way === 0) return `${loop === undefined ? 'the dead end is' : 'the loop begins in'} the initial state`
  return `this is a shortest way in: no such loop and no dead end is reached in fewer than ${counted(way, 'step')}`
}

const withoutFailure = (run: Run, paint: Paint): string => {
  const { verdict, depth, frontier, unconfirmed, stopped = 'states' } = run
  if (unconfirmed !== undefined) return unconfirmedText(unconfirmed, paint).join('\n')
  if (verdict === 'holds') {
    const every = 'every state within these bounds was explored'
    const where = run.outside === undefined ? '' : `in clean runs: ${run.outside.promise}; `
    const how = run.fingerprints ? `by fingerprints: ${every}, except for the odds below` : `exhaustive: ${every}`
    return paint.bold(paint.green(`${pad('holds')}${where}${how}${exceptLeftOut(run)}${exceptUntaken(run)}`))
  }
  if (frontier === 0)
    return [
      paint.bold(
        paint.yellow(`${pad('open')}every state within these bounds was explored, and no step breaks a property;`),
      ),
      `${pad('')}${STOPPED[stopped]} before it was known whether healing always settles`,
    ].join('\n')
  return [
    paint.bold(paint.yellow(`${pad('open')}correct to depth ${depth}; nothing is known beyond that depth`)),
    `${pad('')}${STOPPED[stopped]}; ${counted(frontier, 'state')} found but not expanded`,
    ...(run.isHealingJudged === undefined ? [] : [`${pad('')}${run.isHealingJudged ? JUDGED_SO_FAR : NOT_JUDGED}`]),
  ].join('\n')
}

/** What broke where an election is a free choice, and is not confirmed: nothing is known about the question. */
export const unconfirmedText = (
  { findings, events }: NonNullable<Run['unconfirmed']>,
  paint: Paint,
  what = findings[0]?.property ?? '',
): readonly string[] => [
  paint.bold(paint.yellow(`${pad('open')}found only where the election is free: ${what}`)),
  ...findings.slice(0, 1).map(({ sentence }) => `${pad('')}${sentence}`),
  `${pad('')}not confirmed: under no names of the brokers does the controller elect as in these ${counted(events.length, 'step')}`,
  ...events.map((event, index) => `${pad('')}${String(index + 1).padStart(3)}  ${event}`),
  `${pad('')}no verdict: a search without --symmetry elects as Kafka does`,
]

/** States about which a property of convergence says nothing. */
const exceptLeftOut = ({ leftOut, distinct }: Run): string =>
  leftOut === undefined ? '' : `; ${thousands(leftOut)} of ${thousands(distinct)} are left out`

const exceptUntaken = ({ untaken }: Run): string =>
  untaken === undefined
    ? ''
    : `; nothing is said about ${listed(untaken)}, because no step took ${untaken.length === 1 ? 'this fault' : 'these faults'}`

const JUDGED_SO_FAR = 'no dead end and no fair loop among the expanded states; others may follow'

const NOT_JUDGED = 'not judged: whether healing always settles'

export const STOPPED: Readonly<Record<Stopped, string>> = {
  states: 'stopped at the state limit (--max-states)',
  time: 'stopped at the time limit (--max-minutes)',
  memory: 'stopped at the memory limit (--max-memory)',
  interrupt: 'stopped by an interrupt',
  disk: 'stopped because the disk is full',
}

/** What a search cost. */
export type Measured = Pick<Run, 'distinct' | 'generated' | 'depth' | 'bytes' | 'seconds' | 'spared'>

export const measured = (run: Measured, isTimed: boolean): string => {
  const counts = [counted(run.distinct, 'state'), ...transitions(run), `depth ${run.depth}`]
  // Memory is allocated in blocks, so bytes per state mean nothing for a small search.
  const memory = run.distinct < A_BLOCK ? [] : [`${thousands(Math.round(run.bytes / run.distinct))} bytes per state`]
  const costs = [seconds(run.seconds), ...memory, `${thousands(statesPerSecond(run))} states/s`]
  return [...counts, ...(isTimed ? costs : [])].join(', ')
}

const transitions = (run: Measured): readonly string[] => {
  const taken = counted(run.generated, 'transition')
  const { spared } = run
  return spared === undefined
    ? [taken]
    : [`${taken} of ${thousands(run.generated + spared)} (${fewerTimes(run)} times fewer)`]
}

/** All transitions, divided by those that were taken. */
export const fewerTimes = ({ generated, spared = 0 }: Pick<Run, 'generated' | 'spared'>): number =>
  Math.round((100 * (generated + spared)) / Math.max(generated, 1)) / 100

const A_BLOCK = 20_000

const enabledText = (run: Run): readonly string[] => {
  const enabled = enabledIn(run)
  if (enabled === undefined) return []
  const { stuck } = run
  const none =
    stuck === undefined
      ? ''
      : `; none in ${counted(stuck.states, 'state')}, the nearest after ${counted(stuck.steps, 'step')}${'unlike' in run.question ? '' : ' (--reach stuck)'}`
  return [`${pad('enabled')}${enabled.mean.toFixed(1)} actions per state on average, ${enabled.most} at most${none}`]
}

export const statesPerSecond = ({ distinct, seconds: used }: Pick<Run, 'distinct' | 'seconds'>): number =>
  Math.round(distinct / Math.max(used, 1e-6))

const factsText = ({ facts, verdict }: Run): string => {
  const met = facts.filter(({ depth }) => depth !== undefined)
  const unmet = facts.filter(({ depth }) => depth === undefined)
  const never = verdict === 'holds' ? 'never reached' : 'not reached so far'
  const missing = unmet.map(({ name, required }) => `'${name}'${required ? ' (required)' : ''}`)
  const summary = `${met.length} of ${facts.length} reached`
  return `${pad('facts')}${facts.length === 0 ? 'none asked for' : summary}${missing.length === 0 ? '' : `; ${never}: ${listed(missing)}`}`
}
