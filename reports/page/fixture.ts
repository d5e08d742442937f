import type { Account, BrokerSnapshot, Moment } from '../../lab/telling/account/account'
import type { PageData, PageFinding } from './data'

/** For tests: a short hand-written account with replaceable text. */
export const accountWith = (words: Partial<Words> = {}): Account => {
  const { event, note, value, property, sentence, path, reason, label } = { ...USUAL, ...words }
  const steps = [
    { event: 'producer sends a record to broker 1', code: 'p1', cells: ['L0 |a', 'F0 |'], notes: [note] },
    { event, code: 'f2', cells: ['L0 |a', 'F0 |a'], notes: [] },
    {
      event: 'the process of broker 1 crashes',
      code: 'k1',
      fault: 'process-crash',
      cells: ['down', 'F0 |a'],
      notes: [],
    },
  ]
  return {
    format: 1,
    rerun: {
      ...{ format: 1, title: 'Kafka 0.10.2', scope: ['2 brokers, 1 record'], question: { kafka: '0.10.2' } },
      ...{ verdict: 'still fails', planned: 3, token: 'tm1:none:00000000' },
      trace: { columns: ['broker 1', 'broker 2'], legend: [], initial: ['L0 |', 'F0 |'], steps },
      findings: [{ property, sentence, rung: 'clients lose nothing' }],
    },
    lanes: [
      { kind: 'clients', name: 'clients' },
      { kind: 'controller', name: 'controller' },
      { kind: 'broker', name: '1' },
      { kind: 'broker', name: '2' },
    ],
    deeds: [
      { lane: 0, role: 'work', touches: [], changes: [{ path, before: '[]', after: '[a]' }] },
      { lane: 3, role: 'work', touches: [], changes: [] },
      { lane: 2, role: 'harm', touches: [2], changes: [] },
    ],
    messages: [
      { from: 0, to: 2, kind: 'produce', label, sent: 1, received: 1 },
      { from: 3, to: 2, kind: 'fetch', label: 'offset 0, epoch 0', sent: 2, received: 2 },
      { from: 2, to: 3, kind: 'fetch answer', label: 'a', sent: 2, received: 2 },
      { from: 1, to: 3, kind: 'LeaderAndIsr', label: '1 leads epoch 0', sent: 2, lost: 3 },
    ],
    moments: momentsWith(value),
    guards: { actions: ['broker 1 fetches from its leader'], reasons: [reason], refused: [[0, 0], [], [], [0, 0]] },
  }
}

interface Words {
  readonly event: string
  readonly note: string
  readonly value: string
  readonly property: string
  readonly sentence: string
  readonly path: string
  readonly reason: string
  readonly label: string
}

const USUAL: Words = {
  ...{ event: 'broker 2 fetches from its leader', note: 'a is sent', value: 'a' },
  ...{ property: 'S1 no acknowledged loss', sentence: 'a was acknowledged, and nobody has it' },
  ...{ path: 'cluster.brokers[1].log', reason: 'is the leader', label: 'a record' },
}

const momentsWith = (value: string): readonly Moment[] => {
  const log = [{ value, epoch: 0 }]
  const [one, two] = [broker('leader'), broker('follower')]
  return [
    {
      brokers: { 2: one, 3: two },
      partition: { leader: '1', leaderEpoch: 0, isr: ['1', '2'], controllerEpoch: 0, live: ['1', '2'] },
      clients: { committed: [], acknowledged: [] },
    },
    { brokers: { 2: { ...one, log } } },
    { brokers: { 3: { ...two, log } }, clients: { committed: log, acknowledged: [value] } },
    { brokers: { 2: { ...one, log, isUp: false } } },
  ]
}

const broker = (role: 'leader' | 'follower'): BrokerSnapshot => ({
  ...{ isUp: true, marks: [], role, leader: '1', leaderEpoch: 0, fetcher: role === 'leader' ? 'none' : 'fetching' },
  ...{ log: [], logStart: 0, highWatermark: 0, checkpoint: 0, recoveryPoint: 0 },
  epochs: [{ epoch: 0, startOffset: 0 }],
})

/** For tests: a page with these findings. */
export const pageWith = (...findings: readonly Partial<PageFinding>[]): PageData => ({
  ...{ format: 1, kind: 'tidemark page', title: 'A page', command: 'tidemark page', plots: [] },
  findings: (findings.length === 0 ? [{}] : findings).map((finding, index) => ({
    ...{
      title: 'A record is lost',
      fingerprint: `f${index}`,
      property: 'S1 no acknowledged loss',
      times: 1,
      found: [],
    },
    account: accountWith(),
    ...finding,
  })),
})

/** For tests: a schedule with any number of equal steps. */
export const longAccount = (steps: number): Account => {
  const { rerun, ...short } = accountWith()
  const [first, ...others] = short.moments
  const [step] = rerun.trace.steps
  const all = Array.from({ length: steps }, (_, index) => index + 1)
  return {
    ...short,
    rerun: { ...rerun, planned: steps, trace: { ...rerun.trace, steps: all.flatMap(() => step ?? []) } },
    deeds: all.map((at) => ({ lane: at % 4, role: 'work', touches: [], changes: [] })),
    messages: all.map((at) => ({ from: 3, to: 2, kind: 'fetch', label: 'offset 0', sent: at, received: at })),
    moments: [first ?? {}, ...all.map((at) => others[at % others.length] ?? {})],
    guards: { actions: [], reasons: [], refused: [] },
  }
}
