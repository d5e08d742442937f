/** Real brokers, and the disasters that the model finds: each is lost where the model says so, and every step agrees. */
import { readToken } from '../../lab/questions/token'
import { realReplay, type RealReplay } from '../real-replay'
import { isFullSize } from '../size'
import { modelOf } from '../releases'
import { TRACE_OF_B01, traceNamed } from '../traces/recorded-traces.fixture'
import { startWire } from './driver'
import { disasters, type Disaster } from './disasters.fixture'

interface Replayed extends RealReplay {
  /** What a consumer was given then, if it asked. */
  readonly read?: unknown
}

const replayed = async ({ release, token, given }: Disaster): Promise<Replayed> => {
  const { options, codes } = readToken(token)
  const driver = startWire(release)
  try {
    const replay = await realReplay(driver, { release, by: 'wire' }, { ...options, kafka: modelOf(release) }, codes)
    if (given === undefined) return replay
    const reply = await driver.ask({ do: 'step', action: { type: 'ConsumerFetch', broker: given.by, partition: 0 } })
    return { ...replay, read: 'observation' in reply ? reply.observation.read : reply }
  } finally {
    await driver.close()
  }
}

/** Five processes for each: the first alone, unless all are asked for. */
const taken = isFullSize() ? disasters : disasters.slice(0, 1)

test.each(taken)(
  '$bug on Kafka $release: every step agrees, high watermarks included',
  async (disaster) => {
    const { verdict, stepped, planned, outcome, steps, read } = await replayed(disaster)
    const differences = steps.flatMap((step) => step.differences)
    expect({ verdict, stepped, differences }).toEqual({ verdict: 'agrees', stepped: planned, differences: [] })
    expect({ outcome: outcome?.verdict, read }).toEqual({ outcome: disaster.outcome, read: disaster.given?.records })
  },
  300_000,
)

test('the trace of 0.10.2.2 in recorded/traces is what it shows in the schedule of B01', async () => {
  const [b01] = disasters
  const { steps } = await replayed(b01)
  const { seen } = traceNamed(TRACE_OF_B01.name)
  expect(TRACE_OF_B01.moments.map((moment) => steps[moment]?.kafka)).toEqual(seen.map(({ observation }) => observation))
}, 300_000)
