import { readKraft } from '../lab/questions/ask-kraft'
import { optionsOf } from '../lab/questions/ask'
import { badInput, expected } from '../lab/questions/bad-input'
import { protocolOf, question } from '../lab/questions/question'
import { isKraft } from '../model/versions/timeline'
import { presetNamed } from '../lab/questions/version'
import { whyArgued } from '../lab/ablating/argued'
import { ablateAll, MOST_STATES, questionIn, repairsOf, type Ablating, type Matrix } from '../lab/ablating/matrix'
import { rowsOf } from '../lab/ablating/rows'
import { worldsFor } from '../lab/ablating/worlds'
import { ablationMarkdown, ablationText, soonestOf } from '../reports/ablation'
import type { AblationJson } from '../reports/json-ablation'
import { thousands } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { commandFor } from './next'
import { limitsOf, refuseBeside, type Typed } from './options'
import { watched } from './watch'

/** `tidemark ablate --kafka`: leaves out each decision of a preset alone, and tells which properties break, and how soon. */
export const runMatrix = async (names: readonly string[], typed: Typed, io: Io): Promise<Answer> => {
  refuseBeside(typed, 'kafka', BESIDE)
  const kafka = presetNamed('kafka', typed['kafka'] ?? '')
  const elr = readKraft(typed['elr'] === undefined ? {} : { elr: 'yes' }, kafka).kraft?.elr === true
  const known = rowsOf(protocolOf(question({ kafka, with: repairsOf(kafka) })))
  const stray = names.find((name) => !known.includes(name))
  if (stray !== undefined) throw badInput(`Kafka ${kafka} decides nothing named '${stray}'${expected(stray, known)}`)
  const { states } = limitsOf(typed)
  const matrix = await watched(
    io,
    () => progressText,
    (watch) =>
      ablateAll({ kafka, elr }, watch, {
        ...(states === undefined ? {} : { states }),
        isAsked: (row) => names.length === 0 || names.includes(row),
      }),
  )
  const json = ablationAsJson(matrix, states ?? MOST_STATES, io.self)
  return {
    text: typed['markdown'] === undefined ? ablationText(json, io.paint) : ablationMarkdown(json),
    json,
    exitCode: json.exitCode,
  }
}

const ONE_THREAD = 'one thread searches by the rules'

const BESIDE = {
  workers: ONE_THREAD,
  symmetry: ONE_THREAD,
  'max-minutes': 'expected --max-states, which says how far each search goes',
}

const progressText = ({ world, row, worlds, of, states }: Ablating, seconds: number): string =>
  `${seconds.toFixed(0)} s  world ${worlds} of ${of}: ${world}  ${row === '' ? 'nothing left out' : `without ${row}`}  ${thousands(states)} states`

/** The matrix as plain data, with the reasons on record for what breaks nothing. */
export const ablationAsJson = (matrix: Matrix, limit: number, self: string): AblationJson => {
  const { kafka, elr, with: put, worlds, rows, isStopped } = matrix
  const argued = rows.map(({ without, differs, cells }) => {
    const why = cells.length === 0 ? whyArgued(without, isKraft(kafka)) : undefined
    return { without, differs, cells: [...cells], ...(why === undefined ? {} : { argued: why }) }
  })
  const isArgued = argued.every(({ cells, argued: why }) => cells.length > 0 || why !== undefined)
  const verdict = isStopped ? 'inconclusive' : isArgued ? 'argued' : 'unargued'
  const plain = protocolOf(question({ kafka, with: put })).name
  return {
    ...{ format: 1, exitCode: EXITS[verdict], command: 'ablate', verdict },
    title: `Kafka ${plain}${elr ? ', with eligible leader replicas' : ''}`,
    ...{ elr, limit },
    worlds: worlds.map(({ name, ...searched }) => ({ name, question: optionsIn(matrix, name), ...searched })),
    rows: argued,
    next: `${self} ${nextOf(matrix)}`,
  }
}

const EXITS = { argued: EXIT.holds, unargued: EXIT.differs, inconclusive: EXIT.inconclusive } as const

/** The settings and bounds of a world, by the names of the options. */
const optionsIn = ({ kafka, elr }: Matrix, name: string): Readonly<Record<string, string>> => {
  const world = worldsFor(kafka, elr).find((one) => one.name === name)
  if (world === undefined) return {}
  const { kafka: _, with: __, leader: ___, ...options } = optionsOf(questionIn(kafka, [], world))
  return options
}

/** The shortest failure of all. */
const nextOf = ({ kafka, elr, with: put, rows }: Matrix): string => {
  const all = rows.flatMap(({ without, cells }) => cells.map((cell) => ({ without, ...cell })))
  const safety = all.filter(({ property }) => property.startsWith('S'))
  const least = soonestOf(safety.length > 0 ? safety : all)
  const world = worldsFor(kafka, elr).find(({ name }) => name === least?.world)
  if (least === undefined || world === undefined) return `timeline --kafka ${kafka}`
  const asked = questionIn(kafka, put, world)
  return commandFor(optionsOf({ ...asked, without: [least.without], properties: [least.property] }))
}
