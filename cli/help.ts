/** The parts of the help that list what is modelled. */
import { kafkas } from '../lab/questions/question'
import { faults } from '../model/state'
import { span } from '../model/versions/releases'
import { facts } from '../properties/facts'
import { expressionNames } from '../properties/vocabulary'
import { wrapped } from '../reports/fit'

const HELP_WIDTH = 78

const namesOf = (some: typeof facts): string => some.map(({ name }) => `  ${name}`).join('\n')

/** What --kafka and --faults take. */
export const NAMES = `
Versions:
  ${kafkas.join(', ')},
  or any release from ${span} except 3.0 and 3.1: a preset stands for it

Faults, each as name=times, or several as pause/cut-off=1, for one of them.
isr-shrink=free and lost-alter-partition=free are any number of times:
${wrapped(faults.join(', '), HELP_WIDTH)
  .map((line) => `  ${line}`)
  .join('\n')}`

/** What --reach takes. */
export const GOALS = `
Goals, for --reach (docs/expressions.md describes expressions; these names are about Kafka):
${expressionNames.map(([name, about]) => `  ${name.padEnd(18)}${about}`).join('\n')}
  or one of these facts:
${namesOf(facts.filter(({ isOfZooKeeper, isOfKraft }) => isOfZooKeeper !== true && isOfKraft !== true))}
  or with ZooKeeper, one of these:
${namesOf(facts.filter(({ isOfZooKeeper }) => isOfZooKeeper === true))}
  or with KRaft, one of these:
${namesOf(facts.filter(({ isOfKraft }) => isOfKraft === true))}`
