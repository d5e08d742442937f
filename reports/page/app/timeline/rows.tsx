import type { JSX } from 'preact'
import { loopNotes } from '../../../loop-notes'
import { shortened } from '../find'
import { breakingStep, type Moments } from '../moments'
import { hashOf, type Tell } from '../state'
import type { Geometry } from './geometry'

/** A run, and the current position in it. */
export interface Place {
  readonly moments: Moments
  readonly step: number
  /** The last step of the longer run, if two runs are shown side by side. */
  readonly last: number
  readonly finding: number
  readonly isComparing: boolean
  readonly search: string
  readonly partsAt?: number
  readonly tell: Tell
}

interface Props extends Place {
  readonly geometry: Geometry
  readonly rows: { readonly from: number; readonly to: number }
  readonly inset: number
}

/** The list of steps: one line per step. Each line is a link to its step. */
export const Rows = ({ rows: { from, to }, ...props }: Props): JSX.Element => (
  <ol class="rows" style={{ top: `${from * props.geometry.row}px` }}>
    {Array.from({ length: to - from }, (_, index) => (
      <Row key={from + index} row={from + index} {...props} />
    ))}
  </ol>
)

const Row = (props: Omit<Props, 'rows'> & { readonly row: number }): JSX.Element => {
  const { moments, row, step, last, finding, isComparing, tell, geometry, inset, partsAt } = props
  const { rerun } = moments.account
  const { event, notes, fault, kind } = textOf(moments, row)
  const isBreaking = breakingStep(moments.account) === row
  const classes = [
    ...['row', kind],
    ...(row === step ? ['current'] : []),
    ...(isBreaking ? ['breaking'] : []),
    ...(partsAt === row ? ['parts'] : []),
    ...(isHit(props, `${event} ${notes.join(' ')} ${fault ?? ''}`) ? ['hit'] : []),
  ]
  return (
    <li
      class={classes.join(' ')}
      style={{ height: `${geometry.row}px` }}
      aria-setsize={last + 1}
      aria-posinset={row + 1}
    >
      <a
        href={hashOf({ view: 'story', finding, step: row, isComparing })}
        aria-current={row === step ? 'step' : undefined}
        style={{ paddingLeft: `${inset}px` }}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          tell({ type: 'step', to: row })
        }}
      >
        <span class="row-number">{row}</span>
        <span class="row-text">
          <span class="row-event">{shortened(event)}</span>
          {(notes.length > 0 || fault !== undefined || isBreaking) && (
            <span class="row-notes">
              {isBreaking && <span class="badge broken">broken {numberOf(rerun.findings[0]?.property)}</span>}
              {fault !== undefined && <span class="badge fault">{shortened(fault, 40)}</span>}
              {notes.map((note) => shortened(note)).join(' · ')}
            </span>
          )}
        </span>
      </a>
    </li>
  )
}

/** 'S14 ISR complete' as 'S14'. Space is short here, and the verdict has the full name. */
const numberOf = (property = ''): string => shortened(property.split(' ')[0] ?? '', 20)

const isHit = ({ search }: Pick<Props, 'search'>, text: string): boolean => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return words.length > 0 && words.every((word) => text.toLowerCase().includes(word))
}

interface Text {
  readonly event: string
  readonly notes: readonly string[]
  readonly fault?: string
  readonly kind: 'begin' | 'taken' | 'refused' | 'over'
}

const textOf = ({ account: { rerun }, last }: Moments, row: number): Text => {
  if (row === 0) return { event: 'initial state', notes: [], kind: 'begin' }
  const { diverged, trace } = rerun
  const taken = row <= last ? trace.steps[row - 1] : undefined
  if (taken !== undefined) return { ...taken, notes: [...taken.notes, ...loopNotes(row, trace)], kind: 'taken' }
  if (diverged?.step === row) return { event: diverged.event, notes: [`refused: ${diverged.because}`], kind: 'refused' }
  return { event: '', notes: [], kind: 'over' }
}
