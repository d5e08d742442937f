import type { Outcome, Progress, Search } from '../search'
import type { Stopped } from '../../contract/run'
import type { Clock } from './clock'
import type { Spent } from './saving/header'
import type { Keeper } from './saving/keeper'

/** The limits of a search in time and memory. The search itself limits the number of states. */
export interface Allowance {
  readonly seconds?: number
  readonly bytes?: number
}

/** The observer of a search, or of other long work. */
export interface Watch<P = Progress> {
  readonly clock: Clock
  isInterrupted(): boolean
  report(progress: P, seconds: number): void
}

/** The result of a search, and its time, including the time before it was resumed. */
export interface Driven<A> extends Spent {
  readonly outcome: Outcome<A>
  readonly stopped?: Stopped
}

/** The number of expansions between two checks of the clock: some hundredths of a second. */
const SLICE = 1000

/**
 * Runs a search slice by slice until it ends, or until a limit or an interrupt stops it. A long search is saved
 * regularly. A stopped search is saved in its last state. A search that has ended is not saved.
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
    const limit = limitReached(search, shareFor(search, allowance), seconds)
    if (limit === undefined) continue
    await conclude(search, allowance, watch, begin)
    return done(limit)
  }
  const { verdict, unconfirmed } = search.outcome
  return verdict === 'inconclusive' && unconfirmed === undefined ? done('states') : done()
}

const limitReached = (
  { progress }: Pick<Search<never>, 'progress'>,
  allowance: Allowance,
  seconds: number,
): Stopped | undefined => {
  if (seconds >= (allowance.seconds ?? Infinity)) return 'time'
  return progress.bytes >= (allowance.bytes ?? Infinity) ? 'memory' : undefined
}

/**
 * A search whose states are judged afterwards may use half of the time and memory for the search itself, because to judge
 * how healing ends costs about as much (docs/decisions/0026). All limits hold for both together.
 */
const shareFor = ({ conclude, progress }: Pick<Search<never>, 'conclude' | 'progress'>, all: Allowance): Allowance => {
  if (conclude === undefined || progress.judged !== undefined) return all
  const { seconds = Infinity, bytes = Infinity } = all
  return { seconds: seconds / 2, bytes: bytes / 2 }
}

/** Judges how healing ends in the states that a stopped search has expanded, until a limit or an interrupt stops it. */
const conclude = async (
  search: Pick<Search<never>, 'conclude' | 'progress'>,
  allowance: Allowance,
  { clock, isInterrupted, report }: Watch,
  begin: number,
): Promise<void> => {
  while (search.conclude?.(SLICE) && !isInterrupted()) {
    const seconds = clock.now() - begin
    if (limitReached(search, allowance, seconds) !== undefined) return
    report(search.progress, seconds)
    await clock.pause()
  }
}

/** Saves a search when it is due. */
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
