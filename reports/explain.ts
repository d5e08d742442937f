import type { Counterfactual, Explanation, Limit, NoReturn, Undecided, WayOut } from '../contract/explanation'
import { pad } from './check'
import { folded } from './fit'
import type { ExplainJson } from './json-explain'
import type { Paint } from './paint'
import { counted, listed } from './words'

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
    { none: 'none: no step of this schedule is a fault', most: MOST_FAULTS },
  ),
  ...returnText(told),
  ...beliefText(told),
  ...withoutText(told),
  ...column('remedy', told.counterfactuals.filter(isChange).map(changeText), {
    none: noneText(told, 'change', 'no single amendment, and no later version that is modelled here'),
    most: MOST_OF_A_KIND,
  }),
  ...undecidedText(told, 'change'),
  ...healingText(told),
]

/** Where it was stopped, none found means nothing. */
const NOT_ALL_TRIED = 'none found, but not all were tried: stopped by an interrupt'

const isConvergence = ({ property }: Explanation): boolean => property?.startsWith('L') ?? false

const nameOf = ({ property = '' }: Explanation): string => property.split(' ')[0] ?? ''

/** Healing, and what is settled, mean what this property says; otherwise what L1 says. */
const isOfItsOwn = (told: Explanation): boolean => isConvergence(told) && nameOf(told) !== 'L1'

/** The step, and the proof that it is this one: what the searches after it, and before it, have found. */
const returnText = (told: Explanation): readonly string[] => {
  const { noReturn, after } = told
  if (after.length === 0) return [`${pad('no return')}not searched: nothing heals in this question`]
  if (noReturn === undefined) return [`${pad('no return')}${openText(told)}`, ...unknownText(told, after)]
  const { step, event, isAtLatest } = noReturn
  return [
    `${pad('no return')}${isAtLatest ? 'at the latest ' : ''}after step ${step}, ${event}`,
    `${pad('')}${proofText(noReturn, after[step]?.states ?? 0)}`,
    ...(isAtLatest ? unknownText(told, after.slice(0, step)) : []),
    ...beforeText(noReturn, told),
  ]
}

const proofText = ({ isAtLatest }: NoReturn, found: number): string => {
  if (found > 1)
    return `proved by search: healing reaches ${counted(found, 'state')} from there, and none of them avoids it`
  if (found === 1) return 'proved by search: healing comes to no other state from there, and this one does not avoid it'
  if (isAtLatest) return 'that step itself breaks it'
  return `that step itself breaks it; proved by search: at each step before it, some order of healing avoids it`
}

const openText = ({ after }: Explanation): string =>
  after.some(({ outlook }) => outlook === 'unknown')
    ? 'not known'
    : 'none: proved by search, even after the last step some order of healing ends well'

/** The steps after which the search was cut short, and why. */
const unknownText = ({ most }: Explanation, after: Explanation['after']): readonly string[] => {
  const unknown = after.filter(({ outlook }) => outlook === 'unknown')
  const where = (which: Limit): readonly string[] =>
    unknown.filter(({ limit }) => limit === which).map(({ step }) => String(step))
  const [states, bounds, interrupt] = [where('states'), where('bounds'), where('interrupt')]
  return [
    ...(interrupt.length === 0 ? [] : [`${pad('')}not proved after ${stepWords(interrupt)}: stopped by an interrupt`]),
    ...(states.length === 0
      ? []
      : [
          `${pad('')}not proved after ${stepWords(states)}: more than ${counted(most, 'state')}; --max-states searches more`,
        ]),
    ...(bounds.length === 0
      ? []
      : [`${pad('')}not proved after ${stepWords(bounds)}: the bounds of the question leave out steps that heal`]),
  ]
}

/** 'step 3', 'steps 3 and 4', 'the beginning and step 1', '11 steps'. */
const stepWords = (steps: readonly string[]): string => {
  if (steps.length > MOST_STEPS) return counted(steps.length, 'step')
  const later = steps.filter((step) => step !== '0')
  const numbers = later.length === 0 ? [] : [`step${later.length === 1 ? '' : 's'} ${listed(later)}`]
  return [...(later.length < steps.length ? ['the beginning'] : []), ...numbers].join(', ')
}

const beforeText = ({ step, before, againKeptAt }: NoReturn, told: Explanation): readonly string[] => [
  ...(before === undefined ? [] : [`${pad('')}one step before, ${wayOutText(before, told)}`]),
  ...(againKeptAt === undefined
    ? []
    : [
        `${pad('')}a later step opened a way again: healing could avoid it after step ${againKeptAt}, not after step ${step}`,
      ]),
]

/** Without steps there is nothing left to do, or nothing that heals breaks a property from there. */
const wayOutText = ({ steps, isSettled }: WayOut, told: Explanation): string => {
  if (steps.length > 0)
    return `this avoids it${isSettled ? '' : ', though the cluster never settles'}: ${stepsText(steps)}`
  if (isSettled && isOfItsOwn(told)) return `what ${nameOf(told)} asks is so already`
  return isSettled
    ? 'nothing is left to heal, and nothing is broken'
    : 'nothing breaks, however it heals, but the cluster never settles'
}

const stepsText = (steps: readonly string[]): string =>
  `${steps.slice(0, MOST_STEPS).join('; ')}${steps.length > MOST_STEPS ? `; and ${counted(steps.length - MOST_STEPS, 'more step')}` : ''}`

const beliefText = (told: Explanation): readonly string[] => {
  const { beliefs, beliefsAfter, steps } = told
  const when = beliefsAfter < steps ? `before step ${steps}` : `after step ${steps}`
  const [first, ...others] = beliefs
  if (first === undefined)
    return [`${pad('believed')}nothing false that the rules of explain look for, before step ${steps} or after it`]
  return column('believed', [`falsely, ${when}: ${first}`, ...others], { none: '', most: MOST_BELIEFS })
}

/** Steps without which the same is promised, and kept: faults first, producers last. Of the others only how many there are. */
const withoutText = (told: Explanation): readonly string[] => {
  const steps = told.counterfactuals.filter((one) => !isChange(one))
  const kept = steps.filter(({ isPromised }) => isPromised)
  const ranked = [0, 1, 2].flatMap((rank) => kept.filter((one) => rankOf(one) === rank))
  const less = steps.length - kept.length
  return [
    ...column('without', ranked.map(stepText(told)), {
      none: noneText(told, 'step', less > 0 ? NONE_KEPT : NO_STEP),
      most: MOST_OF_A_KIND,
    }),
    ...(less > 0
      ? [`${pad('')}${counted(less, 'more step')}, but only because fewer records are committed or acknowledged then`]
      : []),
    ...undecidedText(told, 'step'),
  ]
}

/** What is said where none was found. Where not all are known, that means nothing. */
const noneText = ({ isStopped, undecided }: Explanation, of: Undecided['kind'], none: string): string => {
  if (isStopped === true) return NOT_ALL_TRIED
  return undecided.some(({ kind }) => kind === of) ? 'none found, but not all are known' : none
}

/** What was tried, and not decided. */
const undecidedText = ({ undecided, most }: Explanation, of: Undecided['kind']): readonly string[] => {
  const text = (which: Limit, why: string): readonly string[] => {
    const cut = undecided.filter(({ kind, limit }) => kind === of && limit === which)
    return cut.length === 0 ? [] : [`${pad('')}not known ${triedText(cut)}: ${why}`]
  }
  return [
    ...text('states', `more than ${counted(most, 'state')}; --max-states searches more`),
    ...text('bounds', 'the bounds of the question leave out steps that heal'),
  ]
}

const triedText = (cut: readonly Undecided[]): string => {
  const steps = cut.flatMap(({ step }) => step ?? [])
  if (steps.length > 0) return `without ${stepWords(steps.map(String))}`
  return cut.length > MOST_STEPS ? `for ${cut.length} changes` : `for ${listed(cut.map(({ what }) => what))}`
}

const NO_STEP = 'no single step: leave any one out, and it is broken all the same'
const NONE_KEPT = 'no single step, if the same records are to be committed and acknowledged'

const isChange = ({ kind }: Counterfactual): boolean => kind === 'change'

const rankOf = ({ fault, what }: Counterfactual): number => {
  if (fault !== undefined) return 0
  return what.startsWith('producer ') ? 2 : 1
}

const stepText =
  (told: Explanation) =>
  ({ step, what, isSure }: Counterfactual): string => {
    const tried = isConvergence(told)
      ? 'it settles in the orders of healing that were tried'
      : 'one order of healing avoids it, another may not'
    return `step ${step}, ${what}: ${isSure ? 'nothing breaks, however it heals' : tried}`
  }

/** What prevents nothing that can be said in one phrase is named by its title. */
const changeText = ({ what, title, repairs, decisions = [] }: Counterfactual): string => {
  const isPhrase = repairs !== undefined && !/^(nothing|some of what)\b/.test(repairs)
  const about = isPhrase ? `prevents ${repairs}` : title
  const only =
    decisions.length === 0 ? '' : `, by its decision${decisions.length === 1 ? '' : 's'} ${listed(decisions)}`
  return `${what}${only}${about === undefined ? '' : `: ${about}`}`
}

/** What the word means in all lines above, and what the proofs took. */
const healingText = (told: Explanation): readonly string[] => {
  const { after, states } = told
  if (after.length === 0) return []
  const meaning = isOfItsOwn(told)
    ? `what goes on in ${nameOf(told)} (docs/properties.md), in any order`
    : 'no more faults, records or operators; what is down comes back, and Kafka goes on, in any order'
  const stopped = told.isStopped === true ? '; stopped by an interrupt before all was tried' : ''
  return [`${pad('healing')}${meaning}; ${counted(states, 'state')} searched in all${stopped}`]
}

interface Column {
  readonly none: string
  readonly most: number
}

const column = (word: string, lines: readonly string[], { none, most }: Column): readonly string[] => {
  if (lines.length === 0) return [`${pad(word)}${none}`]
  // One line more is printed, not announced.
  const shown = lines.length === most + 1 ? lines.length : most
  const more = lines.length - shown
  return [
    ...lines.slice(0, shown).map((line, index) => `${pad(index === 0 ? word : '')}${line}`),
    ...(more > 0 ? [`${pad('')}and ${more} more; --json lists them`] : []),
  ]
}

const MOST_FAULTS = 3
const MOST_BELIEFS = 2
const MOST_OF_A_KIND = 2
const MOST_STEPS = 4

export const explainAsJson = (told: Explanation, exitCode: number, next: string): ExplainJson => ({
  ...(JSON.parse(JSON.stringify(told)) as Omit<ExplainJson, 'format' | 'command' | 'exitCode' | 'next'>),
  ...{ format: 1, command: 'explain', exitCode, next },
})
