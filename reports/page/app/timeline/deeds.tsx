import type { JSX } from 'preact'
import type { Deed } from '../../../../explorer/account'
import type { Drawing } from './diagram'
import { xOf, yOf, type Geometry } from './geometry'

/** Who acts in each step, and whom a fault hits. */
export const Deeds = ({ moments, geometry, rows: { from, to } }: Drawing): JSX.Element => (
  <>
    {Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).map((step) => {
      const deed = moments.account.deeds[step - 1]
      return step === 0 || deed === undefined ? null : (
        <DeedMark key={step} deed={deed} geometry={geometry} step={step} />
      )
    })}
  </>
)

interface Props {
  readonly deed: Deed
  readonly geometry: Geometry
  readonly step: number
}

const DeedMark = ({ deed: { lane, role, touches }, geometry, step }: Props): JSX.Element => {
  const y = yOf(geometry, step)
  const at = xOf(geometry, lane)
  const hit = touches.map((other) => xOf(geometry, other))
  const [one, two] = hit
  if (role === 'work' || role === 'look') return <circle class={`deed ${role}`} cx={at} cy={y} r={3.5} />
  return (
    <g class={`deed ${role}`}>
      {!touches.includes(lane) && touches.length > 0 && <circle class="deed work" cx={at} cy={y} r={3.5} />}
      {one !== undefined && two !== undefined && <path class="between" d={`M${one} ${y}H${two}`} />}
      {(hit.length === 0 ? [at] : hit).map((x) => (
        <g key={x}>
          <circle cx={x} cy={y} r={8} />
          <path d={role === 'harm' ? `M${x - 3} ${y - 3}l6 6m0-6l-6 6` : `M${x - 4} ${y}h8m-4-4v8`} />
        </g>
      ))}
    </g>
  )
}
