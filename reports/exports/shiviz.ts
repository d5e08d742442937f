import type { Account, Message } from '../../lab/telling/account/account'
import { cut } from '../fit'
import { oneLine } from '../formats/words'

/**
 * A schedule as a log with vector clocks, for ShiViz. The first line is the regular expression for events. The second
 * line, which would separate executions, is empty. So ShiViz opens the file without settings.
 */
export const shiviz = (account: Account): string => {
  // For a machine without a picture the actor is unknown, so the machine itself is the actor.
  const named = account.lanes.map(({ kind, name }) => (kind === 'participant' ? account.rerun.title : name))
  const names = named.map((name) => name.slice(0, 40).replace(/[^\p{L}\p{N}]+/gu, '-'))
  const hosts = names.map((name, lane) => (names.indexOf(name) === lane ? name : `${name}-${lane}`))
  const lines = eventsOf(account).flatMap(({ lane, clock, text }) => [
    `${hosts[lane]} ${JSON.stringify(Object.fromEntries(clock.flatMap((count, other) => (count === 0 ? [] : [[hosts[other], count]]))))}`,
    tame(text),
  ])
  return [PARSER, '', ...lines, ''].join('\n')
}

/** The host and its clock, and the event below them. */
export const PARSER = '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)'

export interface ClockedEvent {
  readonly lane: number
  readonly clock: readonly number[]
  readonly text: string
}

/** All events in order: each step, and each receipt of a message in the same step or later. */
export const eventsOf = (account: Account): readonly ClockedEvent[] => {
  const log = new Log(account.lanes.length)
  account.deeds.forEach((deed, index) => {
    const step = index + 1
    const told = account.rerun.trace.steps[index]
    const arrived = account.messages.filter(
      ({ sent, received, to }) => received === step && sent < step && to === deed.lane,
    )
    const fault = told?.fault === undefined ? '' : ` [${told.fault}]`
    log.add(deed.lane, `${step}. ${told?.event ?? ''}${fault}`, step, arrived)
    for (const message of account.messages.filter(({ sent }) => sent === step)) log.send(message, step)
  })
  const [finding] = account.rerun.findings
  const last = account.deeds.at(-1)
  if (finding !== undefined && last !== undefined)
    log.add(last.lane, `BROKEN ${finding.property}: ${finding.sentence}`, account.deeds.length, [])
  return log.events
}

class Log {
  readonly events: ClockedEvent[] = []
  readonly #clocks: number[][]
  readonly #seenAt: number[]
  readonly #carried = new Map<Message, readonly number[]>()

  constructor(lanes: number) {
    this.#clocks = Array.from({ length: lanes }, () => new Array<number>(lanes).fill(0))
    this.#seenAt = new Array<number>(lanes).fill(0)
  }

  /** Adds an event to a lane. Its clock includes the clocks of these messages. */
  add(lane: number, text: string, step: number, messages: readonly Message[]): void {
    const clock = [...(this.#clocks[lane] ?? [])]
    for (const message of messages)
      this.#carried.get(message)?.forEach((count, other) => (clock[other] = Math.max(clock[other] ?? 0, count)))
    clock[lane] = (clock[lane] ?? 0) + 1
    this.#clocks[lane] = clock
    this.#seenAt[lane] = step
    this.events.push({ lane, clock, text })
  }

  /**
   * Sends a message with the sender's clock at this step. If it is received in the same step, the receiver gets an
   * event too.
   */
  send(message: Message, step: number): void {
    const { from, to, kind, label, received } = message
    if (this.#seenAt[from] !== step) this.add(from, `sends ${kind}: ${label}`, step, [])
    this.#carried.set(message, [...(this.#clocks[from] ?? [])])
    if (received === step) this.add(to, `gets ${kind}: ${label}`, step, [message])
  }
}

/** An event is one line. Braces after a space would look like a clock, so they are replaced. */
const tame = (text: string): string => cut(oneLine(text).replaceAll('{', '(').replaceAll('}', ')'), LONGEST)

const LONGEST = 1000
