/** Schedules of the KRaft era on Kafka's own classes: the findings, and what does not fail. recorded/ has the sessions of 4.3.1. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readToken, type TokenParts } from '../lab/questions/token'
import { readKraftSchedules, type KraftSchedule } from './agreed/kraft'

/** Those that tests step. */
export const findings: readonly KraftSchedule[] = readKraftSchedules(
  readFileSync(join(__dirname, 'agreed', 'kraft-results.json'), 'utf8'),
).filter(({ by }) => by === 'npm run test:real')

/** The bugs whose schedules are kept as sessions. */
const KEPT = ['B68', 'B72', 'B73', 'B75', 'B76']

export const recordedFindings: readonly KraftSchedule[] = findings.filter(
  ({ bug, agrees }) => KEPT.includes(bug) && agrees.includes('4.3.1'),
)

export const sessionOf = ({ name }: KraftSchedule): string => `4.3.1-${name}`

export const partsOfFinding = ({ token }: KraftSchedule): TokenParts => readToken(token)
