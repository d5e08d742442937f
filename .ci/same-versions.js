// Fails where an install changed what is installed: a version, a checksum, or a package that is not optional.
// Whether a registry serves the binaries of foreign platforms differs from day to day; npm then adds them to the lock
// file or leaves them out, and neither changes what runs here.
const { execFileSync } = require('node:child_process')
const { readFileSync } = require('node:fs')

const packages = (text) => Object.entries(JSON.parse(text).packages)
const committed = packages(execFileSync('git', ['show', 'HEAD:package-lock.json'], { encoding: 'utf8' }))
const installed = packages(readFileSync('package-lock.json', 'utf8'))

const identity = ({ version, integrity }) => `${version} ${integrity}`
const differing = (some, others, reason) => {
  const known = new Map(others)
  return some
    .filter(([path, one]) => {
      const other = known.get(path)
      return other === undefined ? one.optional !== true : identity(one) !== identity(other)
    })
    .map(([path]) => `${path || 'package.json'} ${reason}`)
}

const changes = [
  ...differing(committed, installed, 'is in the committed lock file and was not installed as it is there'),
  ...differing(installed, committed, 'was installed and is not in the committed lock file as it is'),
]
for (const change of new Set(changes)) console.error(change)
process.exitCode = changes.length > 0 ? 1 : 0
