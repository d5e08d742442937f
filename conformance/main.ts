import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { jarsOf, needJava, realReleases } from './jars'
import { Missing } from './missing'
import { wireReleases } from './wire/releases'

/** `npm run test:real`: what this project writes and prints, beside Kafka's own tools. Exit code 2: something is missing. */
const main = (): number => {
  try {
    needJava()
    for (const real of [...realReleases, ...wireReleases]) jarsOf(real)
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    process.stderr.write(`test:real runs Kafka's own tools: ${error.message}\n`)
    return 2
  }
  const jest = join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js')
  return (
    spawnSync(process.execPath, [jest, '--config', 'jest.real.config.js', ...process.argv.slice(2)], {
      stdio: 'inherit',
    }).status ?? 1
  )
}

process.exitCode = main()
