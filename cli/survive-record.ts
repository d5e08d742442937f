import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processClock } from '../explorer/node/clock'
import { survivalSettings, settingsText, type SurvivalRow } from '../lab/surviving/record'
import { rowsAlike } from '../lab/surviving/rows-alike'

/**
 * `npm run survive-record [<kafka>]`: asks what settings survive, for all rows of docs/survive.md or for those of one
 * version, and writes lab/records/survivals.json after each search (`npx oxfmt` formats it). Rows that are there already are not asked again.
 */
const main = async (): Promise<void> => {
  const path = join(__dirname, '../lab/records/survivals.json')
  const only = process.argv[2]
  const known: SurvivalRow[] = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SurvivalRow[]) : []
  const order = survivalSettings.map(settingsText)
  const waiting = (): typeof survivalSettings => {
    const names = new Set(known.map(settingsText))
    return survivalSettings.filter((one) => (only === undefined || one.kafka === only) && !names.has(settingsText(one)))
  }
  for (let [next, ...others] = waiting(); next !== undefined; [next, ...others] = waiting()) {
    const rows = await rowsAlike(next, others, {
      clock: processClock,
      isInterrupted: () => false,
      report: () => undefined,
    })
    known.push(...rows)
    known.sort((one, other) => order.indexOf(settingsText(one)) - order.indexOf(settingsText(other)))
    writeFileSync(path, `${JSON.stringify(known, undefined, 1)}\n`)
    for (const row of rows) process.stdout.write(`${settingsText(row)}\n`)
  }
}

if (require.main === module) void main()
