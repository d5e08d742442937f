/** An account of a schedule agrees with the state after each step: one in three in npm test, the others at night. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account, Moment } from './account'
import { isRefused } from '../../../kit/refused'
import { rng, type Rng } from '../../../explorer/rng'
import type { Machine } from '../../../contract/machine'
import { schedule } from '../../../contract/schedule'
import { bounds } from '../../../model/bounds'
import { mayWait } from '../../../model/cluster'
import type { FetcherRequest } from '../../../model/state'
import { accountShape } from '../../../reports/account'
import { readSaved } from '../../../reports/read-saved'
import { readCase } from '../../questions/case'
import { kafkaCase } from '../../questions/kafka-case'
import { question, type Question } from '../../questions/question'
import { parseStory } from '../story/parse'
import { inCase, type CaseSchedule } from '../../questions/case-schedule'
import { scheduleInStory } from '../story/schedule'
import { splitStory } from '../story/split'
import { accountOf } from './account-of'
import { laneOf } from './lanes'

const ROOT = join(__dirname, '..', '..', '..')
const STORIES = ['scenarios', 'scenarios/bugs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => /^[a-zB].*\.md$/.test(name))
    .map((name) => `${folder}/${name}`),
)

/** The schedules of a story: most have one, and a story of Kafka's commands alone has none. */
const inStory = (path: string): readonly (readonly [string, () => CaseSchedule])[] =>
  splitStory(parseStory(path, readFileSync(join(ROOT, path), 'utf8'))).map(({ story }) => [
    `${path}: ${story.title}`,
    () => {
      const told = scheduleInStory(story)
      return inCase(readCase(told.question), told)
    },
  ])

/** Some steps of a world with all that can go wrong, in either grain, alone or beside another Kafka. */
const drawn = (seed: string, length: number, beside: Partial<Question> = {}): CaseSchedule => {
  const random = rng(seed)
  const each = 2
  const asked = question({
    ...beside,
    settings: { minIsr: 2 },
    bounds: bounds({
      ...{ brokers: 3, records: 4, epochs: 5, grain: random.below(2) === 0 ? 'atomic' : 'message' },
      faults: {
        ...{ 'process-crash': each, 'machine-crash': each, 'clean-shutdown': each, 'cut-off': each, pause: each },
        ...{ 'cut-link': each, 'lost-request': each, 'repeated-request': each, 'isr-shrink': each },
        ...{ 'leader-move': each, 'controller-failover': each },
      },
    }),
  })
  const subject = kafkaCase({ ...asked, properties: ['S6'] })
  return subject.run((machine) => inCase(subject, schedule('', machine, drawnFrom(machine, random, length))))
}

const drawnFrom = <S, A>({ initial, actions, fire }: Machine<S, A>, random: Rng, length: number): readonly A[] => {
  const drawn: A[] = []
  let state = initial
  while (drawn.length < length) {
    const enabled = actions.all.filter((action) => !isRefused(fire(state, action) as object))
    const action = enabled[random.below(enabled.length)]
    if (action === undefined) break
    drawn.push(action)
    state = fire(state, action) as typeof state
  }
  return drawn
}

type Scheduled = readonly [name: string, given: () => CaseSchedule]

const SCHEDULES: readonly Scheduled[] = [
  ...STORIES.filter((path) => !path.endsWith('README.md')).flatMap(inStory),
  ...Array.from({ length: 4 }, (_, seed): Scheduled => [`walk ${seed}`, () => drawn(`account ${seed}`, 75)]),
  ...['0.10.2', '1.1', '2.1'].map((kafka) => [`a walk of ${kafka}`, () => drawn(kafka, 75, { kafka })] as const),
  ['a walk of 0.10.2 beside 1.1', () => drawn('beside', 100, { kafka: '0.10.2', unlike: '1.1' })] as const,
]

/** One in three of the schedules, and the others. */
export const some = SCHEDULES.filter((_, index) => index % 3 === 0)
export const others = SCHEDULES.filter((_, index) => index % 3 !== 0)

/** The state at each moment, rebuilt from the changes. */
export const rebuilt = (moments: readonly Moment[]): readonly Required<Moment>[] => {
  let now: Required<Moment> | undefined
  return moments.map(({ brokers, partition, clients }) => {
    const before = now
    if (before === undefined && (partition === undefined || clients === undefined))
      throw new Error('the first moment has everything')
    now = {
      brokers: { ...before?.brokers, ...brokers },
      partition: partition ?? (before as Required<Moment>).partition,
      clients: clients ?? (before as Required<Moment>).clients,
    }
    return now
  })
}

const learn = ({ guards }: Account, moment: number, known: Map<string, string>): void => {
  const changed = guards.refused[moment] ?? []
  for (let at = 0; at < changed.length; at += 2)
    known.set(guards.actions[changed[at] ?? -1] ?? '?', guards.reasons[changed[at + 1] ?? -1] ?? '')
}

interface WorldLike {
  readonly cluster: {
    readonly brokers: readonly {
      readonly requests: readonly { readonly partition: number }[]
      readonly fetcherRequests: readonly (readonly FetcherRequest[])[]
    }[]
  }
}

/** By lane, about the first partition: LeaderAndIsr requests in flight to a broker, and requests and responses of its fetchers. */
const waitingIn = (state: unknown): readonly (readonly [number, readonly number[]])[] => {
  const world = (state as { readonly here?: WorldLike }).here ?? (state as WorldLike)
  return world.cluster.brokers.map(({ requests, fetcherRequests }, id) => [
    laneOf(id),
    [
      requests.filter(({ partition }) => partition === 0).length,
      (fetcherRequests[0] ?? []).filter(
        (fetcherRequest) => fetcherRequest.stage !== 'idle' && !isAtLeader(fetcherRequest),
      ).length,
    ],
  ])
}

/** The leader has read and has not counted yet, or keeps a fetch for which it found no record. */
const isAtLeader = (fetcherRequest: FetcherRequest): boolean =>
  fetcherRequest.stage === 'read' || mayWait(fetcherRequest)

const onTheWay = ({ messages }: Account, step: number, lane: number): readonly number[] => {
  const waiting = messages.filter(
    ({ sent, received = Infinity, lost = Infinity }) => sent <= step && Math.min(received, lost) > step,
  )
  const isOfController = (kind: string): boolean => kind === 'LeaderAndIsr' || kind === 'StopReplica'
  const isFetching = (kind: string): boolean => kind === 'fetch' || kind === 'ask epoch end'
  return [
    waiting.filter(({ kind, to }) => isOfController(kind) && to === lane).length,
    waiting.filter(({ kind, from, to }) => !isOfController(kind) && (isFetching(kind) ? from : to) === lane).length,
  ]
}

const holdsTheState = (account: Account, told: CaseSchedule): void =>
  test('holds at each moment what the state of that moment holds', () => {
    told.run(({ view: { picture }, retaken }) => {
      const { initial, steps } = retaken()
      const states = [initial, ...steps.map(({ state }) => state)]
      const held = states.map((state) => {
        const snapshot = picture?.snapshot(state)
        return { ...snapshot, brokers: Object.fromEntries(snapshot?.brokers ?? []) }
      })
      expect(rebuilt(account.moments)).toEqual(held)
    })
  })

const saysWhatIsRefused = (account: Account, told: CaseSchedule): void =>
  test('says which actions are refused at each moment, and why', () => {
    told.run(({ schedule: { machine }, retaken }) => {
      const known = new Map<string, string>()
      const { initial, steps } = retaken()
      const states = [initial, ...steps.map(({ state }) => state)]
      states.forEach((state, moment) => {
        learn(account, moment, known)
        const refused = machine.actions.all.flatMap((action): readonly (readonly [string, string])[] => {
          const next = machine.fire(state, action) as object
          return isRefused(next) ? [[machine.actions.print(action), (next as { refused: string }).refused]] : []
        })
        expect(new Map([...known].filter(([, reason]) => reason !== ''))).toEqual(new Map(refused))
      })
    })
  })

const hasMessages = (account: Account, told: CaseSchedule): void =>
  test('has every message sent before it is received or lost, and in flight in between', () => {
    for (const { sent, received = Infinity, lost = Infinity } of account.messages) {
      expect(sent).toBeGreaterThan(0)
      expect(Math.min(received, lost)).toBeGreaterThanOrEqual(sent)
      expect(Math.max(received, lost)).toBe(Infinity)
    }
    told.run(({ retaken }) => {
      retaken().steps.forEach(({ state }, index) => {
        for (const [lane, waiting] of waitingIn(state)) expect(onTheWay(account, index + 1, lane)).toEqual(waiting)
      })
    })
  })

const hasAcknowledgements = (account: Account): void =>
  test('has an acknowledgement in each step in which a record is acknowledged', () => {
    const acknowledged = rebuilt(account.moments).map(({ clients }) => clients.acknowledged)
    acknowledged.slice(1).forEach((known, index) => {
      const told = account.messages.filter(({ kind, sent }) => kind === 'acknowledge' && sent === index + 1)
      const news = known.filter((value) => acknowledged[index]?.includes(value) === false)
      expect(told.map(({ label }) => label)).toEqual(news.map((value) => `${value} is safe`))
    })
  })

export const agree = (schedules: readonly Scheduled[]): void =>
  describe.each(schedules)('the account of %s', (_, given) => {
    const told = given()
    const account = accountOf(told)
    holdsTheState(account, told)
    saysWhatIsRefused(account, told)
    hasMessages(account, told)
    hasAcknowledgements(account)

    test('is the same twice, and is read as it was saved', () => {
      const again = JSON.stringify(accountOf(given()))
      expect(JSON.stringify(account)).toBe(again)
      expect(readSaved('saved.json', again, accountShape)).toEqual({ value: account })
    })
  })
