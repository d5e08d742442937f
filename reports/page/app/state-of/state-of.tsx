import type { JSX } from 'preact'
import type { PageProse } from '../../data'
import type { Tell } from '../state'
import { breakingStep, type Moments } from '../moments'
import { Differences } from './differences'
import { GuardList } from './guards'
import { Letters } from './letters'
import { Partition } from './partition'
import { PlainState } from './plain'
import { Caption } from './caption'
import { Replicas } from './replicas'
import { Verdict } from './verdict'

interface Props {
  readonly moments: Moments
  readonly prose: readonly PageProse[]
  readonly step: number
  readonly tell: Tell
}

/** The state after a step, and what changed. */
export const StateOf = ({ moments, prose, step, tell }: Props): JSX.Element => {
  const isKafka = moments.partition(0) !== undefined
  return (
    <div class="state">
      <Verdict moments={moments} step={step} breaks={breakingStep(moments.account)} tell={tell} />
      <Caption moments={moments} prose={prose} step={step} />
      {isKafka ? (
        <>
          <Partition moments={moments} step={step} />
          <Replicas moments={moments} step={step} />
        </>
      ) : (
        <PlainState moments={moments} step={step} />
      )}
      <Letters moments={moments} step={step} />
      <Differences moments={moments} step={step} />
      <GuardList moments={moments} step={step} />
    </div>
  )
}
