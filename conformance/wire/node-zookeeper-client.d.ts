/** What is used of node-zookeeper-client, which brings no declarations. */
declare module 'node-zookeeper-client' {
  export interface Failure {
    readonly name: string
    toString(): string
  }
  export interface Client {
    connect(): void
    close(): void
    once(event: 'connected', then: () => void): void
    getData(
      path: string,
      then: (error: Failure | null | undefined, content: Buffer, stat: { readonly version: number }) => void,
    ): void
    create(path: string, content: Buffer, then: (error: Failure | null | undefined) => void): void
    remove(path: string, version: number, then: (error: Failure | null | undefined) => void): void
  }
  export const createClient: (
    address: string,
    options: { readonly sessionTimeout: number; readonly retries: number },
  ) => Client
}
