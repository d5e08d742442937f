/** The states of a cluster that forgets are the forms of all its states, and go on like them (docs/decisions/0077). */
import { comparedForms, formIn, type Compared } from './forms.fixture'
import { configOf, machineOf, type Asked } from './kraft.fixture'

const comparedWith = ({ elr = false, ...asked }: Asked): Compared => {
  const bounds = { brokers: 2, records: 1, epochs: 2, ...asked.bounds }
  const kraft = { metadataLag: 2, elr }
  const less: Asked = { ...asked, bounds: { ...bounds, kraft: { ...kraft, forgets: true } } }
  const config = configOf(less)
  return comparedForms({
    machine: machineOf({ ...asked, bounds: { ...bounds, kraft } }),
    other: machineOf(less),
    folded: (cluster) => formIn(config, cluster),
  })
}

const back = {
  replicas: [0, 1],
  moves: [
    [0, 2],
    [0, 1],
  ],
}

test.each<[string, Asked]>([
  ['a leader is moved, and the ISR shrinks', { bounds: { faults: { 'leader-move': 1, 'isr-shrink': 1 } } }],
  ['sessions end', { bounds: { faults: { 'session-expiry': 2 } } }],
  ['a process crashes', { bounds: { faults: { 'process-crash': 1 } } }],
  ['a broker shuts down', { bounds: { faults: { 'clean-shutdown': 1 } } }],
  ['a controller fails over', { bounds: { epochs: 1, faults: { 'controller-failover': 1, 'isr-shrink': 2 } } }],
  ['replicas move and come back', { bounds: { brokers: 3, epochs: 1, faults: {}, reassign: back } }],
  [
    'replicas move while the leader does',
    { bounds: { brokers: 3, faults: { 'leader-move': 1 }, reassign: { replicas: [0, 1], moves: [[0, 2]] } } },
  ],
  ['a log moves to another directory', { bounds: { faults: { 'directory-move': 1, 'leader-move': 1 } } }],
])('where %s, nothing is lost and nothing is added', (_, asked) => {
  const { states, forgetting, differs } = comparedWith(asked)
  expect(differs).toBeUndefined()
  expect(forgetting).toBeLessThan(states)
})
