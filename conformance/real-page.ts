/** A replay on a real Kafka as a page: after each step the model's view beside Kafka's. It needs neither a script nor the network. */
import { LEGEND } from '../lab/telling/legend'
import { escaped } from '../reports/escaped'
import { sourceOf } from '../reports/html'
import { counted, thousands } from '../reports/words'
import { cellsOf, columnsOf } from './cells'
import { REAL_PAGE_STYLE } from './real-page-style'
import { runningAs, wayNames } from './releases'
import type { RealReplay, ShownStep } from './real-replay'
import { OUTCOMES } from './real-text'

export const realPage = (replay: RealReplay): string => {
  const title = `${runningAs(replay.release)} beside the model`
  return [
    ...['<!doctype html>', '<html lang="en">', '<head>', '<meta charset="utf-8">'],
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${sourceOf(REAL_PAGE_STYLE)}; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title>`,
    `<style>${REAL_PAGE_STYLE}</style>`,
    ...['</head>', '<body>', '<main>'],
    `<h1>${escaped(title)}</h1>`,
    `<p>${escaped([wayNames[replay.by], replay.title, ...replay.scope].join('; '))}</p>`,
    ...verdict(replay),
    ...table(replay),
    ...legend(replay),
    `<p>The schedule: <code>${escaped(replay.token)}</code></p>`,
    ...['</main>', '</body>', '</html>', ''],
  ].join('\n')
}

const verdict = (replay: RealReplay): readonly string[] => {
  const { outcome, steps, parted } = replay
  const differences = parted === undefined ? [] : (steps[parted]?.differences ?? [])
  return [
    `<p class="verdict ${replay.verdict}">${escaped(verdictWords(replay))}</p>`,
    ...(outcome === undefined
      ? []
      : [`<p>${escaped(`${OUTCOMES[outcome.verdict]} ${runningAs(replay.release)}: ${outcome.text}`)}</p>`]),
    ...(differences.length === 0
      ? []
      : ['<ul>', ...differences.map((one) => `<li>${escaped(differenceWords(one))}</li>`), '</ul>']),
  ]
}

const verdictWords = ({ verdict: found, stepped, planned, values, parted, because, diverged }: RealReplay): string => {
  const agreeing = `${counted(stepped, 'step')}, ${thousands(values)} values compared`
  switch (found) {
    case 'agrees':
      return `Every step agrees: ${agreeing}`
    case 'differs':
      return `The two differ at step ${parted}`
    case 'failed':
      return `Kafka or the driver failed in step ${parted}; before it: ${agreeing}`
    case 'refused':
      return `Stopped: ${because ?? ''}; before it: ${agreeing}`
    case 'diverged':
      return `Stopped: the model cannot take step ${diverged?.step} of ${planned}; before it: ${agreeing}`
  }
}

const differenceWords = ({ where, model, kafka }: ShownStep['differences'][number]): string =>
  `${where}: ${model} in the model, ${kafka} in Kafka`

const table = ({ steps }: RealReplay): readonly string[] => {
  const [first] = steps
  if (first === undefined) return []
  const head = ['step', 'event', 'view', ...columnsOf(first.model), 'compared']
  return [
    '<div class="wide" tabindex="0" role="region" aria-label="All steps">',
    '<table>',
    `<thead><tr>${head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr></thead>`,
    ...steps.map(rows),
    '</table>',
    '</div>',
  ]
}

/** Two rows: cells that are not the same in both are marked in both. */
const rows = (step: ShownStep, index: number): string => {
  const model = cellsOf(step.model, step.partition)
  const kafka = step.kafka === undefined ? undefined : cellsOf(step.kafka, step.partition)
  const differs = step.differences.length > 0
  const isMarked = (at: number): boolean => differs && kafka !== undefined && model[at] !== kafka[at]
  const cells = (values: readonly string[]): string =>
    values.map((value, at) => `<td${isMarked(at) ? ' class="differs"' : ''}>${escaped(value)}</td>`).join('')
  const named = `<th scope="rowgroup" rowspan="2">${index}</th><th scope="rowgroup" rowspan="2" class="event">${escaped(step.event)}</th>`
  return [
    `<tbody class="${differs ? 'parted' : 'same'}">`,
    `<tr>${named}<th scope="row">model</th>${cells(model)}<td rowspan="2">${escaped(comparedWords(step))}</td></tr>`,
    `<tr><th scope="row">Kafka</th>${kafka === undefined ? `<td colspan="${model.length}">nothing was seen</td>` : cells(kafka)}</tr>`,
    '</tbody>',
  ].join('')
}

const comparedWords = ({ refused, error, differences, compared }: ShownStep): string => {
  if (refused !== undefined) return `not stepped: ${refused}`
  if (error !== undefined) return `FAILED: ${error}`
  return differences.length === 0 ? `AGREES ${compared}` : `DIFFERS in ${differences.length} of ${compared}`
}

const legend = ({ steps }: RealReplay): readonly string[] => {
  const cells = steps.flatMap(({ model, kafka, partition }) =>
    [model, kafka ?? model].flatMap((view) => cellsOf(view, partition)),
  )
  const found = LEGEND.filter(({ sign }) => cells.some((cell) => sign.test(cell)))
  return [
    '<h2>Signs</h2>',
    '<ul class="legend">',
    ...found.map(({ meaning }) => `<li>${escaped(meaning)}</li>`),
    '<li>AGREES 33: both show 33 values, and they are the same. What Kafka does not show is not compared; its cells lack it.</li>',
    '</ul>',
  ]
}
