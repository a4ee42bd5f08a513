/** A server that was started here and is ours to stop, kill and start again. */
export interface Server extends AsyncDisposable {
  /** The same data on the same port as before; resolves when the server answers. Nothing happens when it runs. */
  start(): Promise<void>;
  /** In order, as an operator would. */
  stop(): Promise<void>;
  /** SIGKILL; the data stays as the server left it. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  readonly running: boolean;
  /** The process to look at (memory, signals); undefined while it is down and for a container. */
  readonly pid: number | undefined;
  /** Stops the server and removes its data, unless the caller chose the folder. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A server together with what its clients need. */
export function serverAt<A extends object>(server: Server, address: A): Server & A {
  return Object.assign(server, address);
}
