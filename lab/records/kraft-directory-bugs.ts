import type { Bounds } from '../../model/bounds'
import { question, type Differing } from '../questions/question'
import { directoryRepairs, heldWith, repaired, repairs } from './kraft-repairs'
import { broken, holds, world, type Pinned } from './pinned'

type Budget = Partial<Bounds['faults']>

const [offlineNotInIsr, markerNames] = directoryRepairs

/** Two brokers and one record, with eligible leader replicas. */
const withElr = (epochs: number, budget: Budget, unassigned = false): Differing['bounds'] => ({
  ...world(2, 1, epochs, budget),
  kraft: { metadataLag: 2, elr: true, ...(unassigned && { unassigned }) },
})

/** 4.3 with the repairs of others, and with these. */
const asked = ({ with: put = [], ...rest }: Differing): Pinned['question'] =>
  question(repaired({ ...rest, with: [...repairs, ...put] }))

const assigned: readonly Pinned[] = [
  {
    name: 'B21',
    story:
      'nobody is eligible any more because a broker has said where its replica is; the last known leader is elected, and lacks a record',
    question: asked({
      without: ['elr-kept-by-assignment'],
      settings: { minIsr: 2 },
      runs: 'any',
      bounds: withElr(3, { 'machine-crash': 1, 'isr-shrink': 1 }, true),
      properties: ['S1'],
    }),
    expected: broken('S1', 11, 24069),
    ...heldWith(),
    held: holds(354116, 26),
  },
]

/** A log directory that has failed (KIP-858), and one to which a log is moved. */
const failed: readonly Pinned[] = [
  {
    name: 'B46',
    story: 'a replica in a directory that has failed is created anew, and is in the ISR with nothing',
    question: asked({
      with: ['kip-858-as-released'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 2, { 'leader-move': 1, 'directory-failure': 1 }),
      properties: ['S14'],
    }),
    expected: broken('S14', 6, 459),
    ...heldWith(),
    held: holds(90458, 26),
  },
  {
    name: 'B46-leader',
    bug: 'B46',
    story: 'the directory of the leader fails, and the controller does not hear of it',
    question: asked({
      without: ['kip-858'],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'directory-failure': 1 }),
      properties: ['L2'],
    }),
    expected: broken('L2', 1, 4937),
    ...heldWith(),
    held: holds(54056, 24),
  },
  {
    name: 'B46-started',
    bug: 'B46',
    story:
      'a process starts with the directory of a replica offline, creates it anew in another, and has truncated what is committed',
    question: asked({
      with: directoryRepairs,
      without: ['kip-858/createsWhileOffline'],
      settings: { minIsr: 2 },
      bounds: withElr(2, { 'process-crash': 1, 'directory-failure': 1 }),
      properties: ['S19'],
    }),
    expected: broken('S19', 7, 2032),
  },
  {
    name: 'B46-moved',
    bug: 'B46',
    story:
      'a leader that has written nothing moves its log to another directory, and a follower is out of range for ever',
    question: asked({
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'leader-move': 1, 'directory-move': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 6, 518),
    ...heldWith('hypothetical-epochs-move-along'),
    held: holds(428, 10),
  },
]

/** What 4.3 has. */
const present: readonly Pinned[] = [
  {
    name: 'B75',
    story: 'a replica whose log directory was taken out of log.dirs is eligible still, and has nothing',
    question: asked({
      with: [offlineNotInIsr],
      settings: { minIsr: 2 },
      bounds: withElr(1, { 'clean-shutdown': 1, 'directory-failure': 1 }),
      properties: ['S14'],
    }),
    expected: broken('S14', 9, 2521),
    ...heldWith(...directoryRepairs),
    held: holds(133010, 29),
  },
  {
    name: 'B75-elected',
    bug: 'B75',
    story: 'the same, until it is elected',
    question: asked({
      with: [offlineNotInIsr],
      settings: { minIsr: 2 },
      bounds: withElr(3, { 'clean-shutdown': 2, 'directory-failure': 1 }),
      properties: ['S15'],
    }),
    expected: broken('S15', 13, 243970),
  },
  {
    name: 'B76',
    story: 'a replica in a log directory that has failed joins the ISR',
    question: asked({
      with: [markerNames],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'directory-failure': 1 }),
      properties: ['S16'],
    }),
    expected: broken('S16', 9, 2220),
    ...heldWith(...directoryRepairs),
    held: holds(69847, 24),
  },
  {
    name: 'B79',
    story: 'a heartbeat unfences a broker, and says that its log directory has failed: it is elected there',
    question: asked({
      with: [offlineNotInIsr, markerNames],
      settings: { minIsr: 1 },
      bounds: world(1, 1, 3, { 'session-expiry': 1, 'directory-failure': 1 }),
      properties: ['S16'],
    }),
    expected: broken('S16', 3, 28),
    ...heldWith(...directoryRepairs),
    held: holds(566, 12),
  },
  {
    name: 'B79-led',
    bug: 'B79',
    story: 'the same, and a replica that is eligible, and has everything, is not elected when it is back',
    question: asked({
      with: [offlineNotInIsr, markerNames],
      settings: { minIsr: 2 },
      runs: 'any',
      bounds: {
        ...world(2, 1, 3, { 'session-expiry': 2, 'directory-failure': 1 }),
        kraft: { metadataLag: 1, elr: true },
      },
      properties: ['L13'],
    }),
    expected: broken('L13', 7, 1677040),
  },
]

/** Bugs of log directories (KIP-858), with what 4.3 needs beside. */
export const directoryBugs: readonly Pinned[] = [...assigned, ...failed, ...present]
