import type { AllFailures, Cause, Prevention } from '../contract/causes'
import { heading, measured, pad, STOPPED, type Style } from './check'
import { shellWord } from './formats/words'
import { counted, listed } from './words'

/** The report of a search for every failure: each cause with its shortest schedule. */
export const causesText = (run: AllFailures, next: string, { paint, isTimed, self }: Style): string => {
  const { causes, stopped, depth, frontier } = run
  const shown = causes.slice(0, MOST_CAUSES)
  const more = causes.length - shown.length
  const isKafka = run.question['machine'] === undefined
  return [
    heading(run, paint),
    '',
    verdictText(run, paint),
    ...(stopped === undefined
      ? []
      : [
          `${pad('open')}complete to depth ${depth}: a longer schedule may have another cause`,
          `${pad('')}${STOPPED[stopped]}; ${counted(frontier, 'state')} found but not expanded`,
        ]),
    '',
    ...shown.flatMap((cause, index) => [...causeText(cause, index + 1, isKafka, self), '']),
    ...(more > 0 ? [`${pad('')}and ${counted(more, 'other cause')}; --json lists them`, ''] : []),
    `${pad('searched')}${measured(run, isTimed)}`,
    `${pad('next')}${next}`,
  ].join('\n')
}

const verdictText = ({ verdict, causes, failures }: AllFailures, paint: Style['paint']): string => {
  if (verdict === 'holds')
    return paint.bold(paint.green(`${pad('holds')}exhaustive: every state within these bounds was explored`))
  if (verdict === 'inconclusive') return paint.bold(paint.yellow(`${pad('open')}no failure so far`))
  const many = causes.length === 1 ? 'one cause' : `${causes.length} distinct causes`
  const broken = paint.bold(paint.red(`${pad('broken')}${counted(failures, 'failure')} with ${many}`))
  return `${broken}; what can follow a failure was not explored`
}

const causeText = (cause: Cause, number: number, isKafka: boolean, self: string): readonly string[] => {
  const { blamed, others, steps, failures, prevention, token, fingerprint } = cause
  return [
    `${pad(String(number))}${blamed.property}: ${blamed.sentence}`,
    ...(blamed.rung === undefined ? [] : [`${pad('')}the lowest broken rung of the ladder: ${blamed.rung}`]),
    ...(others.length === 0 ? [] : [`${pad('')}also ${listed(others.map(({ property }) => property))}`]),
    ...(isKafka ? [`${pad('')}${preventionText(prevention)}`] : []),
    `${pad('')}${counted(steps, 'step')}, the shortest of ${counted(failures, 'failure')}; fingerprint ${fingerprint}`,
    `${pad('')}${self} replay ${shellWord(token)}`,
  ]
}

/** What was tried: the same steps with each amendment, and in later versions. It is no search of the changed protocol. */
export const preventionText = (prevention?: Pick<Prevention, 'by' | 'version'> & Partial<Prevention>): string => {
  const { by, decisions = [], version } = prevention ?? { by: [] }
  if (by.length === 0 && version === undefined) return 'the same steps do harm with each amendment that is modelled'
  if (by.length === 0) return `the same steps break nothing in Kafka ${version}; no single amendment is enough`
  const which =
    decisions.length === 0 ? '' : ` (its ${decisions.length === 1 ? 'decision' : 'decisions'} ${listed(decisions)})`
  const [first = '', ...others] = by.map((name) => (name.startsWith('without ') ? name : `with ${name}`))
  return `the same steps break nothing ${first}${which}${others.map((other) => `, or ${other}`).join('')}`
}

/** Causes that are printed. */
const MOST_CAUSES = 20
