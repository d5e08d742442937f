import type {
  Account,
  BrokerSnapshot,
  ClientsSnapshot,
  Message,
  PartitionSnapshot,
} from '../../../lab/telling/account/account'
import type { PageProse } from '../data'

/** A value that is valid from one step until the next change. */
type Since<T> = readonly { readonly step: number; readonly value: T }[]

/** An index for an account, which contains changes only. Any moment is found quickly. */
export interface Moments {
  readonly account: Account
  /** The last step of the schedule. */
  readonly last: number
  broker(lane: number, step: number): BrokerSnapshot | undefined
  partition(step: number): PartitionSnapshot | undefined
  clients(step: number): ClientsSnapshot | undefined
  /** What could not happen after this step, and why. */
  refused(step: number): readonly Refusal[]
  /** The messages that are in flight at any time between these two steps. */
  messages(from: number, to: number): readonly Message[]
}

export interface Refusal {
  readonly action: string
  readonly reason: string
}

export const momentsOf = (account: Account): Moments => {
  const brokers = account.lanes.map((_, lane) => since(account, ({ brokers }) => brokers?.[String(lane)]))
  const partition = since(account, (moment) => moment.partition)
  const clients = since(account, (moment) => moment.clients)
  return {
    account,
    last: account.moments.length - 1,
    broker: (lane, step) => at(brokers[lane] ?? [], step),
    partition: (step) => at(partition, step),
    clients: (step) => at(clients, step),
    refused: refusals(account),
    messages: passing(account),
  }
}

const since = <T>({ moments }: Account, of: (moment: Account['moments'][number]) => T | undefined): Since<T> =>
  moments.flatMap((moment, step) => {
    const value = of(moment)
    return value === undefined ? [] : [{ step, value }]
  })

/** The last value that became valid at this step or before. */
const at = <T>(values: Since<T>, step: number): T | undefined => {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle]?.step ?? Infinity) <= step) low = middle + 1
    else high = middle
  }
  return values[low - 1]?.value
}

const refusals = ({ guards }: Account): Moments['refused'] => {
  const byAction = guards.actions.map((): { step: number; value: number }[] => [])
  guards.refused.forEach((pairs, step) => {
    for (let index = 0; index + 1 < pairs.length; index += 2)
      byAction[pairs[index] ?? 0]?.push({ step, value: pairs[index + 1] ?? -1 })
  })
  return (step) =>
    byAction.flatMap((values, action): Refusal[] => {
      const reason = guards.reasons[at(values, step) ?? -1]
      return reason === undefined ? [] : [{ action: guards.actions[action] ?? '', reason }]
    })
}

const BLOCK = 64

/** Messages by blocks of steps. Few are in flight at any time, but a long run has many. */
const passing = ({ messages, moments }: Account): Moments['messages'] => {
  const blocks = new Map<number, number[]>()
  messages.forEach((message, index) => {
    const end = endOf(message, moments.length - 1)
    for (let block = Math.floor(message.sent / BLOCK); block <= Math.floor(end / BLOCK); block++) {
      const inBlock = blocks.get(block) ?? []
      inBlock.push(index)
      blocks.set(block, inBlock)
    }
  })
  return (from, to) => {
    const found = new Set<number>()
    for (let block = Math.floor(from / BLOCK); block <= Math.floor(to / BLOCK); block++)
      for (const index of blocks.get(block) ?? []) found.add(index)
    return [...found]
      .sort((one, other) => one - other)
      .flatMap((index) => messages[index] ?? [])
      .filter((message) => message.sent <= to && endOf(message, moments.length - 1) >= from)
  }
}

/** The step in which a message is handled or lost, or else the last step. */
export const endOf = ({ received, lost }: Message, last: number): number => received ?? lost ?? last

/** The step that breaks a property, if there is one. A schedule ends there. */
export const breakingStep = ({ rerun, moments }: Account): number | undefined =>
  rerun.findings.length > 0 ? moments.length - 1 : undefined

/**
 * The paragraphs of a story at a step: those before it, or before the closest earlier step that has any. At the last step
 * also those after it, which end the story, unless the schedule was not taken to its end.
 */
export const proseAt = ({ account, last }: Moments, prose: readonly PageProse[], step: number): readonly string[] => {
  const before = prose.findLast((words) => words.step <= Math.max(1, Math.min(step, last)))
  const isEnd = step >= last && account.rerun.verdict !== 'diverged'
  const after = isEnd ? prose.filter((words) => words.step > Math.max(1, last)) : []
  return [...(before?.text ?? []), ...after.flatMap(({ text }) => text)]
}
