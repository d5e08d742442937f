import type { Counterfactual, Explanation, NoReturn, WayOut } from '../contract/explanation'
import { pad } from './check'
import { folded } from './fit'
import type { ExplainJson } from './json-explain'
import type { Paint } from './paint'
import { counted, listed, thousands } from './words'

/** An explanation in about ten lines. */
export const explainText = (told: Explanation, paint: Paint, next: string): string => {
  const lines = [paint.bold(told.title), ...(told.property === undefined ? verdictOf(told) : explained(told, paint))]
  return [...lines.map((line) => folded(line, paint, '')), '', `${pad('next')}${next}`].join('\n')
}

/** The lines alone, as a page shows them. */
export const explainLines = (told: Explanation, paint: Paint): readonly string[] =>
  told.property === undefined ? verdictOf(told) : explained(told, paint)

const verdictOf = ({ steps, diverged }: Explanation): readonly string[] =>
  diverged === undefined
    ? [`nothing to explain: ${counted(steps, 'step')} replayed, no property is broken`]
    : [
        `nothing to explain: diverged at step ${diverged.step} because "${diverged.because}"`,
        `${pad('step')}${diverged.event}`,
      ]

const explained = (told: Explanation, paint: Paint): readonly string[] => [
  `${paint.red(pad('broken'))}${isConvergence(told) ? 'after' : 'by'} step ${told.steps}, ${told.last}: ${told.property}`,
  `${pad('')}${told.sentence}`,
  ...column(
    'fault',
    told.faults.map(({ step, event }) => `step ${step}, ${event}`),
    'none: no step of this schedule is a fault',
    MOST_FAULTS,
  ),
  ...returnText(told),
  ...column('not known', told.beliefs, '', MOST_BELIEFS),
  ...counterfactualText(told),
]

const isConvergence = ({ property }: Explanation): boolean => property?.startsWith('L') ?? false

const returnText = (told: Explanation): readonly string[] => {
  const { noReturn, states, most, after } = told
  if (after.length === 0) return [`${pad('no return')}not searched: nothing heals in this question`]
  if (noReturn === undefined) return [`${pad('no return')}${openText(told)}`]
  const { step, event, isAtLatest } = noReturn
  const found = after[step]?.states ?? 0
  const cut = after.filter(({ outlook }) => outlook === 'unknown').length
  const proof =
    found === 0
      ? 'that step itself breaks it'
      : `from there it is too late: of ${counted(found, 'state')} that healing reaches, all searched, none avoids it`
  return [
    `${pad('no return')}${isAtLatest ? 'at the latest ' : ''}after step ${step}, ${event}`,
    `${pad('')}${proof}; ${counted(states, 'state')} searched for all steps`,
    ...(cut === 0
      ? []
      : [
          `${pad('')}unknown after ${counted(cut, 'step')}: more than ${thousands(most)} states, or the bounds end first`,
        ]),
    ...beforeText(noReturn),
  ]
}

const openText = ({ after, most }: Explanation): string => {
  const unknown = after.filter(({ outlook }) => outlook === 'unknown').length
  return unknown === 0
    ? 'none: even after the last step, some order of the steps that heal settles'
    : `unknown: after ${counted(unknown, 'step')} the search was cut short (more than ${thousands(most)} states, or the bounds end first)`
}

const beforeText = ({ step, before, againKeptAt }: NoReturn): readonly string[] => [
  ...(before === undefined ? [] : [`${pad('')}one step before, ${wayOutText(before)}`]),
  ...(againKeptAt === undefined
    ? []
    : [
        `${pad('')}a later step reopened a way: after step ${againKeptAt} healing could keep it again, not after step ${step}`,
      ]),
]

/** Without steps the state itself has settled, or nothing that heals breaks a property from there. */
const wayOutText = ({ steps, isSettled }: WayOut): string => {
  if (steps.length > 0)
    return `this ${isSettled ? 'still helps' : 'loses nothing, but never settles'}: ${stepsText(steps)}`
  return isSettled
    ? 'the cluster has settled, and nothing is broken'
    : 'nothing breaks, however it heals, but the cluster never settles'
}

const stepsText = (steps: readonly string[]): string =>
  `${steps.slice(0, MOST_STEPS).join('; ')}${steps.length > MOST_STEPS ? `; and ${counted(steps.length - MOST_STEPS, 'more step')}` : ''}`

/** Steps without which the same is promised, and kept: faults first. Of the others only how many there are. */
const counterfactualText = ({ counterfactuals }: Explanation): readonly string[] => {
  const steps = counterfactuals.filter(({ kind }) => kind === 'step')
  const kept = steps.filter(({ isPromised }) => isPromised)
  const ranked = [...kept.filter(isFault), ...kept.filter((one) => !isFault(one))]
  const less = steps.length - kept.length
  const changes = counterfactuals.filter(({ kind }) => kind === 'change')
  const none = less > 0 ? NONE_KEPT : 'no single step: leave any one out, and it is broken all the same'
  return [
    ...column('without', ranked.map(stepText), none, MOST_OF_A_KIND),
    ...(less > 0
      ? [`${pad('')}${counted(less, 'step')} without which nothing is lost, but only because less was promised then`]
      : []),
    ...column(
      'with',
      changes.map(changeText),
      'no single amendment and no later version modelled here',
      MOST_OF_A_KIND,
    ),
  ]
}

const NONE_KEPT = 'no single step saves what was promised'

const isFault = ({ fault }: Counterfactual): boolean => fault !== undefined

const stepText = ({ step, what, isSure }: Counterfactual): string =>
  `step ${step}, ${what}: ${isSure ? 'nothing breaks, however it heals' : 'nothing breaks in the one way of healing that was tried'}`

/** What prevents nothing in the releases before is named by its title. */
const changeText = ({ what, title, repairs, decisions = [] }: Counterfactual): string => {
  const about = repairs === undefined || repairs.startsWith('nothing') ? title : `prevents ${repairs}`
  const only = decisions.length === 0 ? '' : ` (${listed(decisions)})`
  return `${what}${only}${about === undefined ? '' : `: ${about}`}`
}

const column = (word: string, lines: readonly string[], none: string, most: number): readonly string[] => {
  if (lines.length === 0) return none === '' ? [] : [`${pad(word)}${none}`]
  const more = lines.length - most
  return [
    ...lines.slice(0, most).map((line, index) => `${pad(index === 0 ? word : '')}${line}`),
    ...(more > 0 ? [`${pad('')}and ${more} more; --json lists them`] : []),
  ]
}

const MOST_FAULTS = 3
const MOST_BELIEFS = 3
const MOST_OF_A_KIND = 3
const MOST_STEPS = 4

export const explainAsJson = (told: Explanation, exitCode: number, next: string): ExplainJson => ({
  ...(JSON.parse(JSON.stringify(told)) as Omit<ExplainJson, 'format' | 'command' | 'exitCode' | 'next'>),
  ...{ format: 1, command: 'explain', exitCode, next },
})
