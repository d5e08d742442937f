import type { Watch } from '../explorer/node/drive'
import { progressLine } from '../explorer/node/progress'
import type { Io } from './io'
import { live } from './live'

/** Does long work while showing how far it is, and until Ctrl-C; leaves terminal and signals as they were. */
export const watched = async <P, R>(
  io: Io,
  wording: () => (progress: P, seconds: number) => string,
  work: (watch: Watch<P>) => Promise<R>,
  label = '',
): Promise<R> => {
  const progress = progressLine({ isTerminal: io.errIsTerminal, write: (text) => io.err(text) }, wording(), label)
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
