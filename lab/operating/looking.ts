/** The shell on the host of a broker: ssh, cd, ls, cat, pwd. At first the operator is at kafka1, in its root directory. */
import { nameOf, type Host } from './deployment'
import { entryAt } from './disk'
import { said, type Reply } from './reply'
import { hostFor } from './said-words'
import type { Session } from './session'
import { stop } from './stop'
import { nearest } from '../../kit/nearest'

type Run = (session: Session, words: readonly string[]) => Reply

/** `ssh kafka2` goes there; `ssh kafka2 cat ...` only does what follows. */
export const ssh: Run = (session, words) => {
  const host = hostFor(session, words, 'ssh kafka1')
  const there = { ...session, place: { host: host.id, directory: '/' } }
  const [command, ...rest] = words.slice(1)
  if (command === undefined) return said(there)
  const run = { cat, ls, pwd }[command]
  if (run === undefined) throw stop(`${command}: only cat, ls and pwd may follow ssh`, `ssh ${nameOf(host)} cat ...`)
  return { ...run(there, rest), session }
}

export const cd: Run = (session, words) => {
  const [to = '/var/lib/kafka/data'] = words
  if (words.length > 1) throw stop('cd: too many arguments', `cd ${words.at(-1)}`)
  const host = hereIn(session)
  const path = absolute(session, to)
  const entry = entryAt(session.deployment, host, path)
  if (entry === undefined) throw stop(`cd: ${to}: No such file or directory`, nearestIn(session, path))
  if (entry.kind === 'file') throw stop(`cd: ${to}: Not a directory`)
  return said({ ...session, place: { ...session.place, directory: path } })
}

export const ls: Run = (session, words) => {
  const [to = '.'] = words.filter((word) => !word.startsWith('-'))
  const path = absolute(session, to)
  const entry = entryAt(session.deployment, hereIn(session), path)
  if (entry === undefined) throw stop(`ls: cannot access '${to}': No such file or directory`, nearestIn(session, path))
  if (entry.kind === 'file') return said(session, to)
  const hidden = words.some((word) => /^-\w*[aA]/.test(word))
  return said(session, ...entry.names.filter((name) => hidden || !name.startsWith('.')))
}

export const cat: Run = (session, words) => {
  const files = words.filter((word) => !word.startsWith('-'))
  if (files.length === 0) throw stop('cat: which file?', 'cat /var/lib/kafka/data/replication-offset-checkpoint')
  return said(session, ...files.flatMap((file) => linesOf(session, file)))
}

const linesOf = (session: Session, file: string): readonly string[] => {
  const own = session.files.find(({ name }) => name === file)
  if (own !== undefined) return [own.text]
  const path = absolute(session, file)
  const entry = entryAt(session.deployment, hereIn(session), path)
  if (entry === undefined) throw stop(`cat: ${file}: No such file or directory`, nearestIn(session, path))
  if (entry.kind === 'directory') throw stop(`cat: ${file}: Is a directory`)
  if (/\.(log|index|timeindex)$/.test(file))
    throw stop(`cat: ${file}: binary file`, `kafka-dump-log --print-data-log --files ${path}`)
  return entry.lines
}

export const pwd: Run = (session) => said(session, session.place.directory)

export const hereIn = ({ deployment, place }: Session): Host => {
  const host = deployment.hosts.find(({ id }) => id === place.host) ?? deployment.hosts[0]
  if (host === undefined) throw stop('this cluster has no broker')
  return host
}

/** A path without '.' and '..', from the directory in which the operator is. */
export const absolute = ({ place }: Session, path: string): string => {
  const from = path.startsWith('/') ? path : `${place.directory}/${path}`
  const parts = from.split('/').reduce<readonly string[]>((above, part) => {
    if (part === '' || part === '.') return above
    return part === '..' ? above.slice(0, -1) : [...above, part]
  }, [])
  return `/${parts.join('/')}`
}

/** The nearest name in the directory above a path that does not exist. */
export const nearestIn = (session: Session, path: string): string | undefined => {
  const at = path.lastIndexOf('/')
  const above = entryAt(session.deployment, hereIn(session), path.slice(0, at) || '/')
  if (above?.kind !== 'directory') return `the logs of ${nameOf(hereIn(session))} are in /var/lib/kafka/data`
  const close = nearest(path.slice(at + 1), above.names)
  return close === undefined ? `there are ${above.names.join(', ')}` : `did you mean ${close}?`
}
