/** The form of events as far as the checker reads them. */
export interface EventJson {
  readonly sequence: number;
  readonly sessionId: string;
  readonly body: {
    readonly type: string;
    readonly turnId?: string;
    readonly candidate?: number;
    readonly step?: number;
    readonly round?: number;
    readonly code?: string;
    readonly message?: string;
  };
}

export const endings: readonly string[] = ['turn.finished', 'turn.failed', 'turn.canceled'];

/** Whether it is the last event of the turn. */
export function ends({ body }: EventJson, turnId: string): boolean {
  return body.turnId === turnId && endings.includes(body.type);
}
