import type { Clock } from '../explorer/node/clock'
import type { Files } from '../explorer/node/files'
import type { Disk } from '../explorer/node/saving/disk'
import type { Specimen } from '../specimens/catalogue'
import type { Driver } from '../conformance/driver'
import type { FreePlan, FreeRecording, FreeWatch } from '../conformance/free/recording'
import type { Way } from '../conformance/releases'
import type { AnyJson } from '../reports/json'
import type { Paint } from '../reports/paint'
import type { Listening, Respond } from './serving/http'

/** Everything outside the process that a command uses. Tests replace it. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** On a terminal, progress overwrites one line. */
  readonly errIsTerminal: boolean
  /** The width of that terminal, if it is known. */
  readonly errWidth: number | undefined
  readonly paint: Paint
  /** The command with which this program was started. Suggested commands begin with it. */
  readonly self: string
  /** The arguments. */
  readonly asked: readonly string[]
  /** The id of this process, and whether a process with another id exists. */
  readonly pid: number
  isAlive(pid: number): boolean
  readonly clock: Clock
  readonly files: Files
  /** Where searches are saved, and the number of seconds between saves if it is not the default. */
  readonly disk: Disk
  readonly keepSeconds?: number
  /** An environment variable: a password is read from nowhere else. */
  env(name: string): string | undefined
  /** The seconds after which a queue that does not answer is gone, if they are not the default. */
  readonly queueSeconds?: number
  /** Starts a server on the loopback address, on the given port. Port 0 means any free port. */
  listenOn(port: number, respond: Respond): Promise<Listening>
  /** Where a person or a file types lines. Asked for only by the command that reads them. */
  typing(): Typing
  /** Starts a real Kafka of a release. Throws Missing where something is not there that it needs. */
  startKafka(release: string, by: Way): Promise<Driver>
  /** Lets a cluster of real brokers run free. Throws Missing as well. */
  runFree(plan: FreePlan, watch: FreeWatch): Promise<FreeRecording>
  /** Starts to listen for Ctrl-C. */
  listen(): { isWanted(): boolean; release(): void }
  readonly specimens: readonly Specimen[]
}

/** Standard input, and the terminal that shows what is typed there. */
export interface Typing {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream
}

/** The result of a command. */
export interface Answer {
  /** The output without --json. */
  readonly text: string
  /** The output with --json. */
  readonly json: AnyJson
  readonly exitCode: number
  /**
   * What is written after the answer is printed, so that a full disk cannot lose the answer. Each returns the lines that
   * say what was written, if any, and throws bad input if it cannot be written.
   */
  readonly writes?: readonly Write[]
}

export type Write = () => string | undefined
