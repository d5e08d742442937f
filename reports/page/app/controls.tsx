import type { JSX } from 'preact'
import type { Looking, Tell } from './state'

interface Props {
  readonly looking: Looking
  readonly last: number
  /** Steps that are marked on the slider. */
  readonly faults: readonly number[]
  readonly breaks?: number
  readonly tell: Tell
}

/** The slider, and the buttons next to it. */
export const Controls = ({ looking: { step, isPlaying }, last, faults, breaks, tell }: Props): JSX.Element => {
  const button = (label: string, sign: string, to: number): JSX.Element => (
    <button type="button" aria-label={label} title={label} onClick={() => tell({ type: 'step', to })}>
      {sign}
    </button>
  )
  return (
    <div class="controls" role="group" aria-label="Steps">
      <button
        type="button"
        class="play"
        aria-label={isPlaying ? 'Stop' : 'Play'}
        title={isPlaying ? 'Stop' : 'Play'}
        onClick={() => tell({ type: 'play' })}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d={isPlaying ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4 2.5v11l9-5.5z'} />
        </svg>
      </button>
      {button('One step back', '‹', step - 1)}
      <div class="slider">
        <svg class="ticks" aria-hidden="true" viewBox={`0 0 1000 10`} preserveAspectRatio="none">
          {faults.slice(0, MOST_TICKS).map((fault) => (
            <path key={fault} class="tick" d={`M${position(fault, last)} 3v4`} />
          ))}
          {breaks !== undefined && <path class="tick breaking" d={`M${position(breaks, last)} 0v10`} />}
        </svg>
        <input
          type="range"
          min={0}
          max={last}
          value={step}
          aria-label="Step"
          aria-valuetext={`step ${step} of ${last}`}
          onInput={({ currentTarget }) => tell({ type: 'step', to: Number(currentTarget.value) })}
        />
      </div>
      {button('One step on', '›', step + 1)}
      <output class="where">
        <b>{step}</b> / {last}
      </output>
    </div>
  )
}

const MOST_TICKS = 500

const position = (step: number, last: number): number => Math.round((1000 * step) / Math.max(1, last))
