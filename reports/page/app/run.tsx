import type { JSX } from 'preact'
import type { PageProse } from '../data'
import { shortened } from './find'
import type { Moments } from './moments'
import type { Looking, Tell } from './state'
import { StateOf } from './state-of/state-of'
import { Timeline } from './timeline/timeline'

interface Props {
  readonly moments: Moments
  readonly prose: readonly PageProse[]
  readonly looking: Looking
  readonly tell: Tell
  readonly last: number
  readonly isOneOfTwo: boolean
  readonly partsAt?: number
}

/** One run of the schedule: the steps and messages, and next to them the state of each broker. */
export const Run = ({ moments, prose, looking, tell, last, isOneOfTwo, partsAt }: Props): JSX.Element => {
  const { rerun } = moments.account
  return (
    <article class="run" aria-label={shortened(rerun.title)}>
      {isOneOfTwo && (
        <h3 class="run-title">
          {shortened(rerun.title, 60)}{' '}
          <span class={`outcome ${rerun.verdict.replace(' ', '-')}`}>{OUTCOMES[rerun.verdict]}</span>
        </h3>
      )}
      <Timeline
        moments={moments}
        step={looking.step}
        last={last}
        finding={looking.finding}
        isComparing={isOneOfTwo}
        search={looking.search}
        tell={tell}
        partsAt={partsAt}
      />
      <StateOf moments={moments} prose={prose} step={Math.min(looking.step, moments.last)} tell={tell} />
    </article>
  )
}

const OUTCOMES = { 'still fails': 'breaks', fixed: 'nothing breaks', diverged: 'step refused' } as const
