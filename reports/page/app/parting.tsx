import type { JSX } from 'preact'
import type { PageFinding } from '../data'
import type { Tell } from './state'
import { shortened } from './find'

interface Props {
  readonly finding: PageFinding
  readonly compared: NonNullable<PageFinding['compared']>
  readonly step: number
  readonly tell: Tell
}

/** The step at which two versions with the same schedule diverge, and the reason. */
export const Parting = ({
  finding: { account },
  compared: { title, account: other, partsAt },
  step,
  tell,
}: Props): JSX.Element => {
  if (partsAt === undefined) return <p class="parting">Both versions behave the same at every step.</p>
  const where = step < partsAt - 1 ? 'ahead' : step < partsAt ? 'next' : 'here'
  const [ours, theirs] = [account, other].map((one) => outcomeAt(one, partsAt)) as [string, string]
  return (
    <p class={`parting ${where}`}>
      <button type="button" onClick={() => tell({ type: 'step', to: partsAt })}>
        They diverge at step {partsAt}
      </button>
      <span class="parting-side">
        <b>{shortened(account.rerun.title, 40)}</b> {ours}
      </span>
      <span class="parting-side">
        <b>{shortened(title, 40)}</b> {theirs}
      </span>
    </p>
  )
}

/** The result of this step in one of the versions. */
const outcomeAt = ({ rerun, moments }: PageFinding['account'], step: number): string => {
  const { diverged, findings, trace } = rerun
  if (diverged?.step === step) return `refuses it: ${shortened(diverged.because)}`
  const [broken] = findings
  if (broken !== undefined && step === moments.length - 1) return `breaks ${shortened(broken.property)}`
  const notes = trace.steps[step - 1]?.notes ?? []
  return ['takes it', ...notes].map((note) => shortened(note)).join(' · ')
}
