import type { JSX } from 'preact'
import type { Tell } from '../state'
import { shortened } from '../find'
import type { Moments } from '../moments'

interface Props {
  readonly moments: Moments
  readonly step: number
  readonly breaks?: number
  readonly tell: Tell
}

/** The verdict: in full at the step that breaks a property, and as a link to that step at other steps. */
export const Verdict = ({ moments, step, breaks, tell }: Props): JSX.Element => {
  const { rerun } = moments.account
  const [blamed, ...others] = rerun.findings
  if (blamed === undefined) return <Whole moments={moments} step={step} />
  if (step !== breaks)
    return (
      <p class="verdict ahead">
        <button type="button" class="link" onClick={() => tell({ type: 'step', to: breaks ?? 0 })}>
          Breaks at step {breaks}
        </button>{' '}
        {shortened(blamed.property)}
      </p>
    )
  return (
    <section class="verdict broken" aria-label="Verdict">
      <p class="verdict-name">
        Broken <b>{shortened(blamed.property)}</b>
      </p>
      <p class="verdict-sentence">{shortened(blamed.sentence, 2000)}</p>
      {blamed.rung !== undefined && <p class="verdict-rung">lowest broken rung: {shortened(blamed.rung)}</p>}
      {others.length > 0 && (
        <details class="verdict-others">
          <summary>and {others.length === 1 ? 'one other property' : `${others.length} other properties`}</summary>
          <ul>
            {others.map(({ property, sentence }) => (
              <li key={property}>
                <b>{shortened(property)}</b> {shortened(sentence, 1000)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const Whole = ({ moments: { account, last }, step }: Pick<Props, 'moments' | 'step'>): JSX.Element => {
  const { diverged } = account.rerun
  if (diverged === undefined) return <p class="verdict whole">Nothing breaks in these {last} steps</p>
  return (
    <p class={step === last ? 'verdict diverged at' : 'verdict diverged'}>
      Step {diverged.step} is refused here: <b>{shortened(diverged.because)}</b>
    </p>
  )
}
