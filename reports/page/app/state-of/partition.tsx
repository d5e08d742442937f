import type { JSX } from 'preact'
import type { PartitionSnapshot } from '../../../../lab/telling/account/account'
import { epochClass } from '../epoch'
import type { Moments } from '../moments'

interface Props {
  readonly moments: Moments
  readonly step: number
}

/** The state of the controller: leader, epochs, ISR and ELR. */
export const Partition = ({ moments, step }: Props): JSX.Element | null => {
  const now = moments.partition(step)
  if (now === undefined) return null
  const before = step === 0 ? now : (moments.partition(step - 1) ?? now)
  const brokers = moments.account.lanes.filter(({ kind }) => kind === 'broker').map(({ name }) => name)
  const mark = (isNew: boolean): string => (isNew ? 'fresh' : '')
  return (
    <section class="partition" aria-label="State of the controller">
      <h3>Controller</h3>
      <dl class="figures">
        <Figure name="leader" value={now.leader ?? 'none'} mark={mark(now.leader !== before.leader)} />
        <Figure
          name="leader epoch"
          value={now.leaderEpoch}
          mark={`${mark(now.leaderEpoch !== before.leaderEpoch)} epoch ${epochClass(now.leaderEpoch)}`}
        />
        <Figure
          name="controller epoch"
          value={now.controllerEpoch}
          mark={mark(now.controllerEpoch !== before.controllerEpoch)}
        />
      </dl>
      <ul class="membership" aria-label="ISR and ELR">
        {brokers.map((name) => (
          <Member key={name} name={name} now={now} before={before} />
        ))}
      </ul>
    </section>
  )
}

interface FigureProps {
  readonly name: string
  readonly value: string | number
  readonly mark: string
}

const Figure = ({ name, value, mark }: FigureProps): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd class={mark}>{value}</dd>
  </div>
)

interface MemberProps {
  readonly name: string
  readonly now: PartitionSnapshot
  readonly before: PartitionSnapshot
}

const Member = ({ name, now, before }: MemberProps): JSX.Element => {
  const [is, was] = [now, before].map((then) => standing(name, then)) as [Standing, Standing]
  const isGone = !includes(now.live, name)
  return (
    <li class={`member ${is.class}${is.word === was.word ? '' : ' fresh'}`}>
      <span class="member-name">{shortName(name)}</span>
      <span class="member-place">{is.word}</span>
      {isGone && <span class="member-gone">gone</span>}
    </li>
  )
}

interface Standing {
  readonly class: string
  readonly word: string
}

const standing = (name: string, { isr, elr = [] }: PartitionSnapshot): Standing => {
  if (includes(isr, name)) return { class: 'in-isr', word: 'ISR' }
  return includes(elr, name) ? { class: 'in-elr', word: 'ELR' } : { class: 'out', word: 'out' }
}

/** Lanes can be named 'broker 2' while lists contain '2'. */
export const includes = (names: readonly string[], name: string): boolean =>
  names.includes(name) || names.includes(shortName(name))

export const shortName = (name: string): string => name.replace(/^broker /, '')
