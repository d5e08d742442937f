import { difference } from '../../../kit/difference'
import type { Account, BrokerSnapshot, AccountStep, Lane, Moment } from './account'
import type { Machine } from '../../../contract/machine'
import { badInput } from '../../questions/bad-input'
import type { CaseSchedule } from '../../questions/case-schedule'
import { rerunOf } from '../rerun'
import { shownOf } from '../states'
import type { View } from '../view'
import { guardsAt } from './guards'
import { messagesOf } from './messages'
import type { Picture, Snapshot } from './picture'

/**
 * The longest schedule with an account. Walks of ten thousand steps gave 3 to 9 MB of JSON, half of it trace cells, and
 * took 2 to 4 seconds. A longer one is too large to look at.
 */
export const MOST_STEPS = 20_000

/**
 * Replays a schedule and returns everything that a picture of it needs. Like `replay`, it ends at the first broken
 * property or refused step.
 */
export const accountOf = (one: CaseSchedule): Account => {
  if (one.length > MOST_STEPS)
    throw badInput(`a schedule of ${one.length} steps is too long to be drawn: expected ${MOST_STEPS} at most`)
  return one.run(({ schedule: { machine }, view, retaken }) => {
    const { initial, steps } = retaken()
    const states = [initial, ...steps.map(({ state }) => state)]
    const before = (index: number): (typeof states)[number] => states[index] ?? initial
    const picture = view.picture
    const guards = guardsAt(machine, states)
    const rerun = rerunOf(one)
    const deeds = steps.map(({ action, state }, index): AccountStep => {
      const changes = shownOf(view, difference(machine.schema, before(index), state))
      return { ...stepOf(picture, before(index), action, state), changes }
    })
    if (picture === undefined)
      return {
        format: 1,
        rerun,
        lanes: lanesOf(machine, view),
        deeds,
        messages: [],
        moments: states.map(() => ({})),
        guards,
      }
    return {
      ...{ format: 1, rerun, lanes: picture.lanes, deeds, guards },
      messages: messagesOf(steps.map(({ action, state }, index) => picture.traffic(before(index), action, state))),
      moments: momentsOf(states.map((state) => picture.snapshot(state))),
    }
  })
}

const stepOf = <S, A>(
  picture: Picture<S, A> | undefined,
  before: S,
  action: A,
  after: S,
): Omit<AccountStep, 'changes'> => picture?.step(before, action, after) ?? { lane: 0, role: 'work', touches: [] }

/** For a machine without a picture, the columns of its trace are the participants. */
const lanesOf = <S, A>({ name }: Machine<S, A>, { columns }: View<S, A>): readonly Lane[] =>
  (columns.length === 0 ? [name] : columns).map((column): Lane => ({ kind: 'participant', name: column }))

/** The parts of each moment that differ from those of the moment before. */
const momentsOf = (snapshots: readonly Snapshot[]): readonly Moment[] => {
  const last = { partition: '', clients: '', brokers: new Map<number, string>() }
  return snapshots.map(({ brokers, partition, clients }): Moment => {
    const changed: [string, BrokerSnapshot][] = []
    for (const [lane, broker] of brokers) {
      const text = JSON.stringify(broker)
      if (text !== last.brokers.get(lane)) changed.push([String(lane), broker])
      last.brokers.set(lane, text)
    }
    const [partitionText, clientsText] = [JSON.stringify(partition), JSON.stringify(clients)]
    const moment = {
      ...(changed.length === 0 ? {} : { brokers: Object.fromEntries(changed) }),
      ...(partitionText === last.partition ? {} : { partition }),
      ...(clientsText === last.clients ? {} : { clients }),
    }
    Object.assign(last, { partition: partitionText, clients: clientsText })
    return moment
  })
}
