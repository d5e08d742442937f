/** What breaks without each decision of each preset: the rows of docs/ablation.md. */
import { isKraft, isSince, releases } from '../../model/versions/timeline'
import ablated from '../records/ablated.json'
import type { Matrix, Whole } from './matrix'

/** The matrices on record. `npm run ablation-record` makes them; tests make some of them again. */
export const recorded = ablated as unknown as readonly Matrix[]

/** Every preset that decides something, the newest first; with and without eligible leader replicas where a cluster may have them. */
export const wholes: readonly Whole[] = ['baseline', ...releases.slice(1)]
  .reverse()
  .flatMap((kafka) => [
    { kafka, elr: false },
    ...(isKraft(kafka) && isSince(kafka, '4.0') ? [{ kafka, elr: true }] : []),
  ])

export const wholeText = ({ kafka, elr }: Whole): string => `${kafka}${elr ? ' with ELR' : ''}`

/** As text: a line for each world and each row, so that a change shows where it is. */
export const recordText = (matrices: readonly Matrix[]): string => {
  const lines = (all: readonly unknown[]): string => all.map((one) => `      ${JSON.stringify(one)}`).join(',\n')
  const texts = matrices.map(
    ({ kafka, elr, with: put, isStopped, worlds, rows }) => `  {
    "kafka": ${JSON.stringify(kafka)},
    "elr": ${elr},
    "with": ${JSON.stringify(put)},
    "isStopped": ${isStopped},
    "worlds": [
${lines(worlds)}
    ],
    "rows": [
${lines(rows)}
    ]
  }`,
  )
  return `[\n${texts.join(',\n')}\n]\n`
}
