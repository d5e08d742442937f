// Checks the types of all sources, and then lints them, with the same program of the compiler: the rules that need types
// use what the check computed. It reports what `npm run typecheck && eslint .` reports, in less time (docs/decisions/0036).
// Usage: node .ci/sources.js
const { ESLint } = require('eslint')
const ts = require('typescript')

const CONFIGURATIONS = ['tsconfig.json', 'reports/page/app/tsconfig.json', 'site/app/tsconfig.json']

const host = {
  getCanonicalFileName: (path) => path,
  getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
  getNewLine: () => '\n',
}

const refuse = (diagnostic) => {
  throw new Error(ts.formatDiagnostic(diagnostic, host))
}

const programOf = (path) => {
  const parser = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse }
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(path, { noEmit: true }, parser)
  return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors })
}

const lintedWith = async (programs) => {
  const parserOptions = { projectService: false, programs }
  const eslint = new ESLint({ overrideConfig: { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parserOptions } } })
  const results = await eslint.lintFiles(['.'])
  const { format } = await eslint.loadFormatter('stylish')
  console.log(await format(results))
  return results.every(({ errorCount }) => errorCount === 0)
}

const main = async () => {
  const programs = CONFIGURATIONS.map(programOf)
  const errors = programs.flatMap((program) => ts.getPreEmitDiagnostics(program))
  console.log(ts.formatDiagnosticsWithColorAndContext(errors, host))
  const clean = await lintedWith(programs)
  process.exitCode = errors.length === 0 && clean ? 0 : 1
}

main()
