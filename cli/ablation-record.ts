import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processClock } from '../explorer/node/clock'
import { ablateAll, type Matrix } from '../lab/ablating/matrix'
import { recordText, wholes, wholeText } from '../lab/ablating/record'

/**
 * `npm run ablation-record [<kafka>]`: leaves out each decision of every preset, or of one, and writes lab/records/ablated.json after
 * each of them (`npx oxfmt` formats it). What is on record is made anew.
 */
const main = async (): Promise<void> => {
  const path = join(__dirname, '../lab/records/ablated.json')
  const only = process.argv[2]
  for (const whole of wholes) {
    if (only !== undefined && whole.kafka !== only) continue
    const made = await ablateAll(whole, { clock: processClock, isInterrupted: () => false, report: () => undefined })
    const known = (JSON.parse(readFileSync(path, 'utf8')) as Matrix[]).filter(
      (one) => wholeText(one) !== wholeText(whole),
    )
    const order = wholes.map(wholeText)
    const all = [...known, made].sort((one, other) => order.indexOf(wholeText(one)) - order.indexOf(wholeText(other)))
    writeFileSync(path, recordText(all))
    process.stdout.write(`${wholeText(whole)}\n`)
  }
}

if (require.main === module) void main()
