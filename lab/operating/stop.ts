/** A command stops here: it prints these lines, and nothing has changed. */
export const stop = (lines: string | readonly string[], hint?: string): Error =>
  Object.assign(new Error('a command stops'), { name: STOP, lines: typeof lines === 'string' ? [lines] : lines, hint })

/** An exception that a tool of Kafka does not catch. Its stack trace is left out. */
export const thrown = (type: string, message: string, hint?: string): Error =>
  stop(`Exception in thread "main" ${type}: ${message}`, hint)

export interface Stopped {
  readonly lines: readonly string[]
  readonly hint?: string
}

export const isStop = (error: unknown): error is Stopped => error instanceof Error && error.name === STOP

const STOP = 'Stop'
