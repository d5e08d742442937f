/** What is typed to hurt and mend the cluster, and to let time pass: words beyond Kafka's own tools. */
import { nameOf, type Deployment, type Host } from './deployment'
import { cutOff, killed, linked, paused, poweredOff, reconnected, resumed, started } from './events'
import { showWord } from './drawing'
import { said, type Reply } from './reply'
import { hostFor, lasting } from './said-words'
import { overridesIn, startedHost } from './overrides'
import { sessionOf, withDeployment, type Session } from './session'
import { shutDown } from './shutting-down'
import { stop } from './stop'
import { stepWords } from './stepping'
import { later } from './time'
import { places } from './places'
import type { Word } from './word'

type Change = (deployment: Deployment, host: Host) => Deployment

/** A word about one broker: what it does, where it is refused, and what is printed. */
const aboutBroker =
  (
    usage: string,
    refused: (host: Host) => string | undefined,
    change: Change,
    told: (host: Host) => string,
  ): Word['run'] =>
  (session, words) => {
    const host = hostFor(session, words, usage)
    const why = refused(host)
    if (why !== undefined) throw stop(`${nameOf(host)} ${why}`)
    const next = withDeployment(session, change(session.deployment, host))
    return said(next, told(host), ...changesOf(session.deployment, next.deployment))
  }

const isDown = ({ isUp }: Host): string | undefined => (isUp ? undefined : 'is not running')

/** What comes with it: time that passes, and another controller. */
const changesOf = (before: Deployment, after: Deployment): readonly string[] => {
  const passed = (after.now - before.now) / 1_000
  return [
    ...(passed === 0 ? [] : [`${passed} s later its session with ZooKeeper has ended`]),
    ...newController(before, after),
  ]
}

const newController = (before: Deployment, { controller }: Deployment): readonly string[] => {
  if (before.controller === controller) return []
  return [controller === undefined ? 'no broker is left to be controller' : `kafka${controller} is the controller`]
}

const kill = (session: Session, words: readonly string[]): Reply => {
  const [signal, ...rest] = words[0]?.startsWith('-') === true ? words : ['-TERM', ...words]
  const acts: Readonly<Record<string, Word['run']>> = {
    '-9': killNine,
    '-KILL': killNine,
    '-SIGKILL': killNine,
    '-TERM': terminate,
    '-15': terminate,
    '-STOP': pause,
    '-CONT': resume,
  }
  const act = acts[(signal ?? '').toUpperCase()]
  if (act === undefined) throw stop(`kill: ${signal}: invalid signal`, 'the signals are -9, -TERM, -STOP and -CONT')
  return act(session, rest)
}

const killNine = aboutBroker(
  'kill -9 kafka1',
  isDown,
  (deployment, { id }) => noticedLater(killed(deployment, id)),
  (host) => `${nameOf(host)} is killed`,
)

/** Nobody notices before the session with ZooKeeper ends, so this time passes too, unless steps are taken one by one. */
const noticedLater = (deployment: Deployment): Deployment =>
  deployment.goesOn ? later(deployment, deployment.kafka.sessionTimeout) : deployment

/** kill, kafka-server-stop */
const terminate: Word['run'] = (session, words) => {
  const host = hostFor(session, words, 'kill kafka1')
  const why = isDown(host) ?? (host.pausedAt === undefined ? undefined : 'is paused, and would stop when it is resumed')
  if (why !== undefined) throw stop(`${nameOf(host)} ${why}`)
  const { deployment, told } = shutDown(session.deployment, host)
  return said(
    withDeployment(session, deployment),
    `${nameOf(host)} ${told}`,
    ...newController(session.deployment, deployment),
  )
}

const pause = aboutBroker(
  'pause kafka1',
  (host) => isDown(host) ?? (host.pausedAt === undefined ? undefined : 'is paused already'),
  (deployment, { id }) => paused(deployment, id),
  (host) => `${nameOf(host)} is paused`,
)

const resume = aboutBroker(
  'resume kafka1',
  (host) => (host.pausedAt === undefined ? 'is not paused' : undefined),
  (deployment, { id }) => resumed(deployment, id),
  (host) => `${nameOf(host)} goes on`,
)

const start: Word['run'] = (session, words) => {
  const host = startedHost(session, words)
  const overrides = overridesIn(session, words)
  if (host.isUp) throw stop(`${nameOf(host)} is running`)
  const deployment = started(session.deployment, host.id, overrides)
  return said(
    withDeployment(session, deployment),
    `${nameOf(host)} has started${overrides.map(([name, value]) => `, with ${name}=${value}`).join('')}`,
    ...newController(session.deployment, deployment),
  )
}

const powerOff = aboutBroker(
  'power-off kafka1',
  isDown,
  (deployment, { id }) => noticedLater(poweredOff(deployment, id)),
  (host) => `${nameOf(host)} has lost power, and what was not flushed`,
)

const cut = (session: Session, words: readonly string[]): Reply => {
  const one = hostFor(session, words, 'cut kafka1 kafka2')
  if (words[1] === 'zookeeper') {
    if (one.cutOffAt !== undefined) throw stop(`${nameOf(one)} is cut off from ZooKeeper already`)
    if (!one.isUp) throw stop(`${nameOf(one)} is not running`)
    const next = withDeployment(session, cutOff(session.deployment, one.id))
    return said(next, `${nameOf(one)} is cut off from ZooKeeper and the controller`)
  }
  const other = hostFor(session, words.slice(1), 'cut kafka1 kafka2')
  if (one.id === other.id) throw stop('a broker cannot be cut off from itself', 'cut kafka1 kafka2')
  if (one.unreachable.includes(other.id)) throw stop(`${nameOf(one)} and ${nameOf(other)} are cut off already`)
  const next = withDeployment(session, linked(session.deployment, one.id, other.id, false))
  return said(next, `${nameOf(one)} and ${nameOf(other)} do not reach each other`)
}

const mend = (session: Session, words: readonly string[]): Reply => {
  if (words.length > 0) {
    const one = hostFor(session, words, 'mend kafka1 kafka2')
    if (words[1] === 'zookeeper') return mendZooKeeper(session, one)
    const other = hostFor(session, words.slice(1), 'mend kafka1 kafka2')
    if (!one.unreachable.includes(other.id)) throw stop(`nothing is cut between ${nameOf(one)} and ${nameOf(other)}`)
    const mended = linked(session.deployment, one.id, other.id, true)
    return said(withDeployment(session, mended), `${nameOf(one)} and ${nameOf(other)} reach each other`)
  }
  const { hosts } = session.deployment
  const links = hosts.flatMap(({ id, unreachable }) => unreachable.map((other) => [id, other] as const))
  const joined = links.reduce((present, [one, other]) => linked(present, one, other, true), session.deployment)
  const whole = hosts
    .filter(({ cutOffAt }) => cutOffAt !== undefined)
    .reduce((present, { id }) => reconnected(present, id), joined)
  if (whole === session.deployment) throw stop('nothing is cut')
  return said(withDeployment(session, whole), 'the network is whole')
}

const mendZooKeeper = (session: Session, host: Host): Reply => {
  if (host.cutOffAt === undefined) throw stop(`${nameOf(host)} is not cut off from ZooKeeper`)
  const mended = reconnected(session.deployment, host.id)
  return said(withDeployment(session, mended), `${nameOf(host)} reaches ZooKeeper again`)
}

const wait = (session: Session, words: readonly string[]): Reply => {
  const duration = lasting(words)
  return said(withDeployment(session, later(session.deployment, duration)))
}

const cluster = (_: Session, words: readonly string[]): Reply => {
  const pairs = new Map(words.map((word) => word.split('=', 2) as [string, string | undefined]))
  const stray = [...pairs.keys()].find((name) => name !== 'kafka' && name !== 'brokers')
  if (stray !== undefined) throw stop(`a cluster has no '${stray}'`, 'cluster kafka=2.6 brokers=3')
  const brokers = pairs.get('brokers') ?? '3'
  if (!/^[1-9]$/.test(brokers)) throw stop(`brokers is '${brokers}': expected a whole number from 1 to 9`)
  return said(sessionOf(pairs.get('kafka') ?? '2.6', Number(brokers)))
}

/** In the order of `help`. */
export const ownWords: readonly Word[] = [
  ...places,
  showWord,
  ...stepWords,
  { name: 'cluster', usage: 'cluster kafka=2.6 brokers=3', about: 'begin anew', takes: 'text', run: cluster },
  {
    name: 'kill',
    usage: 'kill [-9|-STOP|-CONT] kafka1',
    about: 'signal a broker; without -9 it is a controlled shutdown',
    takes: 'broker',
    run: kill,
  },
  {
    name: 'kafka-server-stop',
    usage: 'kafka-server-stop kafka1',
    about: 'controlled shutdown',
    takes: 'broker',
    run: terminate,
  },
  {
    name: 'kafka-server-start',
    usage: 'kafka-server-start kafka1 [--override name=value]',
    about: 'start a broker; an override is static until it stops',
    takes: 'broker',
    run: start,
  },
  {
    name: 'power-off',
    usage: 'power-off kafka1',
    about: 'what is not flushed is lost',
    takes: 'broker',
    run: powerOff,
  },
  { name: 'pause', usage: 'pause kafka1', about: 'the process stands still', takes: 'broker', run: pause },
  { name: 'resume', usage: 'resume kafka1', about: 'it goes on', takes: 'broker', run: resume },
  { name: 'cut', usage: 'cut kafka1 kafka2|zookeeper', about: 'cut a network link', takes: 'brokers', run: cut },
  { name: 'mend', usage: 'mend [kafka1 kafka2|zookeeper]', about: 'mend a link, or all', takes: 'brokers', run: mend },
  { name: 'wait', usage: 'wait 5m', about: 'let time pass: 500ms, 30s, 5m, 1h, 7d', takes: 'text', run: wait },
]
