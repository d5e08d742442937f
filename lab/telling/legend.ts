/** What the signs in the cells of a trace mean. */
import type { Bounds } from '../../model/bounds'
import type { Sign } from './view'

/** The signs of a cluster within these bounds. */
export const legendFor = ({ kraft }: Pick<Bounds, 'kraft'>): readonly Sign[] => (kraft === undefined ? LEGEND : KRAFT)

const shared: readonly Sign[] = [
  { sign: /L\d/, meaning: 'L1  believes that it is the leader of epoch 1' },
  { sign: /F\d/, meaning: 'F1  follows the leader of epoch 1' },
  { sign: /^-/, meaning: '-  does not know a leader' },
  {
    sign: /^down/,
    meaning: 'down  not running; its log on disk, with the checkpointed high watermark',
  },
  { sign: /\|/, meaning: 'a₀|b₁  records a of epoch 0 and b of epoch 1; | is the high watermark' },
  { sign: /^[-\wL].*·/, meaning: '·  an offset whose record retention or compaction has removed' },
  { sign: /\//, meaning: '/  a segment begins' },
  { sign: /\[/, meaning: '[  the log start offset, where it is not 0' },
  { sign: /□/, meaning: '□  a batch of which the cleaner has kept the header only' },
  { sign: /▒/, meaning: '▒  a batch that cannot be read: it was not flushed, or is only a part of one' },
  {
    sign: /\+\w/,
    meaning:
      '+b₀@1  a batch behind the others in the file, which the log does not count or which has the same offset as another',
  },
  { sign: /✓/, meaning: '✓  its log directory has the marker of a clean shutdown' },
  { sign: /⚠/, meaning: '⚠  its log directory has failed' },
  { sign: /~/, meaning: '~  must truncate before it fetches' },
  { sign: /×/, meaning: '×  does not fetch: its fetcher has stopped' },
]

const links: readonly Sign[] = [
  { sign: /(?<!†)→\d(?!\?)/, meaning: '→1  its fetch request to broker 1 is in flight' },
  { sign: /→\d\?/, meaning: '→1?  its OffsetsForLeaderEpoch request to broker 1 is in flight' },
  { sign: /(?<!†)⇄/, meaning: '⇄1  broker 1 has read for its fetch, and has not counted the fetch yet' },
  { sign: /←/, meaning: '←1  the response from broker 1 is in flight; one without a record may wait at broker 1' },
  { sign: /†/, meaning: '†→1, †⇄1  the same of a process of its that has ended' },
  { sign: /⧗/, meaning: '⧗a  a coordinator still waits for its record a, although its broker follows' },
  { sign: /≠/, meaning: '≠1  the network link from it to broker 1 is cut' },
]

/** The signs of a cluster with ZooKeeper. */
export const LEGEND: readonly Sign[] = [
  ...shared,
  { sign: /!(?![zc])/, meaning: '!  cut off from ZooKeeper and the controller' },
  { sign: /!z/, meaning: '!z  without a ZooKeeper session' },
  { sign: /!c/, meaning: '!c  out of reach of the controller' },
  { sign: /^[LF]\d+[~×!zc]*\./, meaning: '.  is shutting down' },
  { sign: /=/, meaning: '=  paused' },
  { sign: /^\d: /, meaning: '1:  the old process of broker 1, whose id a new machine has taken over' },
  { sign: /⇇/, meaning: '⇇2  broker 2 is connected to the old process' },
  ...links,
  { sign: /«/, meaning: '«1  a LeaderAndIsr request of epoch 1 is in flight' },
  { sign: /^[LF].*\{/, meaning: "{1 2}  the ISR in the leader's memory, if ZooKeeper has another" },
  { sign: /⇒/, meaning: '⇒{1 2}  the ISR that its leader has written, and about which it has no answer' },
]

const KRAFT: readonly Sign[] = [
  ...shared,
  { sign: /!/, meaning: '!  cut off from the controllers' },
  { sign: /^[LF]\d+[~×!]*\./, meaning: '.  is shutting down' },
  { sign: /=/, meaning: '=  paused' },
  { sign: /⊘/, meaning: '⊘  fenced by the controller' },
  { sign: /⊠/, meaning: '⊠  its log directory has failed' },
  { sign: /⊝/, meaning: '⊝  in controlled shutdown, as the controller knows' },
  ...links,
  { sign: /^[LF].*\{/, meaning: "{1 2}  the ISR in the leader's memory, if the controller has another" },
  { sign: /⇒/, meaning: '⇒{1 2}  the ISR that its leader has proposed, and about which it has no answer' },
  { sign: /⋯/, meaning: '⋯{1 2}  the ISR that its leader is about to propose' },
  { sign: /⇢/, meaning: '⇢{1 2}  an ISR that was proposed and given up, and the controller has not handled it' },
  { sign: /⇠/, meaning: '⇠  the answer to its AlterPartition is in flight' },
  { sign: /∆\d/, meaning: '∆1  has at least 1 change of the metadata log still to replay' },
  { sign: /∆\?/, meaning: '∆?  has started, and has replayed nothing of the metadata log' },
]
