/** A long search that begins with the rules and continues from memory. */
import { explore } from '../../explorer/breadth'
import { steps } from '../../explorer/steps'
import { kafkaCase } from '../questions/kafka-case'
import { question } from '../questions/question'
import { world } from '../records/pinned'
import { casesBetween, findTheSame, MOST_STATES, ofSpecimens } from './memo.fixture'

findTheSame([...casesBetween(MOST_STATES.long, MOST_STATES.night), ...ofSpecimens])

it('a search that begins with the rules and continues from memory has the same result', () => {
  const bounds = world(3, 2, 3, { 'process-crash': 1, 'leader-move': 1 })
  const asked = kafkaCase(question({ settings: { minIsr: 2 }, bounds }))
  asked.run((machine, properties) => {
    const [whole, adaptive] = [explore(machine, properties, {}, steps), explore(machine, properties)]
    expect(whole.distinct).toBeGreaterThan(200_000)
    expect({ ...adaptive, bytes: 0 }).toEqual({ ...whole, bytes: 0 })
  })
})
