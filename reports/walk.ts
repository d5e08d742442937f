import { atMostOneIn, newInNext, type WalkFailure, type WalkRun } from '../contract/run'
import { findingsText, pad, type Style } from './check'
import { traceText } from './trace'
import { counted, listed, seconds, thousands } from './words'

/** What came of many walks: the failure and its story, or what was met and what was not. */
export const walkText = (run: WalkRun, next: string, style: Style): string => {
  const { paint } = style
  const { title, standsFor, question, drawn, seed, first, failure, stopped, because = '' } = run
  const said = Object.entries(question).map(([name, word]) => `${name} ${word}`)
  return [
    paint.bold(`${title}, at random`),
    ...(standsFor === undefined ? [] : [`  ${standsFor}`]),
    `  ${said.filter((word) => !word.startsWith('kafka')).join(', ')}`,
    `  each walk draws ${listed(drawn)} for itself, from seed ${seed}/${first} on`,
    '',
    failure === undefined
      ? paint.bold(paint.green(`${pad('holds')}in all these walks; that proves nothing about others`))
      : failureText(failure, style),
    ...ruleOfThree(run),
    ...goodTuring(run),
    ...(stopped === undefined ? [] : [`${pad('')}${STOPPED[stopped] ?? ''}${because === '' ? '' : `: ${because}`}`]),
    '',
    `${pad('walked')}${measured(run, style.isTimed)}`,
    factsText(run),
    ...(failure === undefined ? [] : [`${pad('replay')}${style.self} replay ${failure.shrunk.token}`]),
    `${pad('next')}${next}`,
  ].join('\n')
}

const ruleOfThree = (run: WalkRun): readonly string[] => {
  const odds = atMostOneIn(run)
  if (odds === undefined) return []
  return [
    `${pad('')}fewer than one in ${thousands(odds)} such walks breaks anything, with 95 % confidence (rule of three)`,
  ]
}

const goodTuring = (run: WalkRun): readonly string[] => {
  const share = newInNext(run)
  if (share === undefined) return []
  return [
    `${pad('')}at most some ${Math.ceil(share * 100)} % of the states that the next walk meets would be new (Good-Turing)`,
  ]
}

const failureText = (
  { walk, steps, shrunk, isShortest, isCutShort, fingerprint }: WalkFailure,
  { paint }: Style,
): string => {
  const [blamed] = shrunk.findings
  const length = counted(shrunk.trace.steps.length, 'step')
  const proof = isShortest
    ? `proved shortest: no schedule of fewer than ${length} does that in this world`
    : `shrunk to ${length}, which may not be the shortest${isCutShort ? '; the effort was spent before all was tried' : ''}`
  return [
    ...shrunk.scope.map((line) => `  ${line}`),
    '',
    traceText(shrunk.trace, paint, blamed === undefined ? '' : `BROKEN ${blamed.property}`),
    '',
    findingsText(shrunk.findings, paint, [
      `walk ${walk} broke it after ${counted(steps, 'step')}; ${proof}`,
      `fingerprint ${fingerprint}`,
    ]),
  ].join('\n')
}

const STOPPED: Readonly<Record<string, string>> = {
  time: 'stopped at the limit of time (--minutes)',
  interrupt: 'stopped by an interrupt; --from goes on with the next walk',
  threads: 'stopped, because the next walks cost two threads their lives; --continue takes them again',
}

const measured = ({ walks, steps, seconds: used, cpuSeconds }: WalkRun, isTimed: boolean): string =>
  [
    counted(walks, 'walk'),
    counted(steps, 'step'),
    ...(isTimed
      ? [seconds(used), `${thousands(Math.round(steps / Math.max(cpuSeconds, 1e-6)))} steps a CPU second`]
      : []),
  ].join(', ')

/** All of them are in what --json prints. */
const MOST_NAMED = 3

const factsText = ({ facts, failure }: WalkRun): string => {
  const unmet = facts.filter(({ depth }) => depth === undefined).map(({ name }) => `'${name}'`)
  const met = facts.length - unmet.length
  const named = unmet.length > MOST_NAMED ? [...unmet.slice(0, MOST_NAMED), `${unmet.length - MOST_NAMED} more`] : unmet
  const missing = unmet.length === 0 || failure !== undefined ? '' : `; not met so far: ${listed(named)}`
  return `${pad('facts')}${met} of ${facts.length} interesting things happened${missing}`
}
