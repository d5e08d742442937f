import { version } from '../package.json'
import { troubleIn } from '../explorer/node/saving/keeper'
import { badInput, expected } from '../lab/questions/bad-input'
import { keptSearches, type KeptSearch } from '../lab/searching/kept-searches'
import { searchesText } from '../reports/searches'
import type { SearchesJson } from '../reports/json-searches'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { allUnderWay } from './live'
import { commandFor } from './next'
import type { Typed } from './options'

/** `tidemark searches`: lists the saved searches, with the command that continues each; --remove removes some. */
export const runSearches = (typed: Typed, io: Io): Answer => {
  const kept = keptSearches(io.disk)
  const removed = typed['remove'] === undefined ? [] : named(typed['remove'], kept)
  if (removed.length > 0) refuseWhileSearching(io)
  for (const one of removed) remove(one, io)
  const left = kept.filter((one) => !removed.includes(one))
  const searches = left.map((one) => described(one, io.self))
  const [largest] = searches
    .filter(({ resume }) => resume !== undefined)
    .sort((one, other) => (other.states ?? 0) - (one.states ?? 0))
  const json: SearchesJson = {
    ...{ format: 1, command: 'searches', exitCode: EXIT.holds, verdict: 'listed' },
    searches,
    removed: removed.map(({ id }) => id),
    next: largest?.resume ?? `${io.self} check`,
  }
  return {
    text: searchesText(json, typed['untimed'] === undefined),
    json: typed['untimed'] === undefined ? json : { ...json, searches: searches.map(({ seconds: _, ...one }) => one) },
    exitCode: EXIT.holds,
  }
}

const named = (words: string, kept: readonly KeptSearch[]): readonly KeptSearch[] => {
  if (words === 'all') return kept
  const ids = words.split(',').filter((word) => word !== '')
  const known = kept.map(({ id }) => id)
  if (ids.length === 0) throw badInput(`--remove is '${words}'${expected('', [...known, 'all'])}`)
  const stray = ids.find((id) => !known.includes(id))
  if (stray !== undefined) throw badInput(`--remove names '${stray}'${expected(stray, [...known, 'all'])}`)
  return kept.filter(({ id }) => ids.includes(id))
}

/** A running search writes to its folder. */
const refuseWhileSearching = ({ files, isAlive }: Io): void => {
  const [running] = allUnderWay(files, isAlive).filter(({ command }) => command.startsWith('check'))
  if (running !== undefined)
    throw badInput(`process ${running.pid} is searching here: expected --remove when no search is under way`)
}

const remove = ({ path }: KeptSearch, { disk }: Io): void => {
  try {
    disk.remove(path)
  } catch (error) {
    throw badInput(`${path}: it cannot be removed: ${troubleIn(error)}`)
  }
}

const described = ({ id, path, header, trouble }: KeptSearch, self: string): SearchesJson['searches'][number] => {
  if (header === undefined) return { id, path, ...(trouble === undefined ? {} : { trouble }) }
  const { question, symmetry, fingerprints, states, position, spent, tidemark } = header
  const how = `${symmetry ? ' --symmetry' : ''}${fingerprints ? ' --fingerprints' : ''}`
  const asked = `${commandFor(question)}${how}`
  return {
    ...{ id, path, states, depth: position.depth, seconds: Math.round(spent.seconds), asked },
    ...(tidemark === version ? { resume: `${self} ${asked} --resume` } : { trouble: `saved by tidemark ${tidemark}` }),
  }
}
