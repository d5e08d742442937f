import { partlyJudged } from './machine-file'
import type { Judged, WorldProperty } from '../../properties/scope'

/**
 * Properties of Kafka in a file. Each is a property, or a function of what is asked (protocol, settings, bounds, runs)
 * that returns one, or undefined where it says nothing.
 */
export const kafkaPropertyFile = (path: string, judged: Judged): readonly WorldProperty[] =>
  partlyJudged(path, (one) => (typeof one === 'function' ? (one as (asked: Judged) => unknown)(judged) : one))
