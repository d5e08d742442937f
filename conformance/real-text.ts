/** A schedule beside a real Kafka, as people read it. */
import { LEGEND } from '../lab/telling/legend'
import { folded } from '../reports/fit'
import type { Paint } from '../reports/paint'
import { columns } from '../reports/table'
import { counted, thousands } from '../reports/words'
import type { Difference } from './compare'
import { runningAs, wayNames } from './releases'
import { cellsOf, columnsOf } from './cells'
import type { RealReplay, ShownStep } from './real-replay'

/** The table, its legend, and the verdict. */
export const realReplayText = (replay: RealReplay, paint: Paint): string =>
  [
    ...headOf(replay, paint).map((line) => folded(line, paint, '')),
    '',
    ...tableOf(replay, paint),
    '',
    ...verdictLines(replay, paint).map((line) => folded(line, paint, '')),
  ].join('\n')

const headOf = ({ release, by, title, scope }: RealReplay, paint: Paint): readonly string[] => [
  paint.bold(`${runningAs(release)} (${wayNames[by]}) beside the model: ${title}`),
  ...scope.map((line) => `  ${line}`),
]

const tableOf = ({ steps }: RealReplay, paint: Paint): readonly string[] => {
  const [first] = steps
  if (first === undefined) return []
  const head = ['#', 'event', '', ...columnsOf(first.model), ''].map((name) => paint.bold(name))
  const rows = steps.flatMap((step, index) => rowsOf(step, index, paint))
  const cells = steps.flatMap(({ model, kafka, partition }) =>
    [model, kafka ?? model].flatMap((view) => cellsOf(view, partition)),
  )
  const legend = LEGEND.filter(({ sign }) => cells.some((cell) => sign.test(cell)))
  return [columns([head, ...rows]), ...legend.map(({ meaning }) => paint.dim(`   ${meaning}`))]
}

const rowsOf = (step: ShownStep, index: number, paint: Paint): readonly (readonly string[])[] => {
  const { event, model, kafka, partition, compared, differences, refused, error } = step
  const first = [String(index), event]
  const cells = cellsOf(model, partition)
  if (refused !== undefined) return [[...first, 'model', ...cells, paint.yellow(`not stepped: ${refused}`)]]
  if (error !== undefined) return [[...first, 'model', ...cells, paint.red(`FAILED: ${error}`)]]
  if (differences.length === 0) return [[...first, '', ...cells, paint.dim(`AGREES ${compared}`)]]
  return [
    [...first, 'model', ...cells, paint.red('DIFFERS')],
    ['', '', 'Kafka', ...cellsOf(kafka ?? model, partition), ''],
  ]
}

const verdictLines = (replay: RealReplay, paint: Paint): readonly string[] => {
  const { verdict, stepped, planned, values, parted, diverged, protocol } = replay
  const agreeing = `${counted(stepped, 'step')}, ${thousands(values)} values compared${protocol === undefined ? '' : `, with inter.broker.protocol.version=${protocol}`}`
  const on = outcomeLines(replay)
  switch (verdict) {
    case 'agrees':
      return [paint.bold(paint.green(`${PAD.agrees}${agreeing}`)), ...on]
    case 'differs':
      return [paint.bold(paint.red(`${PAD.differs}at step ${parted}`)), ...differenceLines(replay), ...on]
    case 'failed':
      return [
        paint.bold(paint.yellow(`${PAD.failed}in step ${parted}, which was not compared: ${errorOf(replay)}`)),
        `          before it: ${agreeing}`,
      ]
    case 'refused':
      return [paint.bold(paint.yellow(`${PAD.stopped}${replay.because ?? ''}`)), `          before it: ${agreeing}`]
    case 'diverged':
      return [
        paint.bold(paint.yellow(`${PAD.stopped}the model cannot take step ${diverged?.step} of ${planned}:`)),
        `          "${diverged?.event}" because "${diverged?.because}"`,
        `          before it: ${agreeing}`,
        ...on,
      ]
  }
}

const PAD = { agrees: 'agrees    ', differs: 'DIFFERS   ', failed: 'FAILED    ', stopped: 'stopped   ' } as const

const errorOf = ({ steps, parted = 0 }: RealReplay): string => steps[parted]?.error ?? ''

const differenceLines = ({ steps, parted = 0 }: RealReplay): readonly string[] =>
  (steps[parted]?.differences ?? []).map(differenceLine)

const differenceLine = ({ where, model, kafka }: Difference): string =>
  `          ${where}: ${model} in the model, ${kafka} in Kafka`

const outcomeLines = ({ outcome, release }: RealReplay): readonly string[] =>
  outcome === undefined ? [] : [`outcome   ${OUTCOMES[outcome.verdict]} ${runningAs(release)}: ${outcome.text}`]

/** What became of the records, before the name of the release. */
export const OUTCOMES = {
  kept: 'nothing is lost on',
  lost: 'a record is lost on',
  diverged: 'the logs differ on',
} as const
