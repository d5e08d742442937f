import { atMostOneIn, newInNext, type Trace, type WalkFailure, type WalkRun } from '../contract/run'
import { findingsText, pad, type Style } from './check'
import { folded } from './fit'
import { shellWord } from './formats/words'
import { traceText } from './trace'
import { counted, listed, seconds, thousands } from './words'

/** The report of many walks: the failure and its trace, or which facts were reached. */
/** `remarks` are about the cause of the failure. */
export const walkText = (run: WalkRun, next: string, remarks: readonly string[], style: Style): string => {
  const { paint } = style
  const { title, standsFor, question, drawn, seed, first, strategy, failure, stopped, because = '' } = run
  const said = Object.entries(question).map(([name, word]) => `${name} ${word}`)
  const fit = (text: string): string => folded(text, paint, style.self)
  const head = [
    paint.bold(`${title}, at random`),
    ...(standsFor === undefined ? [] : [`  ${standsFor}`]),
    `  ${said.filter((word) => !word.startsWith('kafka')).join(', ')}`,
    `  each walk draws its own ${drawn.length === 0 ? 'order of steps' : listed(drawn)}; the first seed is ${seed}/${first}`,
    ...(strategy === undefined ? [] : [`  walks choose their steps by ${strategy}`]),
    '',
  ]
  const summary = [
    ...remarks.map((line) => `${pad('')}${line}`),
    ...ruleOfThree(run),
    ...goodTuring(run),
    ...(stopped === undefined ? [] : [`${pad('')}${STOPPED[stopped] ?? ''}${because === '' ? '' : `: ${because}`}`]),
    '',
    `${pad('walked')}${measured(run, style.isTimed)}`,
    ...healedText(run),
    factsText(run),
    ...(failure === undefined ? [] : [`${pad('replay')}${style.self} replay ${shellWord(failure.shrunk.token)}`]),
    `${pad('next')}${next}`,
  ]
  const verdict = failure === undefined ? fit(holdsText(run, paint)) : failureText(failure, style, fit)
  return [...head.map(fit), verdict, ...summary.map(fit)].join('\n')
}

/** What was not judged is said in the line of the verdict. */
const holdsText = ({ walks, healed }: WalkRun, paint: Style['paint']): string => {
  if (healed === undefined || healed.open + healed.leftOut === 0)
    return paint.bold(paint.green(`${pad('holds')}in all these walks; other walks may still fail`))
  const { open, leftOut, within } = healed
  const parts = [
    ...(open === 0 ? [] : [`${counted(open, 'walk')} had not settled within ${counted(within, 'healing step')}`]),
    ...(leftOut === 0 ? [] : [`${counted(leftOut, 'walk')} came to states that are left out`]),
  ]
  return open >= walks
    ? paint.bold(paint.yellow(`${pad('open')}not judged: ${listed(parts)}`))
    : paint.bold(paint.green(`${pad('holds')}where these walks were judged; not judged: ${listed(parts)}`))
}

const healedText = ({ healed }: WalkRun): readonly string[] => {
  if (healed === undefined) return []
  const { walks, settled, times, steps } = healed
  const often = `${counted(times, 'time')}, in ${counted(steps, 'step')}`
  return [
    `${pad('healed')}${counted(walks, 'walk')} where they ended or turned back: ${often}; ${thousands(settled)} settled each time`,
  ]
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
    `${pad('')}at most about ${Math.ceil(share * 100)} % of the states in the next walk would be new (Good-Turing)`,
  ]
}

const failureText = (
  { walk, steps, shrunk, isShortest, isCutShort, fingerprint }: WalkFailure,
  { paint }: Style,
  fit: (text: string) => string,
): string => {
  const [blamed] = shrunk.findings
  const length = counted(shrunk.trace.steps.length, 'step')
  const proof = isShortest
    ? provedText(shrunk.trace)
    : `shrunk to ${length}, which may not be the shortest${isCutShort ? '; the shrinking budget ran out' : ''}`
  const findings = findingsText(shrunk.findings, paint, [
    `walk ${walk} broke it after ${counted(steps, 'step')}; ${proof}`,
    `fingerprint ${fingerprint}`,
  ])
  return [
    ...shrunk.scope.map((line) => fit(`  ${line}`)),
    '',
    traceText(shrunk.trace, paint, blamed === undefined ? '' : `BROKEN ${blamed.property}`),
    '',
    fit(findings),
  ].join('\n')
}

/** For a loop, the proof is about the way in. */
const provedText = ({ steps, loop, deadEnd }: Trace): string => {
  const way = counted(loop === undefined ? steps.length : loop - 1, 'step')
  return loop === undefined && !deadEnd
    ? `proved shortest: within these bounds no counterexample has fewer than ${way}`
    : `proved to be a shortest way in: within these bounds no such loop and no dead end is reached in fewer than ${way}`
}

const STOPPED: Readonly<Record<string, string>> = {
  time: 'stopped at the time limit (--minutes)',
  interrupt: 'stopped by an interrupt; --continue resumes with the next walk',
  threads: 'stopped: two worker threads crashed on the same walks; --continue retries them',
}

const measured = ({ walks, steps, seconds: used, cpuSeconds }: WalkRun, isTimed: boolean): string =>
  [
    counted(walks, 'walk'),
    counted(steps, 'step'),
    ...(isTimed
      ? [seconds(used), `${thousands(Math.round(steps / Math.max(cpuSeconds, 1e-6)))} steps per CPU second`]
      : []),
  ].join(', ')

/** --json prints all of them. */
const MOST_NAMED = 3

const factsText = ({ facts, failure }: WalkRun): string => {
  const unmet = facts.filter(({ depth }) => depth === undefined).map(({ name }) => `'${name}'`)
  const met = facts.length - unmet.length
  const named = unmet.length > MOST_NAMED ? [...unmet.slice(0, MOST_NAMED), `${unmet.length - MOST_NAMED} more`] : unmet
  const missing = unmet.length === 0 || failure !== undefined ? '' : `; not reached so far: ${listed(named)}`
  return `${pad('facts')}${met} of ${facts.length} reached${missing}`
}
