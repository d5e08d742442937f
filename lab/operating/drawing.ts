/** `show`: the cluster as the stories of the model draw it. A row is a partition, a column a broker. */
import { LEGEND } from '../telling/legend'
import { brokerCells, type Names } from '../telling/show'
import { aligned } from '../telling/story/print'
import { BEGIN, everyPartition, nameOf, type Deployment, type Host } from './deployment'
import { agreedOf, leaderOf, partitionName, type Partition } from './partition'
import { said, type Reply } from './reply'
import type { Session } from './session'
import type { Word } from './word'

const show = (session: Session): Reply => {
  const { deployment } = session
  const partitions = everyPartition(deployment)
  if (partitions.length === 0) return said(session, situation(deployment), 'there is no topic')
  const head = ['partition', ...deployment.hosts.map(nameOf), 'ZK: leader', 'epoch', 'ISR']
  const rows = partitions.map((partition) => rowOf(deployment, partition))
  const cells = rows.flat()
  const signs = LEGEND.filter(({ sign }) => cells.some((cell) => sign.test(cell)))
  return said(
    session,
    situation(deployment),
    ...aligned([head, ...rows]),
    ...signs.map(({ meaning }) => `   ${meaning}`),
  )
}

/** What holds for all partitions: how much time has passed, who is controller, which brokers do not run. */
const situation = ({ hosts, controller, now }: Deployment): string => {
  const down = hosts.filter(({ isUp }) => !isUp).map(nameOf)
  return [
    `${(now - BEGIN) / 1_000} s have passed`,
    controller === undefined ? 'no broker is controller' : `kafka${controller} is the controller`,
    ...(down.length === 0 ? [] : [`down: ${down.join(', ')}`]),
  ].join('; ')
}

const rowOf = ({ hosts }: Deployment, partition: Partition): readonly string[] => {
  const { replicas, isr } = partition
  const cells = brokerCells(partition.state, 0, namesIn(partition))
  const cellOf = ({ id }: Host): string => cells[replicas.indexOf(id)] ?? ''
  const leader = leaderOf(partition)
  return [
    partitionName(partition),
    ...hosts.map(cellOf),
    leader === undefined ? 'none' : String(leader),
    String(agreedOf(partition).leaderEpoch),
    `{${isr.join(' ')}}`,
  ]
}

/** In the instance a broker has its place among the replicas as its id. */
const namesIn = ({ replicas }: Partition): Names => ({
  peer: (place) => String(replicas[place] ?? 'none'),
  record: lettersOf,
  most: 16,
})

/** a to z, then aa to zz, and so on. */
const lettersOf = (value: number): string =>
  (value < LETTERS ? '' : lettersOf(Math.floor(value / LETTERS) - 1)) + String.fromCharCode(97 + (value % LETTERS))

const LETTERS = 26

export const showWord: Word = {
  name: 'show',
  usage: 'show',
  about: 'draw logs, leaders and ISR',
  takes: 'nothing',
  run: show,
}
