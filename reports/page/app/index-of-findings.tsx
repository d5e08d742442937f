import type { JSX } from 'preact'
import type { PageData } from '../data'
import { shortened } from './find'
import type { Looking, Tell } from './state'

interface Props {
  readonly data: PageData
  readonly looking: Looking
  readonly tell: Tell
}

/** The findings of this page, one line per bug. */
export const FindingsIndex = ({ data: { findings, command }, looking, tell }: Props): JSX.Element => (
  <nav class="index" aria-label="Findings">
    <details open={matchMedia('(min-width: 1181px)').matches}>
      <summary class="index-sum">{sumOf(findings, command)}</summary>
      <ol>
        {findings.map(({ title, property, fingerprint, times, account }, finding) => (
          <li key={fingerprint + String(finding)}>
            <button
              type="button"
              ref={finding === looking.finding ? intoView : undefined}
              aria-current={finding === looking.finding ? 'true' : undefined}
              onClick={() => tell({ type: 'open', finding })}
            >
              <span class="index-title">{shortened(withoutEnd(title, `: ${property ?? ''}`), 120)}</span>
              <span class={property === undefined ? 'index-property whole' : 'index-property'}>
                {property === undefined ? outcomeOf(account.rerun.verdict) : shortened(property, 120)}
              </span>
              <span class="index-figures">
                {times > 1 && <b>×{times}</b>} {account.moments.length - 1} steps
              </span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  </nav>
)

/** The property is shown below the title, so it is removed from the title. */
const withoutEnd = (title: string, end: string): string => (title.endsWith(end) ? title.slice(0, -end.length) : title)

/** Scrolls the list to the open finding. */
const intoView = (button: HTMLElement | null): void => {
  const list = button?.closest('nav')
  if (!button || !list) return
  const [top, height] = [button.offsetTop - list.offsetTop, button.offsetHeight]
  const isSeen = top >= list.scrollTop && top + height <= list.scrollTop + list.clientHeight
  if (!isSeen) list.scrollTop = top - height
}

const outcomeOf = (verdict: string): string => (verdict === 'diverged' ? 'diverges' : 'nothing breaks')

/** '3 distinct bugs in 412 failures'; survive finds no bugs, but what faults do. */
const sumOf = (findings: PageData['findings'], command: string): string => {
  const bugs = findings.filter(({ property }) => property !== undefined)
  const failures = bugs.reduce((sum, { times }) => sum + times, 0)
  const whole = findings.length - bugs.length
  if (command === 'survive') return `${counted(bugs.length, 'schedule')} that do${bugs.length === 1 ? 'es' : ''} harm`
  return [
    ...(bugs.length > 0 ? [`${counted(bugs.length, 'distinct bug')} in ${counted(failures, 'failure')}`] : []),
    ...(whole > 0 ? [`${counted(whole, 'schedule')} that break${whole === 1 ? 's' : ''} nothing`] : []),
  ].join(', ')
}

const counted = (value: number, what: string): string => `${value} ${what}${value === 1 ? '' : 's'}`
