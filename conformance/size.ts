/** How much is run on real Kafka: TIDEMARK_REAL=all is the size of the nightly run. Otherwise it is what every change can bear. */
export const isFullSize = (): boolean => process.env['TIDEMARK_REAL'] === 'all'
