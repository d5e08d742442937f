import type { Amendment } from '../decisions'

/**
 * No ticket known (3.3.0): a fetch counts only for the leadership in which it was read.
 *
 * A leader reads for a fetch, and updates the follower's state after it has released its lock. It used to look the follower up again
 * then, by its id: also if it had followed somebody else in between, and led again. Now it keeps hold of the object that it
 * found while it read. A broker that becomes follower drops these objects, so the update goes nowhere. Where it is told of two
 * elections at once, and so never stops leading, the update still counts (docs/decisions/0010).
 *
 * Partition.fetchRecords, updateAssignmentAndIsr (3.3.0; read at 3.2.0, 3.3.1 and 4.3.1)
 */
export const fetchOfThisLeadership: Amendment = {
  name: 'fetch-of-this-leadership',
  title: 'A fetch counts only for the leadership in which it was read',
  since: '3.3.0',
  repairs: 'a leader that counts what a follower told it when it led before',
  readAt: '4.3.1',
  answers: { countsReadOfEarlierLeadership: 'No.' },
  decide: () => ({ countsReadOfEarlierLeadership: () => false }),
}
