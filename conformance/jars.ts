import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Missing } from './missing'

/** Jars that belong together: a release of Kafka, and what runs beside it. */
export interface RealRelease {
  /** As in 2.1.1. */
  readonly release: string
  /** The folder in .cache/kafka, and the checksums on record: `jars-<name>.sha256`. */
  readonly name: string
  /** Coordinates for Maven, `group:artifact:version`. */
  readonly jars: readonly string[]
}

const toolsOf = (release: string, scala: string): RealRelease => ({
  release,
  name: release,
  jars: [`org.apache.kafka:kafka_${scala}:${release}`],
})

/** The releases whose tools, and whose classes, are called. */
export const realReleases: readonly RealRelease[] = [
  toolsOf('2.1.1', '2.12'),
  toolsOf('2.6.3', '2.12'),
  toolsOf('3.9.1', '2.13'),
  toolsOf('4.1.0', '2.13'),
  toolsOf('4.3.1', '2.13'),
  toolsOf('4.4.0', '2.13'),
]

/** The folder of the package: a compiled file lies one folder deeper. */
export const ROOT = [join(__dirname, '..'), join(__dirname, '..', '..')].find((folder) =>
  existsSync(join(folder, 'package.json')),
) as string
const HERE = join(ROOT, 'conformance')
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies'

/**
 * The folder with these jars. They are fetched with Maven if they are not there, and compared with the checksums on record.
 * Error: Missing, if they cannot be fetched or are not those on record.
 */
export const jarsOf = (real: RealRelease): string => {
  const folder = join(ROOT, '.cache', 'kafka', real.name)
  if (!existsSync(folder)) fetchJars(real, folder)
  const onRecord = join(HERE, `jars-${real.name}.sha256`)
  const found = checksums(folder)
  if (process.env['TIDEMARK_JARS'] === 'pin') writeFileSync(onRecord, found)
  if (readFileSync(onRecord, 'utf8') !== found)
    throw new Missing(
      `${folder} does not hold the jars of conformance/jars-${real.name}.sha256: remove it, and try again`,
    )
  return folder
}

/** As a class path. */
export const classPath = (real: RealRelease): string =>
  `${jarsOf(real)}/*`.split('/').join(delimiter === ';' ? '\\' : '/')

/** Fetched beside the folder and renamed, so that a folder that is there is whole. */
const fetchJars = ({ release, jars }: RealRelease, folder: string): void => {
  const beside = `${folder}.part-${process.pid}`
  mkdirSync(beside, { recursive: true })
  try {
    const pom = join(beside, 'pom.xml')
    writeFileSync(pom, pomOf(jars))
    const options = ['-q', '-B', '-f', pom, PLUGIN, `-DoutputDirectory=${beside}`]
    const { status } = spawnSync('mvn', options, { stdio: 'ignore' })
    rmSync(pom)
    if (status !== 0 || readdirSync(beside).length === 0)
      throw new Missing(
        `Kafka ${release} could not be fetched: mvn (Maven), and access to Maven Central, are needed once`,
      )
    renameSync(beside, folder)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

const pomOf = (jars: readonly string[]): string =>
  `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>tidemark</groupId><artifactId>real-kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${jars.map(dependency).join('\n')}</dependencies></project>\n`

const dependency = (coordinates: string): string => {
  const [group = '', artifact = '', version = ''] = coordinates.split(':')
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
}

/** The checksums of all files of a folder, as sha256sum prints them. */
const checksums = (folder: string): string =>
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
  if (error !== undefined) throw new Missing(NEEDS_JAVA)
  if (status !== 0) throw new Error(`${main} of Kafka ${real.release} ended with ${status}: ${stderr}`)
  return stdout.split('\n').slice(0, -1)
}

const NEEDS_JAVA = 'java is needed, version 8 to 17'

/** Error: Missing, where there is none. */
export const needJava = (): void => {
  if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0) throw new Missing(NEEDS_JAVA)
}

/** The same, where classes are compiled. */
export const needJdk = (): void => {
  needJava()
  if (spawnSync('javac', ['-version'], { stdio: 'ignore' }).status !== 0)
    throw new Missing('javac is needed: a JDK, version 11 to 17')
}
