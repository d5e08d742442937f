/** Every preset, made again. */
import { recorded, wholeText } from './record'
import { isFoundAgain } from './record.fixture'

const named = recorded.map((one) => [wholeText(one), one] as const)

test.each(named)('%s: all that the record says is found again', (_, matrix) => isFoundAgain(matrix, () => true))
