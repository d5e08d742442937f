import type { Watch } from '../explorer/node/drive'
import { progressLine } from '../explorer/node/progress'
import type { Io } from './io'

/** Does long work while showing how far it is, and until Ctrl-C; leaves terminal and signals as they were. */
export const watched = async <P, R>(
  io: Io,
  words: (progress: P, seconds: number) => string,
  work: (watch: Watch<P>) => Promise<R>,
  label = '',
): Promise<R> => {
  const progress = progressLine({ isTerminal: io.errIsTerminal, write: (text) => io.err(text) }, words, label)
  const interrupt = io.listen()
  try {
    return await work({
      clock: io.clock,
      isInterrupted: () => interrupt.isWanted(),
      report: (done, seconds) => progress.report(done, seconds),
    })
  } finally {
    interrupt.release()
    progress.clear()
  }
}
