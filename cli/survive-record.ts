import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processClock } from '../explorer/node/clock'
import { survivalRow, survivalSettings, settingsText, type SurvivalRow } from '../lab/surviving/record'

/**
 * `npm run survive-record [<kafka>]`: asks what settings survive, for all rows of docs/survive.md or for those of one
 * version, and writes lab/records/survivals.json after each row (`npx oxfmt` formats it). Rows that are there already are not asked again.
 */
const main = async (): Promise<void> => {
  const path = join(__dirname, '../lab/records/survivals.json')
  const only = process.argv[2]
  const known: SurvivalRow[] = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SurvivalRow[]) : []
  for (const settings of survivalSettings) {
    const name = settingsText(settings)
    if ((only !== undefined && settings.kafka !== only) || known.some((row) => settingsText(row) === name)) continue
    const row = await survivalRow(settings, {
      clock: processClock,
      isInterrupted: () => false,
      report: () => undefined,
    })
    known.push(row)
    const order = survivalSettings.map(settingsText)
    known.sort((one, other) => order.indexOf(settingsText(one)) - order.indexOf(settingsText(other)))
    writeFileSync(path, `${JSON.stringify(known, undefined, 1)}\n`)
    process.stdout.write(`${name}\n`)
  }
}

if (require.main === module) void main()
