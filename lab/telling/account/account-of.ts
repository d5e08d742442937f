import { difference } from '../../../kit/difference'
import type { Account, BrokerThen, Deed, Lane, Moment } from './account'
import type { Machine } from '../../../contract/machine'
import { badInput } from '../../questions/bad-input'
import type { Case } from '../../questions/case'
import { rerunOf, retake, shownOf } from '../../searching/check'
import type { View } from '../show'
import { guardsAt } from './guards'
import { messagesOf } from './messages'
import type { Picture, Then } from './picture'

/**
 * The longest schedule with an account. Walks of ten thousand steps gave 3 to 9 MB of JSON, half of it trace cells, and
 * took 2 to 4 seconds. A longer one is too large to look at.
 */
export const MOST_STEPS = 20_000

/**
 * Replays a schedule and returns everything that a picture of it needs. Like `replay`, it ends at the first broken
 * property or refused step.
 */
export const accountOf = (asked: Case, codes: readonly string[]): Account => {
  if (codes.length > MOST_STEPS)
    throw badInput(`a schedule of ${codes.length} steps is too long to draw: expected ${MOST_STEPS} at most`)
  return asked.run((machine, properties, view) => {
    const retaken = retake(machine, properties, codes)
    const { initial, steps } = retaken
    const states = [initial, ...steps.map(({ state }) => state)]
    const before = (index: number): (typeof states)[number] => states[index] ?? initial
    const picture = view.picture
    const guards = guardsAt(machine, states, view.event)
    const rerun = rerunOf(asked, view, codes, retaken)
    const deeds = steps.map(({ action, state }, index): Deed => {
      const changes = shownOf(view, difference(machine.schema, before(index), state))
      return { ...deedOf(picture, before(index), action, state), changes }
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
      moments: momentsOf(states.map((state) => picture.then(state))),
    }
  })
}

const deedOf = <S, A>(picture: Picture<S, A> | undefined, before: S, action: A, after: S): Omit<Deed, 'changes'> =>
  picture?.deed(before, action, after) ?? { lane: 0, role: 'work', touches: [] }

/** For a machine without a picture, the columns of its trace are the participants. */
const lanesOf = <S, A>({ name }: Machine<S, A>, { columns }: View<S, A>): readonly Lane[] =>
  (columns.length === 0 ? [name] : columns).map((column): Lane => ({ kind: 'participant', name: column }))

/** The parts of each moment that differ from the moment before. */
const momentsOf = (thens: readonly Then[]): readonly Moment[] => {
  const last = { partition: '', clients: '', brokers: new Map<number, string>() }
  return thens.map(({ brokers, partition, clients }): Moment => {
    const changed: [string, BrokerThen][] = []
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
