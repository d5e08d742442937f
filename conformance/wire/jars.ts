import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checksums, PLUGIN, ROOT } from '../jars'
import { Missing } from '../missing'
import type { WireRelease } from './releases'

/**
 * The folder with the jars of a release. They are fetched with Maven if they are not there, and compared with the checksums
 * on record. Error: Missing, if they cannot be fetched or are not those on record.
 */
export const wireJars = (real: WireRelease): string => {
  const folder = join(ROOT, '.cache', 'kafka', `${real.release}-wire`)
  if (!existsSync(folder)) fetchJars(real, folder)
  const onRecord = join(ROOT, 'conformance', 'wire', `jars-${real.release}.sha256`)
  const found = checksums(folder)
  if (process.env['TIDEMARK_JARS'] === 'pin') writeFileSync(onRecord, found)
  if (readFileSync(onRecord, 'utf8') !== found)
    throw new Missing(
      `${folder} does not hold the jars of conformance/wire/jars-${real.release}.sha256: remove it, and try again`,
    )
  return folder
}

/** Fetched beside the folder and renamed, so that a folder that is there is whole. */
const fetchJars = (real: WireRelease, folder: string): void => {
  const beside = `${folder}.part-${String(process.pid)}`
  mkdirSync(beside, { recursive: true })
  try {
    const pom = join(beside, 'pom.xml')
    writeFileSync(pom, pomOf(real))
    const { status } = spawnSync('mvn', ['-q', '-B', '-f', pom, PLUGIN, `-DoutputDirectory=${beside}`], {
      stdio: 'ignore',
    })
    rmSync(pom)
    if (status !== 0 || readdirSync(beside).length === 0)
      throw new Missing(
        `Kafka ${real.release} could not be fetched: mvn (Maven), and access to Maven Central, are needed once`,
      )
    renameSync(beside, folder)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

const pomOf = ({ jars, without }: WireRelease): string => {
  const exclusions = without.map((one) => tags('exclusion', one)).join('')
  const dependencies = jars.map((one) =>
    tags('dependency', one).replace('</dependency>', `<exclusions>${exclusions}</exclusions></dependency>`),
  )
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>tidemark</groupId><artifactId>real-kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('\n')}</dependencies></project>\n`
}

const tags = (element: string, coordinates: string): string => {
  const [group = '', artifact = '', version] = coordinates.split(':')
  const last = version === undefined ? '' : `<version>${version}</version>`
  return `<${element}><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${last}</${element}>`
}
