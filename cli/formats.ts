/** What `export --format` takes. */
export const FORMAT_NAMES = ['mermaid', 'itf', 'shiviz', 'svg', 'json'] as const

/** What `report --format` takes. */
export const REPORT_FORMATS = ['markdown', 'junit', 'sarif', 'json'] as const
