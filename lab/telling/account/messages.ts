import type { Message } from './account'
import type { Traffic } from './picture'

/**
 * All messages of a schedule in the order in which they were sent, from the traffic of each step. Steps are counted
 * from 1.
 */
export const messagesOf = (steps: readonly (readonly Traffic[])[]): readonly Message[] => {
  const all: Message[] = []
  const onTheWay = new Map<string, number[]>()
  steps.forEach((traffic, index) => {
    for (const one of traffic) take(one, index + 1, all, onTheWay)
  })
  return all
}

const take = (one: Traffic, step: number, all: Message[], onTheWay: Map<string, number[]>): void => {
  if (one.type === 'passed') {
    all.push({ ...one.arrow, sent: step, received: step })
    return
  }
  const waiting = onTheWay.get(one.connection) ?? []
  onTheWay.set(one.connection, waiting)
  if (one.type === 'sent') {
    waiting.push(all.push({ ...one.arrow, sent: step }) - 1)
    return
  }
  const index = waiting[one.after ?? 0]
  const message = index === undefined ? undefined : all[index]
  if (index === undefined || message === undefined) throw new Error(`no message is in flight: ${one.connection}`)
  all[index] = { ...message, [one.type === 'lost' ? 'lost' : 'received']: step }
  if (one.type === 'repeated') waiting.splice(one.after, 1, all.push({ ...one.arrow, sent: step }) - 1)
  else waiting.splice(one.after ?? 0, 1)
}
