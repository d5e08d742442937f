import { badInput } from '../../../lab/questions/bad-input'
import type * as Real from '../../../lab/questions/case'
import { readKafkaCase } from '../../../lab/questions/kafka-case'

/** In place of `lab/questions/case`: the questions of this page are about Kafka. */
export const readCase: typeof Real.readCase = (options) => {
  if (options['machine'] !== undefined) throw aboutAnother(options['machine'])
  return readKafkaCase(options)
}

/** A specimen is another machine. */
export const specimenOf: typeof Real.specimenOf = (name) => {
  throw aboutAnother(name)
}

const aboutAnother = (name: string): Error =>
  badInput(`--machine is '${name}', and this page is about Kafka: expected no --machine, or the command line`)
