import type { JSX } from 'preact'
import type { AccountStep } from '../../../../lab/telling/account/account'
import { xOf, yOf, type Drawing, type Geometry } from './geometry'

/** The actor of each step, and the targets of faults. */
export const Deeds = ({ moments, geometry, rows: { from, to } }: Drawing): JSX.Element => (
  <>
    {Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).map((step) => {
      const deed = moments.account.deeds[step - 1]
      return step === 0 || deed === undefined ? null : (
        <DeedMark
          key={step}
          deed={deed}
          fault={moments.account.rerun.trace.steps[step - 1]?.fault}
          geometry={geometry}
          step={step}
        />
      )
    })}
  </>
)

interface Props {
  readonly deed: AccountStep
  readonly fault?: string
  readonly geometry: Geometry
  readonly step: number
}

const DeedMark = ({ deed: { lane, role, touches }, fault, geometry, step }: Props): JSX.Element => {
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
        <Sign key={x} x={x} y={y} sign={role === 'harm' ? signOf(fault) : 'mend'} />
      ))}
    </g>
  )
}

const Sign = ({
  x,
  y,
  sign,
}: {
  readonly x: number
  readonly y: number
  readonly sign: keyof typeof SIGNS
}): JSX.Element => (
  <g class={`sign-${sign}`}>
    <circle cx={x} cy={y} r={sign === 'decision' ? 6 : 8} />
    <path d={`M${x} ${y}${SIGNS[sign]}`} />
  </g>
)

/** A cross is a crash, bars are a pause, a stroke is a cut connection. A ring is an action of the controller. */
const SIGNS = {
  crash: 'm-3 -3l6 6m0 -6l-6 6',
  pause: 'm-2 -3.5v7m4 0v-7',
  cut: 'm-3.5 3.5l7 -7',
  decision: 'm0 0h0.01',
  mend: 'm-4 0h8m-4 -4v8',
} as const

const signOf = (fault = ''): Exclude<keyof typeof SIGNS, 'mend'> => {
  if (/pause/.test(fault)) return 'pause'
  if (/cut|los/.test(fault)) return 'cut'
  return /move|failover|shrink|election/.test(fault) ? 'decision' : 'crash'
}
