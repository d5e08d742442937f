/** The actions of an old process, whose broker id a new machine has taken over: codes and texts. */
import { peer } from '../kit/schema'
import { implied, isAtomic, type KindsOf, PARTITION, partitionOf, RECORDS, recordsOf } from './action-fields'
import { idsCanBeTakenOver, type Bounds } from './bounds'

/** A new machine takes over the id of a broker, and what the old process of that broker does then. */
export const oldProcessTexts = (
  bounds: Bounds,
): KindsOf<'TakeOverId' | 'EndOld' | 'ProduceToOld' | 'ReadFromOld' | 'FetchByOld' | 'TruncateByOld'> => {
  const possible = idsCanBeTakenOver(bounds)
  const broker = { broker: peer(bounds.brokers) }
  const partition = partitionOf(bounds)
  const follower = { follower: peer(bounds.brokers) }
  return {
    TakeOverId: {
      code: 'ti',
      text: 'a new machine with an empty disk takes over the id of broker {broker}',
      fields: broker,
      role: 'harm',
      possible,
    },
    EndOld: { code: 'te', text: 'the old process of broker {broker} ends', fields: broker, possible },
    ProduceToOld: {
      code: 'tp',
      text: `producer sends a record to the old process of broker {broker}${PARTITION}`,
      fields: { ...broker, ...partition },
      implied,
      role: 'work',
      possible,
    },
    ReadFromOld: {
      code: 'tc',
      text: `consumer fetches from the old process of broker {broker}${PARTITION}`,
      fields: { ...broker, ...partition },
      implied,
      role: 'look',
      possible,
    },
    FetchByOld: {
      code: 'tf',
      text: `the old process of broker {follower} fetches from its leader${RECORDS}${PARTITION}`,
      fields: { ...follower, ...recordsOf(bounds), ...partition },
      implied: ['records', 'partition'],
      possible: possible && isAtomic(bounds),
    },
    TruncateByOld: {
      code: 'tt',
      text: `the old process of broker {follower} truncates${PARTITION}`,
      fields: { ...follower, ...partition },
      implied,
      possible: possible && isAtomic(bounds),
    },
  }
}
