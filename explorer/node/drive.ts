import type { Outcome, Progress, Search } from '../breadth'
import type { Stopped } from '../../contract/run'
import type { Clock } from './clock'
import type { Spent } from './saving/header'
import type { Keeper } from './saving/keeper'

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

/** What came of a search, and what it took, all that came before it went on included. */
export interface Driven<A> extends Spent {
  readonly outcome: Outcome<A>
  readonly stopped?: Stopped
}

/** States expanded between two looks at the clock: some hundredths of a second. */
const SLICE = 1000

/**
 * Runs a search slice by slice until it ends, or somebody or something says stop. What takes long is kept now and then, what is
 * stopped is kept as it is, and what has ended need not be kept.
 */
export const drive = async <A>(
  search: Search<A>,
  allowance: Allowance,
  watch: Watch,
  keeper?: Keeper,
): Promise<Driven<A>> => {
  const { clock } = watch
  const before = keeper?.before ?? { seconds: 0, cpuSeconds: 0 }
  const keeping = turns(search, keeper)
  const [begin, cpuBegin] = [clock.now(), clock.cpu()]
  const done = (stopped?: Stopped): Driven<A> => {
    search.close?.()
    const { outcome } = search
    keeping.done(spent, stopped)
    return { outcome, ...spent(), ...(stopped === undefined ? {} : { stopped }) }
  }
  const spent = (): Spent => ({
    seconds: clock.now() - begin + before.seconds,
    cpuSeconds: clock.cpu() - cpuBegin + before.cpuSeconds,
  })
  while (search.advance(SLICE)) {
    const seconds = clock.now() - begin
    watch.report(search.progress, seconds)
    if (keeper?.isStuck()) return done('disk')
    keeping.look(seconds, spent)
    await clock.pause()
    if (watch.isInterrupted()) return done('interrupt')
    if (seconds >= (allowance.seconds ?? Infinity)) return done('time')
    if (search.progress.bytes >= (allowance.bytes ?? Infinity)) return done('memory')
  }
  return search.outcome.verdict === 'inconclusive' ? done('states') : done()
}

/** Keeps a search when it is time to. */
const turns = (
  { snapshot }: Pick<Search<never>, 'snapshot'>,
  keeper?: Keeper,
): { look(seconds: number, spent: () => Spent): void; done(spent: () => Spent, stopped?: Stopped): void } => {
  const last = { seconds: 0 }
  const keep = (spent: () => Spent, isEnd: boolean): void => {
    if (snapshot !== undefined) keeper?.keep(snapshot(), spent(), isEnd)
  }
  return {
    look(seconds, spent) {
      if (keeper === undefined || seconds - last.seconds < keeper.seconds) return
      last.seconds = seconds
      keep(spent, false)
    },
    done(spent, stopped) {
      if (stopped === undefined) keeper?.forget()
      else keep(spent, true)
      keeper?.close()
    },
  }
}
