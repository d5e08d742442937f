import { Session } from 'node:inspector'

/** The share of one part of the code in a run. */
export interface Share {
  readonly part: string
  readonly percent: number
}

const MICROSECONDS_A_SAMPLE = 200

/** Runs `work` under V8's sampling profiler, and returns the share of each part of the code, the largest first. */
export const profiled = async (work: () => Promise<unknown>): Promise<readonly Share[]> => {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS_A_SAMPLE })
  session.post('Profiler.start')
  await work()
  const times = new Map<string, number>()
  session.post('Profiler.stop', (_, { profile }) => {
    const parts = new Map(profile.nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]))
    profile.samples?.forEach((id, index) => {
      const part = parts.get(id) ?? 'other'
      times.set(part, (times.get(part) ?? 0) + (profile.timeDeltas?.[index] ?? 0))
    })
  })
  session.disconnect()
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .map(([part, time]) => ({ part, percent: (100 * time) / total }))
    .sort((one, other) => other.percent - one.percent)
}

interface CallFrame {
  readonly functionName: string
  readonly url: string
}

/** Generated code has no file: the loops over actions, and the codecs of states. */
const partOf = ({ functionName, url }: CallFrame): string => {
  if (functionName === '(garbage collector)') return 'garbage collector'
  const room = ROOMS.find((one) => url.includes(`/${one.path}`))
  if (room !== undefined) return room.part
  if (url !== '') return 'other'
  if (functionName === 'read' || functionName === 'write') return `codec: ${functionName}`
  return functionName === '' ? 'trying actions (generated loops)' : 'other'
}

const ROOMS = [
  { path: 'explorer/memo/forest', part: 'memory: leading states through trees' },
  { path: 'explorer/memo/', part: 'memory: what steps do, and verdicts' },
  { path: 'kit/tracked', part: 'memory: noting what is looked at' },
  { path: 'explorer/arena', part: 'arena: visited set and queue' },
  { path: 'explorer/draw', part: 'drawing steps' },
  { path: 'explorer/walk', part: 'walking' },
  { path: 'explorer/moments', part: 'walking' },
  { path: 'properties/tension', part: 'walking' },
  { path: 'explorer/swarm', part: 'drawing odds' },
  { path: 'seedrandom/', part: 'drawing odds' },
  { path: 'explorer/', part: 'search, and asking properties' },
  { path: 'properties/observer', part: 'history' },
  { path: 'properties/world', part: 'history' },
  { path: 'properties/', part: 'properties' },
  { path: 'specimens/kafka/properties', part: 'properties' },
  { path: 'model/', part: 'rules' },
  { path: 'specimens/', part: 'rules' },
  { path: 'kit/', part: 'trying actions (generated loops)' },
] as const
