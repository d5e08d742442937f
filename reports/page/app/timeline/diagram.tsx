import type { JSX } from 'preact'
import type { Message } from '../../../../lab/telling/account/account'
import { endOf } from '../moments'
import { Arrow } from './arrow'
import { Deeds } from './deeds'
import { yOf, type Drawing } from './geometry'
import { Lanes } from './lanes'

interface Props extends Drawing {
  readonly step: number
  readonly width: number
}

/** The space-time diagram of actors and messages. The list next to it has the same content as text. */
export const Diagram = ({ moments, geometry, rows, step, width }: Props): JSX.Element => {
  const { from, to } = rows
  const messages = moments.messages(from - 1, to)
  const slots = slotsOf(messages)
  return (
    <svg
      class="diagram"
      role="img"
      aria-label="Space-time diagram: lanes, messages and faults of the steps listed here"
      width={width}
      height={Math.max(0, to - from) * geometry.row}
      viewBox={`0 ${from * geometry.row} ${width} ${Math.max(1, to - from) * geometry.row}`}
      style={{ top: `${from * geometry.row}px` }}
    >
      <Lanes moments={moments} geometry={geometry} rows={rows} />
      {messages.map((message, index) => (
        <Arrow
          key={`${message.sent}.${message.from}.${message.to}.${message.kind}.${slots[index] ?? 0}`}
          message={message}
          geometry={geometry}
          end={endOf(message, moments.last)}
          isNow={message.sent === step || message.received === step || message.lost === step}
          shift={slots[index] ?? 0}
        />
      ))}
      <Deeds moments={moments} geometry={geometry} rows={rows} />
      <LoopBracket moments={moments} geometry={geometry} width={width} />
      <path class="now" d={`M0 ${yOf(geometry, step)}H${width}`} />
    </svg>
  )
}

/** A bracket from the state before a loop to the state after it, which is the same. */
const LoopBracket = ({
  moments: { account, last },
  geometry,
  width,
}: Pick<Props, 'moments' | 'geometry' | 'width'>): JSX.Element | null => {
  const { loop } = account.rerun.trace
  if (loop === undefined) return null
  const [top, bottom] = [yOf(geometry, loop - 1), yOf(geometry, last)]
  return (
    <path class="loop" d={`M${width - 9} ${bottom}H${width - 2}V${top}H${width - 9}M${width - 6} ${top - 3}l-3 3l3 3`}>
      <title>{`After step ${last} the state is again the one before step ${loop}.`}</title>
    </path>
  )
}

/** The vertical shift of each message. Messages that begin and end in one step are drawn below each other, in order. */
const slotsOf = (messages: readonly Message[]): readonly number[] => {
  const within = new Map<number, number>()
  const isWithin = ({ sent, received }: Message): boolean => sent === received
  for (const message of messages) if (isWithin(message)) within.set(message.sent, (within.get(message.sent) ?? 0) + 1)
  const used = new Map<number, number>()
  return messages.map((message) => {
    if (!isWithin(message)) return 0
    const slot = used.get(message.sent) ?? 0
    used.set(message.sent, slot + 1)
    return (slot - ((within.get(message.sent) ?? 1) - 1) / 2) * SLOT
  })
}

const SLOT = 9
