/** The mutants that were tried beside Kafka, as a file and as tables. */
import { z } from 'zod'
import { markdown } from '../../reports/table'
import { lookedShape, type Looked, type Noticed } from './looked'

const triedShape = z.strictObject({
  /** As in model/replica/leader.ts. */
  file: z.string(),
  /** Where the text began when it was tried. */
  line: z.number(),
  /** What was dropped. */
  text: z.string(),
  looked: lookedShape,
  /** Why no walk notices it, where none does. */
  why: z.string().optional(),
})

const runShape = z.strictObject({
  format: z.literal(1),
  kafka: z.string(),
  /** The most walks of each mutant. */
  runs: z.number(),
  /**
   * The guards of a broker in the model; those that hold in these walks; those of them without which the walks of the model show
   * something else, and no error in the model; and those that were tried.
   */
  guards: z.number(),
  holding: z.number(),
  showing: z.number(),
  tried: z.array(triedShape),
})

export type TriedMutant = Readonly<z.infer<typeof triedShape>>

export type MutantRun = Readonly<z.infer<typeof runShape>>

export const readMutantRun = (text: string): MutantRun => runShape.parse(JSON.parse(text))

export const mutantRunText = (run: MutantRun): string => `${JSON.stringify(run, undefined, 1)}\n`

/** How many were noticed, and how: in one sentence. */
export const summary = ({ tried, runs, kafka }: MutantRun): string => {
  const noticed = tried.flatMap(({ looked }) => looked.noticed ?? [])
  const values = noticed.filter(({ where }) => where !== undefined).length
  return (
    `${noticed.length} of ${tried.length} mutants are noticed within ${runs} walks beside Kafka ${kafka}: ` +
    `${values} because a value differs, ${noticed.length - values} because of a step that Kafka cannot take.`
  )
}

export const HEAD = ['guard that is dropped', 'walks', 'step on which they part', 'what is noticed'] as const

/** As Markdown. */
export const mutantTable = ({ tried }: MutantRun): string => markdown([HEAD, ...tried.map(cellsOf)])

/** One line of the table. */
export const cellsOf = ({ file, line, text, looked, why }: TriedMutant): readonly string[] => [
  `${file.replace('model/', '')}:${line} \`${shortened(text)}\``,
  String(looked.walks),
  ...whatIsNoticed(looked, why),
]

const whatIsNoticed = ({ noticed, threw }: Looked, why = 'not explained'): readonly [string, string] => {
  if (noticed !== undefined) return [noticed.event, observationOf(noticed)]
  return ['', `nothing${threw > 0 ? `, and the model threw an error in ${threw} walks` : ''}: ${why}`]
}

const observationOf = ({ where, model = '', kafka = '', cannot }: Noticed): string =>
  where === undefined ? `cannot be taken: ${cannot ?? ''}` : `${where}: ${model} in the model, ${kafka} in Kafka`

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}...` : text)
