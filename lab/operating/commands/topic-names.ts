/** Which topics a flag `--topic` means: a regular expression, except where one is created. */
import type { Deployment, Topic } from '../deployment'
import type { Given } from '../flags'
import { since } from '../release'
import { stop } from '../stop'

/** The topics that a line names, in the order of their names; all of them where it names none. */
export const topicsLike = (
  deployment: Deployment,
  given: Given,
  action: 'list' | 'describe' | 'alter' | 'delete',
): readonly Topic[] => {
  const pattern = given.value('topic')
  const topics = [...deployment.topics].sort(byName)
  if (pattern === undefined) return topics
  const found = topics.filter(({ name }) => isLike(name, pattern))
  const mustExist = action !== 'list' && !given.has('if-exists')
  if (found.length > 0 || !mustExist) return found
  throw missingTopic(deployment, given, pattern, action)
}

const byName = (one: Topic, other: Topic): number => (one.name < other.name ? -1 : 1)

/** Whitelist: a comma is an "or", and the whole name has to match. */
const isLike = (name: string, pattern: string): boolean => {
  const plain = pattern
    .trim()
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+|["']+$/g, '')
  try {
    return new RegExp(`^(?:${plain})$`, 'u').test(name)
  } catch {
    return name === plain
  }
}

const missingTopic = (deployment: Deployment, given: Given, pattern: string, action: string): Error => {
  const { kafka, topics } = deployment
  const names = topics.map(({ name }) => name).sort()
  const hint = names.length === 0 ? 'there is no topic yet' : `the topics are ${names.join(', ')}`
  const error = 'Error while executing topic command : '
  if (since(kafka, '2.3.1')) return stop(`${error}Topic '${pattern}' does not exist as expected`, hint)
  if (since(kafka, '2.2.0')) return stop(`${error}Topics in [] does not exist`, hint)
  if (action === 'describe') return stop([], hint)
  return stop(`${error}Topic ${pattern} does not exist on ZK path ${given.value('zookeeper') ?? ''}`, hint)
}
