/** B77 on Kafka's own classes. The model has no such step, so the driver is asked itself, and what it shows is judged here. */
import { startClasses } from './classes'
import type { Driver } from './driver'
import type { Observation } from './observation'
import type { RealAction, Request } from './protocol'

const world = { brokers: 2, leaders: [1], acks: 'all', minIsr: 1, uncleanElection: false, elr: true } as const

const PRODUCES = { type: 'Produce', broker: 1, partition: 0 }
const RAISES = { type: 'RaiseMinIsr', minIsr: 2 }
const REPLAYS = { type: 'ReplayMetadata', broker: 1, behind: 0 }
const DROPS_AND_COMMITS = [
  { type: 'ShrinkIsr', leader: 1, follower: 2, partition: 0 },
  { type: 'HandleAlterPartition', leader: 1, partition: 0 },
  { type: 'ReceiveAlterPartition', leader: 1, partition: 0 },
  PRODUCES,
]
const CRASHES = [
  { type: 'ProcessCrash', broker: 1 },
  { type: 'FenceBroker', broker: 1 },
]
/** As in a rolling restart: the controller moves leadership away before the process ends. */
const SHUTS_DOWN = [{ type: 'ControlledShutdown', broker: 1 }]
const SESSION_ENDS = [{ type: 'FenceBroker', broker: 1 }]

const shownAfter = async (driver: Driver, actions: readonly object[]): Promise<Observation> => {
  const record = (place: number): string => (place === 0 ? 'a' : 'b')
  const steps = actions.map((action, place): Request => ({
    do: 'step',
    action: action as RealAction,
    record: record(place),
  }))
  const replies = await Promise.all([{ do: 'reset', world } as const, ...steps].map((request) => driver.ask(request)))
  for (const reply of replies) if (!('observation' in reply)) throw new Error(JSON.stringify(reply))
  return (replies.at(-1) as { readonly observation: Observation }).observation
}

const summary = ({ brokers, controller, producers }: Observation): object => {
  const { leader, isr, elr } = controller?.partitions[0] ?? {}
  const logs = brokers.map(({ replicas }) => replicas[0]?.log?.map(({ record }) => record))
  return { leader, isr, elr, acknowledged: producers?.[0]?.acknowledged, logs }
}

describe.each(['4.1.0', '4.3.1', '4.4.0'])('Kafka %s', (release) => {
  const held: { driver?: Driver } = {}
  const shown = async (actions: readonly object[]): Promise<object> => {
    held.driver ??= await startClasses(release)
    return summary(await shownAfter(held.driver, actions))
  }
  afterAll(() => held.driver?.close())

  test('a leader that has not heard of a higher min.insync.replicas commits what the eligible replica lacks', async () => {
    const dropped = await shown([PRODUCES, RAISES, ...DROPS_AND_COMMITS])
    expect(dropped).toEqual({ leader: 1, isr: [1], elr: [2], acknowledged: ['a', 'b'], logs: [['a', 'b'], []] })
    const lost = await shown([PRODUCES, RAISES, ...DROPS_AND_COMMITS, ...CRASHES])
    expect(lost).toEqual({ leader: 2, isr: [2], elr: [1], acknowledged: ['a', 'b'], logs: [['a', 'b'], []] })
  }, 120_000)

  test.each([
    ['it is shut down in the normal way', SHUTS_DOWN],
    ['its session ends', SESSION_ENDS],
    ['it has replayed the change before it is shut down', [REPLAYS, ...SHUTS_DOWN]],
  ])(
    'the same is lost if nothing crashes, and %s',
    async (_, ends) => {
      const lost = await shown([PRODUCES, RAISES, ...DROPS_AND_COMMITS, ...ends])
      expect(lost).toEqual({ leader: 2, isr: [2], elr: [1], acknowledged: ['a', 'b'], logs: [['a', 'b'], []] })
    },
    120_000,
  )

  test('one that has heard of it commits nothing, and nothing is lost', async () => {
    const kept = await shown([PRODUCES, RAISES, REPLAYS, ...DROPS_AND_COMMITS, ...CRASHES])
    expect(kept).toEqual({ leader: 2, isr: [2], elr: [1], acknowledged: [], logs: [['a'], []] })
  }, 120_000)
})
