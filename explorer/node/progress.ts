import type { Progress } from '../search'

/**
 * The output of progress: a terminal, on which one line is overwritten, or a file, which gets a line from time to time.
 */
export interface ProgressSink {
  readonly isTerminal: boolean
  write(text: string): void
}

export interface ProgressLine<P> {
  report(progress: P, seconds: number): void
  /** Restores the terminal. */
  clear(): void
}

const TERMINAL_SECONDS = 0.25
const FILE_SECONDS = 30
/** Clears the last line of a terminal. */
export const CLEAR_LINE = '\r\u001b[K'

/** Shows the progress of a search, four times per second on a terminal. */
export const progressLine = <P>(
  sink: ProgressSink,
  words: (progress: P, seconds: number) => string,
  label = '',
): ProgressLine<P> => {
  const every = sink.isTerminal ? TERMINAL_SECONDS : FILE_SECONDS
  const shown = { last: 0, dirty: false }
  return {
    report(progress, seconds) {
      if (seconds - shown.last < every) return
      shown.last = seconds
      shown.dirty = sink.isTerminal
      const line = `${label === '' ? '' : `${label}: `}${words(progress, seconds)}`
      sink.write(sink.isTerminal ? CLEAR_LINE + line : `${line}\n`)
    },
    clear() {
      if (shown.dirty) sink.write(CLEAR_LINE)
      shown.dirty = false
    },
  }
}

type Words = (progress: Progress, seconds: number) => string

/**
 * The progress of a search. The remaining time is estimated only if the number of waiting states fell in each of the
 * last few samples, from the rate at which it fell. Otherwise it is unknown, and not printed.
 */
export const searchWords = (): Words => {
  const last: Waiting[] = []
  return ({ distinct, depth, frontier, bytes, judged }, seconds) => {
    if (judged !== undefined)
      return [
        `${seconds.toFixed(0)} s`,
        `${thousands(distinct)} states`,
        `looking for states that never settle: ${Math.floor(100 * judged)} %`,
        `${(bytes / 2 ** 20).toFixed(0)} MiB`,
      ].join('  ')
    last.push({ frontier, seconds })
    if (last.length > FEW) last.shift()
    const left = secondsLeft(last)
    return [
      `${seconds.toFixed(0)} s`,
      `depth ${depth}`,
      `${thousands(distinct)} ${distinct === 1 ? 'state' : 'states'}`,
      `${thousands(Math.round(distinct / seconds))}/s`,
      `${thousands(frontier)} waiting`,
      `${(bytes / 2 ** 20).toFixed(0)} MiB`,
      ...(left === undefined ? [] : [`about ${left.toFixed(0)} s left`]),
    ].join('  ')
  }
}

/** A sample: the number of waiting states, and the time. */
interface Waiting {
  readonly frontier: number
  readonly seconds: number
}

const FEW = 8

const secondsLeft = (last: readonly Waiting[]): number | undefined => {
  const [first, now] = [last[0], last.at(-1)]
  if (first === undefined || now === undefined || last.length < FEW) return undefined
  const isShrinking = last.every(({ frontier }, index) => index === 0 || frontier < (last[index - 1]?.frontier ?? 0))
  if (!isShrinking) return undefined
  return (now.frontier * (now.seconds - first.seconds)) / (first.frontier - now.frontier)
}

/** The progress of walks. */
export const walkWords = (
  { walks, steps }: { readonly walks: number; readonly steps: number },
  seconds: number,
): string =>
  [
    `${seconds.toFixed(0)} s`,
    `${thousands(walks)} walks`,
    `${thousands(steps)} steps`,
    `${thousands(Math.round(steps / seconds))}/s`,
  ].join('  ')

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
