/** The result of a nightly job: figures by name, in the order of a row. */
export type Figures = Readonly<Record<string, string>>

/** One job: some minutes of work on one core, independent of the others. */
export interface Job {
  /** Its name, and its section of the page. */
  readonly section:
    | 'hunts'
    | 'shrinking'
    | 'walks'
    | 'searches'
    | 'symmetry'
    | 'KRaft'
    | 'KRaft walks'
    | 'KRaft, three brokers'
    | 'KRaft, three brokers: walks'
  readonly name: string
  work(): Figures | Promise<Figures>
}

/** 6749k */
export const thousands = (value: number): string => (value < 1000 ? String(value) : `${Math.round(value / 1000)}k`)
