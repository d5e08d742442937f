import { NONE } from '../../kit/schema'
import type { Cells } from '../cells'
import type { Election, Node, Raft } from './state'

/** Each node: its mode, its term and the node that it voted for, and how far its election is. */
export const show: Cells<Raft> = {
  each: 'node',
  legend: [
    { sign: /C\d/, meaning: 'C1  is a candidate in term 1' },
    { sign: /L\d/, meaning: 'L1  is the leader of term 1' },
    { sign: /F\d/, meaning: 'F1  is a follower in term 1' },
    { sign: /for/, meaning: 'for 2  has voted for node 2 in its term' },
    { sign: /counts/, meaning: 'counts 2  has counted two votes' },
    { sign: /follows|votes/, meaning: 'follows, votes  waits for the answer of a node that has voted for it' },
    { sign: /granted|refused/, meaning: 'granted, refused  has the answer' },
  ],
  of: ({ nodes, elections }) =>
    nodes.map((node, name) => [own(node), ...elections.filter((one) => one.node === name).map(progress)].join(' ')),
}

const own = ({ mode, term, vote }: Node): string =>
  `${mode.charAt(0).toUpperCase()}${term}${vote === NONE ? '' : ` for ${vote + 1}`}`

const progress = ({ line, votes }: Election): string => `(${line}${votes === 0 ? '' : ` ${votes}`})`
