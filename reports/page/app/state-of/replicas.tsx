import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Moments } from '../moments'
import { CommittedRow } from './committed'
import { Replica } from './replica'

interface Props {
  readonly moments: Moments
  readonly step: number
}

/** The number of offsets that are drawn at once. */
const MOST_CELLS = 12

/** The logs of all replicas below each other, aligned by offset. Above them are the committed records. */
export const Replicas = ({ moments, step }: Props): JSX.Element => {
  const { lanes } = moments.account
  const brokers = lanes.flatMap(({ name, kind }, lane) => {
    const now = kind === 'broker' ? moments.broker(lane, step) : undefined
    return now === undefined ? [] : [{ name, lane, now, before: step === 0 ? now : moments.broker(lane, step - 1) }]
  })
  const committed = moments.clients(step)?.committed ?? []
  const longest = Math.max(
    committed.length,
    ...brokers.map(({ now, before }) =>
      Math.max(now.logStart + now.log.length, (before?.logStart ?? 0) + (before?.log.length ?? 0)),
    ),
  )
  const [back, setBack] = useState(0)
  const from = Math.max(0, Math.min(longest - MOST_CELLS - back, longest - MOST_CELLS))
  const cells = Math.max(MIN_CELLS, Math.min(MOST_CELLS, longest - from))
  const range = { from, to: from + cells }
  return (
    <section class="replicas" aria-label="Logs">
      {longest > MOST_CELLS && (
        <p class="offsets">
          offsets {from} to {Math.min(longest, range.to) - 1} of {longest}
          <button type="button" disabled={from === 0} onClick={() => setBack(back + MOST_CELLS)}>
            earlier
          </button>
          <button type="button" disabled={back === 0} onClick={() => setBack(Math.max(0, back - MOST_CELLS))}>
            later
          </button>
        </p>
      )}
      <CommittedRow moments={moments} step={step} range={range} />
      {brokers.map(({ name, lane, now, before }) => (
        <Replica
          key={lane}
          {...{ name, now, before: before ?? now, committed, range }}
          isr={moments.partition(step)?.isr ?? []}
        />
      ))}
      <Legend />
    </section>
  )
}

const MIN_CELLS = 4

const Legend = (): JSX.Element => (
  <p class="legend" aria-hidden="true">
    {SIGNS.map(([sign, meaning]) => (
      <span key={sign}>
        <span class={`sign ${sign}`} />
        {meaning}
      </span>
    ))}
  </p>
)

const SIGNS = [
  ['hw', 'high watermark'],
  ['leo', 'log end'],
  ['start', 'log start'],
  ['checkpoint', 'checkpoint'],
  ['lacks', 'lacks a committed record'],
  ['cut', 'truncated or lost in this step'],
] as const
