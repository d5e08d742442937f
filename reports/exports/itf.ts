import type { Rerun } from '../../contract/run'

interface States {
  readonly vars: readonly string[]
  readonly states: readonly { readonly action: string; readonly values: Readonly<Record<string, unknown>> }[]
}

/**
 * A schedule in the Informal Trace Format (Apalache, ADR-015), which Apalache writes and Quint and other tools read:
 * one state per line.
 */
export const itf = ({ vars, states }: States, { title, token, findings: [broken], trace: { loop } }: Rerun): string => {
  const about = {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    source: token,
    description: title,
    status: broken === undefined ? 'ok' : 'violation',
    ...(broken === undefined ? {} : { violated: broken.property }),
  }
  const lines = states.map(({ action, values }, index) => JSON.stringify({ '#meta': { index }, action, ...values }))
  // The last state is the one before the loop again. What follows it is the state after the first step of the loop.
  const back = loop === undefined ? '' : `"loop":${loop},\n`
  return `{"#meta":${JSON.stringify(about)},\n"vars":${JSON.stringify(['action', ...vars])},\n${back}"states":[\n${lines.join(',\n')}\n]}\n`
}
