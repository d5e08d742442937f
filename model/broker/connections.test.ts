/** What is left of a request and its answer once the process of the leader has ended. */
import { NONE } from '../../kit/schema'
import { bounds, defaultSettings } from '../bounds'
import { epochOfFetch, fetcherRequestOf, halt, idle, mayWait, withFetcherRequest } from '../cluster'
import { kafka } from '../machine'
import type { FetcherRequest } from '../state'
import type { Protocol } from '../versions/decisions'
import { preset } from '../versions/timeline'

const scope = { settings: defaultSettings, bounds: bounds({ brokers: 2, grain: 'message' }) }

const protocolOf = (release: string): Protocol => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

describe('connections to a process that ends', () => {
  const { initial } = kafka({ protocol: protocolOf('2.1'), ...scope })
  const left = (fetcherRequest: Partial<FetcherRequest>, release = '2.1'): FetcherRequest | undefined => {
    const waiting = withFetcherRequest(initial, 1, 0, 0, { ...idle, ...fetcherRequest })
    const { decide } = protocolOf(release)
    return fetcherRequestOf(halt({ decide, ...scope }, waiting, 0, []), 1, 0, 0)
  }

  test('break: who waits for an answer waits no longer', () =>
    expect([left({ stage: 'fetch' }), left({ stage: 'epochRequest' })]).toEqual([idle, idle]))

  test('still bring an answer that was sent', () => {
    const records = [{ value: 0, epoch: 0 }]
    expect(left({ stage: 'fetched', records })).toMatchObject({ stage: 'fetched', records })
    expect(left({ stage: 'epochResponse', endOffset: 1 })).toMatchObject({ stage: 'epochResponse', endOffset: 1 })
  })

  test.each<Partial<FetcherRequest>>([
    { stage: 'epochResponse', leaderEpoch: 1, epoch: 0, endOffset: 1 },
    { stage: 'fetched', leaderEpoch: 1, epoch: 0, endOffset: 1 },
    { stage: 'fetched', leaderEpoch: 1, error: 'outOfRange' },
  ])('bring it as it was: %j', (answer) => expect(left(answer, '4.3')).toEqual({ ...idle, ...answer }))

  test('bring an answer without records as sent, with the epoch of its fetch where the follower asks for it (KAFKA-18991)', () => {
    const waiting: Partial<FetcherRequest> = { stage: 'fetched', leaderEpoch: 2, epoch: 1 }
    const sent = ['2.1', '4.3'].map((release) => left(waiting, release) ?? idle)
    expect(sent.map((one) => mayWait(one))).toEqual([false, false])
    expect(sent.map((one) => epochOfFetch(one))).toEqual([NONE, 2])
  })
})

describe('the epoch of a fetch', () => {
  test('is not kept in an answer that says where the logs diverge, and has an epoch of them', () => {
    expect(epochOfFetch({ ...idle, stage: 'fetched', epoch: 1, endOffset: 3 })).toBe(NONE)
    expect(epochOfFetch({ ...idle, stage: 'fetched', epoch: 1 })).toBe(1)
  })
})
