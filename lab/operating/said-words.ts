/** Brokers and durations, as they are typed. */
import { nearest } from '../../kit/nearest'
import { hostOf, nameOf, type Host } from './deployment'
import type { Session } from './session'
import { stop } from './stop'

/** The broker that the first word names: kafka1, or 1. */
export const hostFor = ({ deployment }: Session, [word]: readonly string[], usage: string): Host => {
  if (word === undefined) throw stop('which broker?', usage)
  const host = hostOf(deployment, Number(/^(?:kafka)?(\d{1,3})$/.exec(word)?.[1]))
  if (host !== undefined) return host
  const names = deployment.hosts.map(nameOf)
  const close = nearest(word, names)
  throw stop(
    `no broker '${word}'`,
    close === undefined ? `the brokers are ${names.join(', ')}` : `did you mean ${close}?`,
  )
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A month, beyond which nothing new happens. */
const MOST = 100 * 86_400_000

/** Milliseconds: '500ms', '30s', '5m', '1h', '7d'. */
export const lasting = (words: readonly string[]): number => {
  const text = words.join('')
  const [, digits, unit = ''] = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text) ?? []
  const duration = Number(digits) * (UNITS[unit] ?? 0)
  if (digits === undefined || duration > MOST)
    throw stop(`'${text}' is no duration: expected 500ms, 30s, 5m, 1h or 7d, and at most 100d`)
  return duration
}
