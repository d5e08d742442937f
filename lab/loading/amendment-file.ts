import type { Amendment, Decision, Decisions } from '../../model/versions/decisions'
import { base } from '../../model/versions/base'
import { badInput, expected } from '../questions/bad-input'
import { loadFile } from './load-file'
import { lacking } from './machine-file'
import { isRecord, partFault } from './shape'

/** A change of Kafka in a file: a name, and what it decides in another way. The rest is for pages and may be left out. */
export type OwnAmendment = Pick<Amendment, 'name' | 'decide'> & Partial<Amendment>

/** Loads an amendment: `export const amendment`. Bad input if it has another shape, or changes what is no decision. */
export const amendmentFile = (path: string): Amendment => {
  const loaded = loadFile(path, OPTION)
  const { amendment } = loaded.exports
  if (amendment === undefined) throw lacking(loaded, 'amendment', 'with a name and decide: (was) => ({ ... })', OPTION)
  const fault = isRecord(amendment)
    ? (partFault(amendment, 'name', 'string') ?? partFault(amendment, 'decide', 'function'))
    : 'a record with a name and decide expected'
  if (fault !== undefined) throw badInput(`${OPTION}: '${path}': amendment: ${fault}`)
  const own = amendment as OwnAmendment
  const answers = Object.fromEntries(decisionsOf(path, own).map((decision) => [decision, own.name]))
  return { title: own.name, since: path, repairs: '', readAt: '2.7.0', answers, ...own }
}

const OPTION = '--with'

/** The decisions that it changes. */
const decisionsOf = (path: string, { decide }: OwnAmendment): readonly Decision[] => {
  const changed: unknown = answersOf(path, decide)
  if (!isRecord(changed)) throw badInput(`${OPTION}: '${path}': decide returns no record of decisions`)
  const known = Object.keys(base)
  for (const [name, answer] of Object.entries(changed)) {
    if (!known.includes(name)) throw badInput(`${OPTION}: '${path}' decides '${name}'${expected(name, known)}`)
    if (typeof answer !== 'function') throw badInput(`${OPTION}: '${path}': ${name} is no function`)
  }
  return Object.keys(changed) as readonly Decision[]
}

const answersOf = (path: string, decide: (was: Decisions) => unknown): unknown => {
  try {
    return decide(base)
  } catch (error) {
    throw badInput(`${OPTION}: '${path}': decide throws ${error instanceof Error ? error.message : String(error)}`)
  }
}
