import type { Watch } from '../explorer/node/drive'
import { progressLine } from '../explorer/node/progress'
import { cut } from '../reports/fit'
import type { Io } from './io'
import { live } from './live'

/** Runs long work and shows its progress. Ctrl-C stops it. Restores the terminal and the signal handlers afterwards. */
export const watched = async <P, R>(
  io: Io,
  wording: () => (progress: P, seconds: number) => string,
  work: (watch: Watch<P>) => Promise<R>,
  label = '',
): Promise<R> => {
  const progress = progressLine(
    { isTerminal: io.errIsTerminal, write: (text) => io.err(text) },
    fitting(io, wording(), label),
    label,
  )
  const words = wording()
  const noted = live(io.files, io.pid, io.asked.join(' '))
  const interrupt = io.listen()
  try {
    return await work({
      clock: io.clock,
      isInterrupted: () => interrupt.isWanted(),
      report(done, seconds) {
        progress.report(done, seconds)
        noted.report(seconds, () => `${label === '' ? '' : `${label}: `}${words(done, seconds)}`)
      },
    })
  } finally {
    interrupt.release()
    progress.clear()
    noted.end()
  }
}

/** A progress line must not wrap, because it is overwritten. It is cut one column before the edge of the terminal. */
const fitting = <P>(
  { errWidth }: Io,
  words: (progress: P, seconds: number) => string,
  label: string,
): ((progress: P, seconds: number) => string) => {
  if (errWidth === undefined) return words
  const before = label === '' ? 0 : label.length + 2
  return (progress, seconds) => cut(words(progress, seconds), Math.max(1, errWidth - 1 - before))
}
