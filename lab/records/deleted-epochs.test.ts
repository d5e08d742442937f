/** S8 where records are deleted: what is back after a crash may be without its epoch, and nothing else may. */
import { explore } from '../../explorer/breadth'
import { question, subjectOf, type Differing } from '../questions/question'
import { stored } from './storage-bugs'

const verdictOf = (asked: Differing): string => {
  const { machine, properties } = subjectOf(question({ ...asked, properties: ['S8'] }))
  return explore(machine, properties).verdict
}

const deleting = { retention: 0, time: 1, deletesRecords: true }

test('the baseline agrees where records are deleted and a process crashes', () => {
  expect(verdictOf(stored(2, 1, 2, { 'process-crash': 1 }, deleting))).toBe('holds')
  expect(
    verdictOf(stored(1, 2, 1, { 'process-crash': 1 }, deleting, { acks: 'all', minIsr: 1, uncleanElection: false })),
  ).toBe('holds')
})

test('an entry that recovery leaves out is noticed where records are deleted', () => {
  const bounds = stored(2, 1, 3, { 'process-crash': 1, 'lost-checkpoint': 1 }, deleting)
  expect(verdictOf({ ...bounds, with: ['kafka-10432-flaw'] })).toBe('broken')
})
