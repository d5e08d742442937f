import type { JSX } from 'preact'
import type { BrokerSnapshot, LoggedRecord } from '../../../../lab/telling/account/account'
import { epochClass } from '../epoch'
import { shortened } from '../find'
import { Cells, HEIGHT, Marks, xOfOffset, type Range } from './cells'
import { includes, shortName } from './partition'

interface Props {
  readonly name: string
  readonly now: BrokerSnapshot
  readonly before: BrokerSnapshot
  readonly committed: readonly LoggedRecord[]
  readonly isr: readonly string[]
  readonly range: Range
}

/** One broker: its role as it believes, its log, and its high watermark. */
export const Replica = ({ name, now, before, committed, isr, range }: Props): JSX.Element => {
  const isMember = includes(isr, name)
  const { log, logStart } = now
  const lacks = (offset: number): boolean => {
    const [wanted, has] = [committed[offset], log[offset - logStart]]
    return wanted !== undefined && offset >= logStart && (has?.value !== wanted.value || has.epoch !== wanted.epoch)
  }
  const was = (offset: number): LoggedRecord | undefined => before.log[offset - before.logStart]
  const isCut = (offset: number): boolean => {
    const [gone, has] = [was(offset), log[offset - logStart]]
    return gone !== undefined && offset >= logStart && has === undefined
  }
  const isNew = (offset: number): boolean => {
    const [one, other] = [was(offset), log[offset - logStart]]
    return one?.value !== other?.value || one?.epoch !== other?.epoch
  }
  return (
    <div class={now.isUp ? 'replica' : 'replica is-down'}>
      <ReplicaName name={name} now={now} before={before} isMember={isMember} />
      <svg
        class="log"
        role="img"
        aria-label={inWords(name, now)}
        width={xOfOffset(range, range.to) + 8}
        height={HEIGHT}
      >
        <Cells cells={log} start={logStart} range={range} isNew={isNew} />
        <Cells cells={before.log} start={before.logStart} range={range} kind="ghost struck" isShown={isCut} />
        <Cells
          cells={committed}
          start={0}
          range={range}
          kind={isMember ? 'lacked in-isr' : 'lacked'}
          isShown={(offset) => lacks(offset) && log[offset - logStart] === undefined && !isCut(offset)}
        />
        <Wrong
          {...{ range, isMember }}
          offsets={offsetsIn(range).filter(
            (offset) => lacks(offset) && (isCut(offset) || log[offset - logStart] !== undefined),
          )}
        />
        <Marks range={range} {...marksOf(now)} />
      </svg>
      <Epochs now={now} before={before} />
      {now.leads !== undefined && <Leads leads={now.leads} isr={isr} />}
    </div>
  )
}

const offsetsIn = ({ from, to }: Range): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)

interface WrongProps {
  readonly range: Range
  readonly offsets: readonly number[]
  readonly isMember: boolean
}

/** A frame around a record that differs from the committed one, or that was the committed one before this step. */
const Wrong = ({ range, offsets, isMember }: WrongProps): JSX.Element => (
  <>
    {offsets.map((offset) => (
      <rect
        key={offset}
        class={isMember ? 'wrong in-isr' : 'wrong'}
        x={xOfOffset(range, offset) + 1}
        y={6}
        width={36}
        height={32}
        rx={4}
      />
    ))}
  </>
)

const marksOf = ({
  highWatermark,
  log,
  logStart,
  checkpoint,
}: BrokerSnapshot): Omit<Parameters<typeof Marks>[0], 'range'> => ({
  ...{ highWatermark, logStart, checkpoint },
  logEnd: logStart + log.length,
})

interface NameProps {
  readonly name: string
  readonly now: BrokerSnapshot
  readonly before: BrokerSnapshot
  readonly isMember: boolean
}

const ReplicaName = ({ name, now, before, isMember }: NameProps): JSX.Element => {
  const { log, logStart, highWatermark, checkpoint } = now
  const figure = (label: string, value: number, old: number): JSX.Element => (
    <span class={value === old ? undefined : 'fresh'}>
      {label} <b>{value}</b>
    </span>
  )
  return (
    <div class="replica-name">
      <h3>{/^\d+$/.test(name) ? `broker ${name}` : shortened(name, 40)}</h3>
      <p class="replica-role">
        <span class={`role ${now.isUp ? `${now.role} ${epochClass(now.leaderEpoch)}` : 'down'}`}>{roleOf(now)}</span>
        {!isMember && <span class="mark">not in ISR</span>}
        {now.marks.map((mark) => (
          <span key={mark} class="mark trouble">
            {shortened(mark, 40)}
          </span>
        ))}
        {FETCHERS[now.fetcher] !== undefined && <span class="mark">{FETCHERS[now.fetcher]}</span>}
      </p>
      <p class="figures-line">
        {figure('HW', highWatermark, before.highWatermark)}
        {figure('LEO', logStart + log.length, before.logStart + before.log.length)}
        {logStart > 0 && figure('start', logStart, before.logStart)}
        {figure('ckpt', checkpoint, before.checkpoint)}
      </p>
    </div>
  )
}

const FETCHERS: Readonly<Record<BrokerSnapshot['fetcher'], string | undefined>> = {
  none: undefined,
  truncating: 'must truncate',
  truncatingAgain: 'must truncate',
  fetching: undefined,
}

const roleOf = ({ isUp, role, leader, leaderEpoch }: BrokerSnapshot): string => {
  if (!isUp) return 'down'
  if (role === 'none') return 'does not know a leader'
  const of = role === 'leader' ? 'leads' : `follows ${leader === undefined ? '' : shortName(leader)}`.trim()
  return `${of} · epoch ${leaderEpoch}`
}

/** The epoch cache: the start offset of each epoch. */
const Epochs = ({ now: { epochs }, before }: Pick<NameProps, 'now' | 'before'>): JSX.Element => {
  const known = before.epochs.map(({ epoch, startOffset }) => `${epoch} ${startOffset}`)
  return (
    <ul class="epochs" aria-label="Epoch cache">
      {epochs.length === 0 && <li class="none">no epochs</li>}
      {epochs.map(({ epoch, startOffset }) => (
        <li key={epoch} class={known.includes(`${epoch} ${startOffset}`) ? undefined : 'fresh'}>
          <span class={`epoch ${epochClass(epoch)}`}>{epoch}</span> from {startOffset}
        </li>
      ))}
    </ul>
  )
}

interface LeadsProps {
  readonly leads: NonNullable<BrokerSnapshot['leads']>
  readonly isr: readonly string[]
}

/** The remote LEOs of a leader, and the producers that wait for it. */
const Leads = ({ leads: { isr: own, remoteLogEnds, waiting }, isr }: LeadsProps): JSX.Element => (
  <p class="leads">
    <span>
      knows log ends{' '}
      {Object.entries(remoteLogEnds).map(([name, end]) => (
        <span key={name}>
          {shortName(name)}: <b>{end < 0 ? '?' : end}</b>{' '}
        </span>
      ))}
    </span>
    {own.join() !== isr.join() && <span class="mark trouble">ISR as it believes {`{${own.join(' ')}}`}</span>}
    {waiting.length > 0 && <span>producers wait at {waiting.join(', ')}</span>}
  </p>
)

/** The same for those who do not see it. */
const inWords = (name: string, { log, logStart, highWatermark, checkpoint }: BrokerSnapshot): string => {
  const records = log.slice(-40).map(({ value, epoch }) => `${shortened(value, 20)} of epoch ${epoch}`)
  const end = logStart + log.length
  return shortened(
    `log of ${name}: ${records.join(', ') || 'empty'}; high watermark ${highWatermark}, log end ${end}, log start ${logStart}, checkpoint ${checkpoint}`,
    2000,
  )
}
