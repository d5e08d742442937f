/** What is done to a free run so that nothing explains it, as tests. */
import type { FreeEvent } from './events'
import { freeQuestion, judgeFree, type FreeJudgement, type FreeTrace } from './judge'
import { freeTrace } from './recorded-free.fixture'

export const judged = (trace: FreeTrace, release = trace.head.kafka, limit = 20_000): FreeJudgement =>
  judgeFree(trace, freeQuestion(trace, release), limit)

const changed = (trace: FreeTrace, place: number, event: FreeEvent): FreeTrace => ({
  ...trace,
  events: trace.events.with(place, event),
})

export const isRejectedWhenTampered = (release: string): void =>
  describe(`a run of ${release} that was tampered with is rejected`, () => {
    const trace = freeTrace(release)
    const { events } = trace
    const last = (isOne: (event: FreeEvent) => boolean): number => events.findLastIndex(isOne)

    test('a high watermark is one more', () => {
      const place = last((event) => event.event === 'fetched' && (event.highWatermark ?? 0) > 1)
      const event = events[place] as Extract<FreeEvent, { event: 'fetched' }>
      const found = judged(changed(trace, place, { ...event, highWatermark: (event.highWatermark ?? 0) + 1 }))
      expect(found.verdict).toBe('rejected')
    })

    test('another leader', () => {
      const place = last(({ event }) => event === 'leaderAndIsr')
      const event = events[place] as Extract<FreeEvent, { event: 'leaderAndIsr' }>
      const { verdict, at } = judged(changed(trace, place, { ...event, leader: (event.leader % 3) + 1 }))
      expect({ verdict, line: at?.line }).toEqual({ verdict: 'rejected', line: place + 2 })
    })

    test('an acknowledgement comes as soon as the record is sent', () => {
      const acknowledged = last((event) => event.event === 'produced' && event.error === 'NONE')
      const answer = events[acknowledged] as Extract<FreeEvent, { event: 'produced' }>
      const sent = last((event) => event.event === 'produce' && event.record === answer.record)
      const early = events.toSpliced(acknowledged, 1).toSpliced(sent + 1, 0, answer)
      const { verdict, at } = judged({ ...trace, events: early })
      expect({ verdict, line: at?.line }).toEqual({ verdict: 'rejected', line: sent + 3 })
    })

    test('a record is another', () => {
      const place = last((event) => event.event === 'fetched' && event.records?.[0]?.record === 'c')
      const event = events[place] as Extract<FreeEvent, { event: 'fetched' }>
      const records = event.records?.map((one) => ({ ...one, record: one.record === 'c' ? 'b' : one.record }))
      expect(judged(changed(trace, place, { ...event, ...(records && { records }) })).verdict).toBe('rejected')
    })

    test('a disk has one record less', () => {
      const place = last(({ event }) => event === 'disk')
      const event = events[place] as Extract<FreeEvent, { event: 'disk' }>
      const log = event.replica.log?.slice(0, -1) ?? []
      const replica = { ...event.replica, log, logEndOffset: log.length }
      expect(judged(changed(trace, place, { ...event, replica })).verdict).toBe('rejected')
    })
  })
