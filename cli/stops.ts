import { badInput, expected } from '../lab/questions/bad-input'
import { wholeNumber } from '../lab/questions/words'
import { kafkaNamed } from '../lab/operating/release'
import { rowsFor, USUAL_SIZES, type Asked, type Row } from '../lab/stopping/tables'
import { ways } from '../lab/stopping/ways'
import { shellWord } from '../reports/formats/words'
import type { StopRowJson, StopsJson } from '../reports/json-stops'
import { stopsMarkdown, stopsText } from '../reports/stops'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { USUAL_CLUSTER, type Typed } from './options'
import { writeOut } from './out'
import { stopsPicture } from './stopping-picture'

/** More than this takes minutes. */
const [MOST_LED, MOST_BROKERS] = [100, 5]

/** `tidemark stops`: what each way to stop a broker costs the partitions that it leads. */
export const runStops = (typed: Typed, io: Io): Answer => {
  const kafka = kafkaNamed(typed['kafka'] ?? USUAL_CLUSTER.kafka, 'stops')
  const asked = askedIn(typed)
  const rows = rowsFor(kafka, asked).map(stopRowOf)
  const { acks, brokers } = asked
  const json: StopsJson = {
    ...{ format: 1, exitCode: EXIT.holds, command: 'stops', verdict: 'measured' },
    ...{ kafka: kafka.release, brokers, acks, rows },
    next: `${io.self} ${nextAfter(typed, asked)}`,
  }
  const path = typed['out']
  const text = `${stopsText(json, io.paint)}\n\nnext  ${json.next}`
  return {
    text: typed['markdown'] === undefined ? text : stopsMarkdown(rows),
    ...{ json, exitCode: EXIT.holds },
    ...(path !== undefined && { writes: [() => drawn(path, json, io)] }),
  }
}

const askedIn = (typed: Typed): Asked => {
  const sizes = typed['partitions'] === undefined ? USUAL_SIZES : typed['partitions'].split(',').map(sizeOf)
  const { acks = 'all', ways: named } = typed
  if (acks !== '1' && acks !== 'all') throw badInput(`--acks is '${acks}'${expected(acks, ['1', 'all'])}`)
  const path = typed['out']
  if (path !== undefined && !path.endsWith('.svg'))
    throw badInput(`--out is '${path}': expected a name that ends with .svg`)
  return {
    ...{ sizes, acks },
    brokers: wholeNumber('brokers', typed['brokers'] ?? '3', 2, MOST_BROKERS),
    ways: named === undefined ? ways : waysIn(named.split(',')),
  }
}

const sizeOf = (word: string): number => wholeNumber('partitions', word, 1, MOST_LED)

const waysIn = (words: readonly string[]): Asked['ways'] => {
  const known = ways.map(({ word }) => word)
  const stray = words.find((word) => !known.includes(word))
  if (stray !== undefined) throw badInput(`--ways names '${stray}'${expected(stray, known)}`)
  return ways.filter(({ word }) => words.includes(word))
}

/** A row as plain data. */
export const stopRowOf = ({ way, led, measured: found }: Row): StopRowJson => {
  const { waiting, unserved, usual: _, slowest: __, ...counts } = found
  return {
    ...{ led, way: way.word, name: way.name },
    ...{ waitsMs: waiting.served, sessionMs: waiting.unserved },
    unserved: { least: Math.min(...unserved), most: Math.max(...unserved) },
    ...counts,
  }
}

/** The same for producers that do not wait for followers; or else the steps of two partitions. */
const nextAfter = (typed: Typed, { acks }: Asked): string => {
  if (acks === '1') return 'tell scenarios/two-ways-to-stop.md'
  const same = ['kafka', 'partitions', 'brokers', 'ways'].flatMap((name) => {
    const word = typed[name]
    return word === undefined ? [] : [` --${name} ${shellWord(word)}`]
  })
  return `stops${same.join('')} --acks 1`
}

const drawn = (path: string, { kafka, rows }: StopsJson, io: Io): string => {
  writeOut(path, stopsPicture(rows.map((row) => ({ ...row, kafka }))), io)
  return `written ${path}`
}
