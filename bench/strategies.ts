import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filesOnDisk } from '../explorer/node/files'
import { USUAL_STRATEGY } from '../explorer/strategies/names'
import { savedCampaign } from '../reports/json-campaign'
import { readSaved } from '../reports/read-saved'
import { strategyTables, wholeSeeds } from '../reports/strategies'
import { counted } from '../reports/words'
import { readCampaign } from '../cli/campaign-file'

const ROOT = resolve(__dirname, '..')
const FILE = 'bench/strategies.yaml'
const RESULTS = '.tidemark/campaigns/strategies/results.json'
const PAGE = 'docs/strategies.md'

/**
 * `npm run strategies`: runs the campaign of bench/strategies.yaml, and writes its tables into docs/strategies.md. Ctrl-C keeps what
 * is done, and the same command goes on. `--only-page` writes the page from what is there.
 */
const main = (): void => {
  const words = ['-r', './from-source.js', 'cli/main.ts', 'campaign', FILE, ...process.argv.slice(2)]
  if (!process.argv.includes('--only-page')) {
    const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: 'inherit' })
    process.exitCode = status ?? 1
  }
  const read = readSaved(RESULTS, readFileSync(join(ROOT, RESULTS), 'utf8'), savedCampaign)
  if ('wrong' in read) throw new Error(read.wrong)
  const { hunts: asked } = readCampaign(FILE, readFileSync(join(ROOT, FILE), 'utf8'))
  const hunts = wholeSeeds(read.value.hunts ?? [])
  if (asked === undefined || hunts.length === 0) return
  const seeds = new Set(hunts.map(({ seed }) => seed)).size
  const text = [
    `${seeds} of ${asked.seeds} seeds; at most ${counted(asked.steps, 'step')} from each.`,
    '',
    strategyTables(hunts, asked.steps, USUAL_STRATEGY),
  ].join('\n')
  const page = readFileSync(join(ROOT, PAGE), 'utf8')
  filesOnDisk.write(join(ROOT, PAGE), withTables(page, text))
  process.stdout.write(`${PAGE}: written, from ${seeds} seeds\n`)
}

/** The page with its tables replaced. */
const withTables = (page: string, text: string): string =>
  page.replace(
    /(<!-- npm run strategies -->\n)[^]*?(<!-- end -->)/,
    (_, before: string, after: string) => `${before}${text}\n${after}`,
  )

main()
