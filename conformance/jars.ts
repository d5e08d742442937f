import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Missing } from './missing'

/** A release of Kafka whose tools are run, and the version of Scala that it was built with. */
export interface RealRelease {
  readonly release: string
  readonly scala: string
}

export const realReleases: readonly RealRelease[] = [
  { release: '2.1.1', scala: '2.12' },
  { release: '2.6.3', scala: '2.12' },
  { release: '3.9.1', scala: '2.13' },
]

/** The folder of the package: a compiled file lies one folder deeper. */
export const ROOT = [join(__dirname, '..'), join(__dirname, '..', '..')].find((folder) =>
  existsSync(join(folder, 'package.json')),
) as string
const HERE = join(ROOT, 'conformance')
export const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies'

const folderOf = ({ release }: RealRelease): string => join(ROOT, '.cache', 'kafka', release)
const checksumsOf = ({ release }: RealRelease): string => join(HERE, `jars-${release}.sha256`)

/** The class path of a release: its jars, which are fetched with Maven if they are not there, and checked. */
export const classPath = (real: RealRelease): string => {
  const folder = folderOf(real)
  if (!existsSync(folder) || readdirSync(folder).length === 0) fetchJars(real)
  const found = checksums(folder)
  if (process.env['TIDEMARK_JARS'] === 'pin') writeFileSync(checksumsOf(real), found)
  if (readFileSync(checksumsOf(real), 'utf8') !== found)
    throw new Missing(
      `${folder} does not hold the jars of conformance/jars-${real.release}.sha256: remove it, and try again`,
    )
  return `${folder}/*`.split('/').join(delimiter === ';' ? '\\' : '/')
}

const fetchJars = (real: RealRelease): void => {
  const folder = folderOf(real)
  mkdirSync(folder, { recursive: true })
  const options = [`-DoutputDirectory=${folder}`, `-Dscala=${real.scala}`, `-Drelease=${real.release}`]
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', join(HERE, 'pom.xml'), PLUGIN, ...options], {
    stdio: 'ignore',
  })
  if (status !== 0)
    throw new Missing(
      `Kafka ${real.release} could not be fetched: mvn (Maven), and access to Maven Central, are needed once`,
    )
}

/** The checksums of all files of a folder, as sha256sum prints them. */
export const checksums = (folder: string): string =>
  readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('')

/** Runs a class of Kafka, in a folder. Its lines on standard output. */
export const runKafka = (real: RealRelease, cwd: string, main: string, args: readonly string[]): readonly string[] => {
  const { stdout, status, stderr, error } = spawnSync(
    'java',
    ['-Dfile.encoding=UTF-8', '-cp', classPath(real), main, ...args],
    {
      cwd,
      encoding: 'utf8',
    },
  )
  if (error !== undefined) throw new Missing('java is needed, version 8 to 17')
  if (status !== 0) throw new Error(`${main} of Kafka ${real.release} ended with ${status}: ${stderr}`)
  return stdout.split('\n').slice(0, -1)
}
