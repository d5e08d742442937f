/** Handles Ctrl-C, and SIGTERM alike. The first one requests a clean end. The second one ends the process. */
export interface Interrupt {
  isWanted(): boolean
  release(): void
}

/** SIGTERM is what `kill`, `timeout` and the end of a CI job send. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export const catchInterrupt = (): Interrupt => {
  const seen = { interrupted: false }
  const release = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, note)
  }
  const note = (): void => {
    seen.interrupted = true
    release()
  }
  for (const signal of SIGNALS) process.on(signal, note)
  return { isWanted: () => seen.interrupted, release }
}
