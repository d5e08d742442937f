/** What the model says of a trace, as people read it. */
import { folded } from '../../reports/fit'
import type { Paint } from '../../reports/paint'
import { counted, thousands } from '../../reports/words'
import type { Judgement, Unexplained } from './judge'
import type { Trace } from './trace'

export const judgementText = (trace: Trace, judged: Judgement, release: string, paint: Paint): string =>
  [...headOf(trace, judged, release, paint), '', ...verdictLines(judged, paint), ...judgedLines(trace, judged)]
    .map((line) => folded(line, paint, ''))
    .join('\n')

const headOf = ({ head }: Trace, { limits }: Judgement, release: string, paint: Paint): readonly string[] => [
  paint.bold(`A trace of Kafka ${head.kafka} (by ${head.by}), judged by the model of ${release}`),
  `  ${Object.entries(head.world)
    .map(([name, word]) => `${name} ${word}`)
    .join(', ')}`,
  `  between two observations: at most ${counted(limits.hidden, 'hidden step')} and ${counted(limits.states, 'state')}`,
]

const verdictLines = ({ verdict, at, observations, because, limits }: Judgement, paint: Paint): readonly string[] => {
  switch (verdict) {
    case 'accepted':
      return [paint.bold(paint.green(`accepted  the model explains ${counted(observations, 'observation')}`))]
    case 'rejected':
      return [
        paint.bold(paint.red(`REJECTED  line ${at?.line}: nothing explains what was observed`)),
        ...nearestLines(at),
      ]
    case 'inconclusive': {
      const why =
        because === 'states'
          ? `more than ${counted(limits.states, 'state')} lie before it`
          : `it may take more than ${counted(limits.hidden, 'hidden step')}`
      return [paint.bold(paint.yellow(`stopped   line ${at?.line} is not judged: ${why}`)), ...nearestLines(at)]
    }
  }
}

const MOST_DIFFERENCES = 5

const nearestLines = (at: Unexplained | undefined): readonly string[] => {
  if (at === undefined) return []
  const shown = at.differences.slice(0, MOST_DIFFERENCES)
  const more = at.differences.length - shown.length
  return [
    ...(at.note === undefined ? [] : [`          ${at.note}`]),
    ...(shown.length === 0 ? [] : ['          nearest state of the model:']),
    ...shown.map(({ where, model, kafka }) => `          ${where}: ${model} in the model, ${kafka} in the trace`),
    ...(more > 0 ? [`          and ${counted(more, 'other difference')}`] : []),
  ]
}

const judgedLines = ({ seen }: Trace, judged: Judgement): readonly string[] => {
  const { explained, observations, values, constraining, states, most, at } = judged
  const last = seen.at(-1)?.line ?? 0
  const left =
    at === undefined || at.line >= last ? [] : [`left out  lines ${at.line + 1} to ${last}: they are not judged`]
  return [
    `explained ${explained} of ${counted(observations, 'observation')}, ${counted(values, 'value')}; ${constraining} ruled out some state`,
    `          ${counted(states, 'state')} looked at; at most ${thousands(most)} explain one observation`,
    ...left,
  ]
}
