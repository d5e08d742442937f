import type { Clock } from '../explorer/node/clock'
import type { Files } from '../explorer/node/files'
import type { Disk } from '../explorer/node/saving/disk'
import type { Specimen } from '../specimens/catalogue'
import type { AnyJson } from '../reports/json'
import type { Paint } from '../reports/paint'
import type { Listening, Respond } from './serving/http'

/** All that a command touches of the world outside, so that tests can put something else in its place. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** Progress is written over one line on a terminal. */
  readonly errIsTerminal: boolean
  /** How many columns that terminal has, where it says so. */
  readonly errWidth: number | undefined
  readonly paint: Paint
  /** How this program is called, to begin the commands that it suggests. */
  readonly self: string
  /** What it was asked. */
  readonly asked: readonly string[]
  /** The number of this process, and whether there is one of another number. */
  readonly pid: number
  isAlive(pid: number): boolean
  readonly clock: Clock
  readonly files: Files
  /** Where searches are kept, and after how many seconds, where that is not as usual. */
  readonly disk: Disk
  readonly keepSeconds?: number
  /** Begins to answer on this machine's own address, on that port, or on a free one where it is 0. */
  listenOn(port: number, respond: Respond): Promise<Listening>
  /** Begins to listen for Ctrl-C. */
  listen(): { isWanted(): boolean; release(): void }
  readonly specimens: readonly Specimen[]
}

/** What every command ends with. */
export interface Answer {
  /** What is printed, without --json. */
  readonly text: string
  /** What is printed with --json. */
  readonly json: AnyJson
  readonly exitCode: number
}
