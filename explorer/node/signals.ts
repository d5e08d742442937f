/** Handles Ctrl-C. The first one requests a clean end. The second one ends the process. */
export interface Interrupt {
  isWanted(): boolean
  release(): void
}

export const catchInterrupt = (): Interrupt => {
  const seen = { interrupted: false }
  const note = (): void => {
    seen.interrupted = true
  }
  process.once('SIGINT', note)
  return {
    isWanted: () => seen.interrupted,
    release() {
      process.removeListener('SIGINT', note)
    },
  }
}
