import type { JSX } from 'preact'
import { shortened } from '../find'
import { endOf, type Moments } from '../moments'

interface Props {
  readonly moments: Moments
  readonly step: number
}

/** The messages of this step, as text. */
export const Letters = ({ moments, step }: Props): JSX.Element | null => {
  const { lanes } = moments.account
  const letters = moments
    .messages(step, step)
    .filter((message) => message.sent === step || endOf(message, Infinity) === step)
  if (step === 0 || letters.length === 0) return null
  return (
    <section class="letters" aria-label="Messages of this step">
      <h3>Messages</h3>
      <ul>
        {letters.map(({ from, to, kind, label, sent, received, lost }, index) => (
          <li key={index}>
            <span class="letter-kind">{kind}</span>
            <span class="letter-way">
              {shortened(lanes[from]?.name ?? '', 40)} → {shortened(lanes[to]?.name ?? '', 40)}
            </span>
            <span class="letter-label">{shortened(label)}</span>
            <span class={lost === step ? 'letter-fate lost' : 'letter-fate'}>{fateOf(step, sent, received, lost)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const fateOf = (step: number, sent: number, received?: number, lost?: number): string => {
  if (lost === step) return 'lost'
  if (received === step) return sent === step ? '' : `sent in step ${sent}`
  return received === undefined ? 'sent' : `sent, handled in step ${received}`
}
