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

test.each<[string, number, number, Asked]>([
  ['a leader is moved, and the ISR shrinks', 926, 424, { bounds: { faults: { 'leader-move': 1, 'isr-shrink': 1 } } }],
  ['sessions end', 3432, 928, { bounds: { faults: { 'session-expiry': 2 } } }],
  [
    'a process crashes',
    1681,
    723,
    { with: ['hypothetical-known-process'], bounds: { faults: { 'process-crash': 1 } } },
  ],
  ['a broker shuts down', 1240, 565, { bounds: { faults: { 'clean-shutdown': 1 } } }],
  [
    'a broker shuts down, or another fault means that none will',
    9058,
    2594,
    {
      bounds: {
        epochs: 1,
        faults: { 'clean-shutdown': 1, 'lost-alter-partition': 1, 'isr-shrink': 1 },
        sharing: [['clean-shutdown', 'lost-alter-partition']],
      },
    },
  ],
  [
    'a controller fails over',
    2992,
    715,
    { bounds: { epochs: 1, faults: { 'controller-failover': 1, 'isr-shrink': 2 } } },
  ],
  ['replicas move and come back', 1574, 252, { bounds: { brokers: 3, epochs: 1, faults: {}, reassign: back } }],
  [
    'replicas move while the leader does',
    1960,
    1358,
    { bounds: { brokers: 3, faults: { 'leader-move': 1 }, reassign: { replicas: [0, 1], moves: [[0, 2]] } } },
  ],
  ['a log moves to another directory', 486, 340, { bounds: { faults: { 'directory-move': 1, 'leader-move': 1 } } }],
])('where %s, nothing is lost and nothing is added: of %i states %i are left', (_, states, forgetting, asked) =>
  expect(comparedWith(asked)).toEqual({ states, forgetting }),
)
