/** What Tab offers at the prompt. */
import { completions } from '../operating/completions'
import { topicOf } from '../operating/deployment'
import { OWN } from './own-words'
import type { Talk } from './talk'

/** The words that the last word of a line may become, each with what follows it if it is the only one. */
export const offered = ({ session, begun }: Talk, line: string): readonly string[] => {
  const partial = begun + line.replace(/^\s*\$ /, '')
  const words = [...completions(session, partial), ...ownWords({ session }, partial)]
  const [only] = words
  return only === undefined || words.length > 1 ? words : [only + behind(session, partial, only)]
}

const ownWords = ({ session }: Pick<Talk, 'session'>, partial: string): readonly string[] => {
  if (session.producing !== undefined) return []
  const words = partial.trimStart().split(/\s+/)
  const last = words.at(-1) ?? ''
  const topics = words[0] === 'describe' ? session.deployment.topics.map(({ name }) => name).sort() : []
  const known = words.length < 2 ? OWN.names : topics
  return known.filter((word) => word.startsWith(last) && word !== last)
}

/** A folder goes on with '/', a configuration with its value, and everything else is whole. */
const behind = (session: Talk['session'], partial: string, only: string): string => {
  if (only.endsWith('=') || only.endsWith(':')) return ''
  if (topicOf(session.deployment, only) !== undefined) return ' '
  const whole = partial.slice(0, partial.length - lastOf(partial).length) + only
  return completions(session, `${whole}/`).length > 0 ? '/' : ' '
}

/** The word that the end of a line has begun. */
export const lastOf = (line: string): string => line.split(/\s+/).at(-1) ?? ''
