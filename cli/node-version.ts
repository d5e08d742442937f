/** Why this version of Node cannot run tidemark; undefined: it can. As `engines` in package.json says. */
export const tooOld = (version: string): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19) ? undefined : `needs Node 20.19 or later, and this is ${version}`
}
