import { enabledIn, oddsOfMissing, type Failure, type Finding, type Run, type Stopped } from '../contract/run'
import type { Paint } from './paint'
import { traceText } from './trace'
import { counted, listed, oneIn, seconds, thousands } from './words'

export interface Style {
  readonly paint: Paint
  /** Whether what a clock and a memory measure is printed: it differs from run to run. */
  readonly isTimed: boolean
  /** How this program is called. */
  readonly self: string
}

/** What came of one search: verdict, evidence, and what to try next, the best first. */
export const checkText = (run: Run, next: readonly string[], { paint, isTimed, self }: Style): string => {
  const { failure } = run
  const verdict = failure === undefined ? withoutFailure(run, paint) : brokenText(failure, paint)
  return [
    heading(run, paint),
    '',
    verdict,
    '',
    `${pad('searched')}${measured(run, isTimed)}`,
    ...enabledText(run),
    ...lostText(run),
    ...oddsText(run),
    ...(failure === undefined ? [factsText(run)] : [`${pad('replay')}${self} replay ${failure.token}`]),
    ...keptText(run),
    ...next.map((command, index) => `${pad(index === 0 ? 'next' : '')}${command}`),
  ].join('\n')
}

/** Nothing is missing for that: what they had begun was done again by others. */
const lostText = ({ lostThreads }: Run): readonly string[] =>
  lostThreads === undefined
    ? []
    : [`${pad('threads')}${counted(lostThreads, 'thread')} ended too early; what was begun there was done again`]

/** Two states with the same fingerprint are taken for one. */
const oddsText = ({ fingerprints, distinct }: Run): readonly string[] =>
  fingerprints ? [`${pad('odds')}that a state was missed: ${oneIn(oddsOfMissing(distinct))}`] : []

/** How much of a stopped search is kept, and why that is not all. */
const keptText = ({ kept }: Run): readonly string[] => {
  if (kept === undefined) return []
  const { path, states, trouble } = kept
  const what = states === 0 ? `nothing` : `${counted(states, 'state')} in ${path}`
  return [
    `${pad('kept')}${what}${trouble === undefined ? '' : `; the search could not be kept as it is now: ${trouble}`}`,
  ]
}

export const heading = ({ title, scope }: Pick<Run, 'title' | 'scope'>, paint: Paint): string =>
  [paint.bold(title), ...scope.map((line) => `  ${line}`)].join('\n')

/** What is broken: the property to blame, its rung, what more there is to say, and what else broke in the same step. */
export const findingsText = (
  [blamed, ...others]: readonly Finding[],
  paint: Paint,
  more: readonly string[] = [],
): string =>
  [
    ...(blamed === undefined ? [] : [paint.bold(paint.red(`${pad('broken')}${blamed.property}`)), ...detail(blamed)]),
    ...more.map((line) => `${pad('')}${line}`),
    ...others.map(({ property, sentence }, index) => `${pad(index === 0 ? 'and so' : '')}${property}: ${sentence}`),
  ].join('\n')

const detail = ({ sentence, rung }: Finding): readonly string[] => [
  `${pad('')}${sentence}`,
  ...(rung === undefined ? [] : [`${pad('')}the lowest broken rung of the ladder: ${rung}`]),
]

export const pad = (word: string): string => word.padEnd(10)

const brokenText = ({ blamed, others, trace }: Failure, paint: Paint): string =>
  [
    traceText(trace, paint, `BROKEN ${blamed.property}`),
    '',
    findingsText([blamed, ...others], paint, [
      `no schedule of fewer than ${counted(trace.steps.length, 'step')} does that`,
    ]),
  ].join('\n')

const withoutFailure = (run: Run, paint: Paint): string => {
  const { verdict, depth, frontier, stopped = 'states' } = run
  if (verdict === 'holds') {
    const every = 'every state within these bounds was judged'
    const how = run.fingerprints ? `by fingerprints: ${every}, but for the odds below` : `exhaustive: ${every}`
    return paint.bold(paint.green(`${pad('holds')}${how}`))
  }
  return [
    paint.bold(paint.yellow(`${pad('open')}correct to depth ${depth}; nothing is said beyond`)),
    `${pad('')}${STOPPED[stopped]}; ${counted(frontier, 'state')} found but not expanded`,
  ].join('\n')
}

const STOPPED: Readonly<Record<Stopped, string>> = {
  states: 'stopped at the limit of states (--max-states)',
  time: 'stopped at the limit of time (--max-minutes)',
  memory: 'stopped at the limit of memory (--max-memory)',
  interrupt: 'stopped by an interrupt',
  disk: 'stopped because states have no room on the disk',
}

const measured = (run: Run, isTimed: boolean): string => {
  const counts = [counted(run.distinct, 'state'), ...transitions(run), `depth ${run.depth}`]
  // Memory is taken in blocks, so that of a small search says nothing about its states.
  const memory = run.distinct < A_BLOCK ? [] : [`${thousands(Math.round(run.bytes / run.distinct))} bytes a state`]
  const costs = [seconds(run.seconds), ...memory, `${thousands(statesPerSecond(run))} states/s`]
  return [...counts, ...(isTimed ? costs : [])].join(', ')
}

const transitions = (run: Run): readonly string[] => {
  const taken = counted(run.generated, 'transition')
  const { spared } = run
  return spared === undefined
    ? [taken]
    : [`${taken} of ${thousands(run.generated + spared)} (${fewerTimes(run)} times fewer)`]
}

/** How many transitions there are for one that was taken. */
export const fewerTimes = ({ generated, spared = 0 }: Run): number =>
  Math.round((100 * (generated + spared)) / Math.max(generated, 1)) / 100

const A_BLOCK = 20_000

const enabledText = (run: Run): readonly string[] => {
  const enabled = enabledIn(run)
  if (enabled === undefined) return []
  return [`${pad('enabled')}${enabled.mean.toFixed(1)} steps in a state on average, ${enabled.most} at most`]
}

export const statesPerSecond = ({ distinct, seconds: used }: Run): number => Math.round(distinct / Math.max(used, 1e-6))

const factsText = ({ facts, verdict }: Run): string => {
  const met = facts.filter(({ depth }) => depth !== undefined)
  const unmet = facts.filter(({ depth }) => depth === undefined)
  const never = verdict === 'holds' ? 'never met' : 'not met so far'
  const missing = unmet.map(({ name, required }) => `'${name}'${required ? ' (required)' : ''}`)
  const summary = `${met.length} of ${facts.length} interesting things happened`
  return `${pad('facts')}${facts.length === 0 ? 'none asked for' : summary}${missing.length === 0 ? '' : `; ${never}: ${listed(missing)}`}`
}
