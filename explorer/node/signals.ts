/** Ctrl-C as a question. The first one asks for a clean end; a second one ends the process, as it would anyway. */
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
