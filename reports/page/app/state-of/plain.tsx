import type { JSX } from 'preact'
import { shortened } from '../find'
import type { Moments } from '../moments'

interface Props {
  readonly moments: Moments
  readonly step: number
}

/** A machine other than Kafka: the parts of its state as text. */
export const PlainState = ({ moments, step }: Props): JSX.Element => {
  const { columns, initial, steps } = moments.account.rerun.trace
  const cellsAt = (at: number): readonly string[] => (at === 0 ? initial : (steps[at - 1]?.cells ?? []))
  const [now, before] = [cellsAt(step), cellsAt(Math.max(0, step - 1))]
  return (
    <dl class="plain" aria-label="State">
      {columns.map((name, index) => (
        <div key={name}>
          <dt>{shortened(name)}</dt>
          <dd class={now[index] === before[index] ? undefined : 'fresh'}>{shortened(now[index] ?? '', 1000)}</dd>
        </div>
      ))}
    </dl>
  )
}
