import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { PageFinding } from '../data'
import { Controls } from './controls'
import { Explained } from './explained'
import { shortened } from './find'
import { breakingStep, momentsOf } from './moments'
import { Parting } from './parting'
import { Run } from './run'
import { Caption } from './state-of/caption'
import type { Looking, Tell } from './state'

interface Props {
  readonly finding: PageFinding
  readonly looking: Looking
  readonly tell: Tell
}

/** One schedule, alone or side by side with the same steps in another version. */
export const Finding = ({ finding, looking, tell }: Props): JSX.Element => {
  const { account, compared, prose = [] } = finding
  const here = useMemo(() => momentsOf(account), [account])
  const other = useMemo(() => compared && momentsOf(compared.account), [compared])
  const [side, setSide] = useState<'here' | 'other'>('here')
  const isComparing = other !== undefined && looking.isComparing
  const last = Math.max(here.last, isComparing ? other.last : 0)
  const faults = useMemo(() => faultsOf(account), [account])
  const common = { looking, tell, last }
  return (
    <section class={isComparing ? 'finding comparing' : 'finding'} aria-label={shortened(finding.title)}>
      <Head finding={finding} />
      <div class="bar">
        <Controls looking={looking} last={last} faults={faults} breaks={breakingStep(account)} tell={tell} />
        {other !== undefined && compared !== undefined && (
          <label class="compare-switch">
            <input type="checkbox" checked={looking.isComparing} onChange={() => tell({ type: 'compare' })} /> Beside{' '}
            {shortened(compared.title, 40)}
          </label>
        )}
      </div>
      {isComparing && compared !== undefined && (
        <>
          <Parting finding={finding} compared={compared} step={looking.step} tell={tell} />
          <Caption moments={here} prose={prose} step={looking.step} />
          <div class="sides" role="group" aria-label="Which version">
            {(['here', 'other'] as const).map((name) => (
              <button key={name} type="button" aria-pressed={side === name} onClick={() => setSide(name)}>
                {shortened(name === 'here' ? account.rerun.title : compared.title, 40)}
              </button>
            ))}
          </div>
        </>
      )}
      <div class="runs" data-side={side}>
        <Run moments={here} prose={isComparing ? [] : prose} isOneOfTwo={isComparing} {...common} />
        {isComparing && <Run moments={other} prose={[]} isOneOfTwo partsAt={compared?.partsAt} {...common} />}
      </div>
    </section>
  )
}

const Head = ({ finding }: { readonly finding: PageFinding }): JSX.Element => {
  const { title, times, found, fingerprint, account } = finding
  const { rerun } = account
  return (
    <div class="head">
      <h2>{shortened(title)}</h2>
      <p class="scope">
        <b>{rerun.title}</b>
        {rerun.scope.map((line) => (
          <span key={line}>{shortened(line)}</span>
        ))}
      </p>
      {finding.explained !== undefined && (
        <details class="origin explained">
          <summary>Explain</summary>
          <Explained lines={finding.explained} />
        </details>
      )}
      <details class="origin">
        <summary>{times > 1 ? `Found ${times} times` : 'Replay'}</summary>
        {times > 1 && (
          <p class="found">
            {found
              .slice(0, 50)
              .map((where) => shortened(where))
              .join(', ')}
          </p>
        )}
        <p>
          fingerprint <code>{fingerprint}</code>
        </p>
        <p>
          <code class="token">tidemark replay {shortened(rerun.token, 4000)}</code>
        </p>
      </details>
    </div>
  )
}

const faultsOf = ({ rerun }: PageFinding['account']): readonly number[] =>
  rerun.trace.steps.flatMap(({ fault }, index) => (fault === undefined ? [] : [index + 1]))
