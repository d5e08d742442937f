import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { jarsOf, needJdk, realReleases } from './jars'
import { Missing } from './missing'
import { isFullSize } from './size'
import { wireReleases } from './wire/releases'

/** What runs as processes at the size of every change: the release of the first disaster, and the schemas of messages. */
const FEW = ['0.10.2.2', '3.9.1']

/**
 * `npm run test:real`: what this project writes and prints, beside Kafka's own tools, and Kafka beside the model. Exit code 2:
 * something is missing. With --missing it only looks for what it needs, and fetches Kafka.
 */
const main = (): number => {
  try {
    needJdk()
    const run = wireReleases.filter(({ release }) => isFullSize() || FEW.includes(release))
    for (const real of [...realReleases, ...run]) jarsOf(real)
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    process.stderr.write(`test:real runs Kafka's own tools: ${error.message}\n`)
    return 2
  }
  if (process.argv.includes('--missing')) return 0
  const jest = join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js')
  return (
    spawnSync(process.execPath, [jest, '--config', 'jest.real.config.js', ...process.argv.slice(2)], {
      stdio: 'inherit',
    }).status ?? 1
  )
}

process.exitCode = main()
