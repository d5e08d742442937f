import type { Outcome, Progress, Search } from '../breadth'
import type { Stopped } from '../run'
import type { Clock } from './clock'

/** How much a search may use. The number of states is a limit of the search itself. */
export interface Allowance {
  readonly seconds?: number
  readonly bytes?: number
}

/** Who looks on while a search runs, or other long work. */
export interface Watch<P = Progress> {
  readonly clock: Clock
  isInterrupted(): boolean
  report(progress: P, seconds: number): void
}

export interface Driven<A> {
  readonly outcome: Outcome<A>
  readonly seconds: number
  readonly cpuSeconds: number
  readonly stopped?: Stopped
}

/** States expanded between two looks at the clock: some hundredths of a second. */
const SLICE = 1000

/** Runs a search slice by slice until it ends, or somebody or something says stop. */
export const drive = async <A>(search: Search<A>, allowance: Allowance, watch: Watch): Promise<Driven<A>> => {
  const { clock } = watch
  const [begin, cpuBegin] = [clock.now(), clock.cpu()]
  const done = (stopped?: Stopped): Driven<A> => {
    search.close?.()
    return { outcome: search.outcome, ...spent(), ...(stopped === undefined ? {} : { stopped }) }
  }
  const spent = (): Pick<Driven<A>, 'seconds' | 'cpuSeconds'> => ({
    seconds: clock.now() - begin,
    cpuSeconds: clock.cpu() - cpuBegin,
  })
  while (search.advance(SLICE)) {
    const seconds = clock.now() - begin
    watch.report(search.progress, seconds)
    await clock.pause()
    if (watch.isInterrupted()) return done('interrupt')
    if (seconds >= (allowance.seconds ?? Infinity)) return done('time')
    if (search.progress.bytes >= (allowance.bytes ?? Infinity)) return done('memory')
  }
  return search.outcome.verdict === 'inconclusive' ? done('states') : done()
}
