/** A turn as a page that a person reads. What draws it decodes pictures: a process that is never asked does not load it. */
import type { TenantContext } from '../context.ts';

export interface Report {
  /** It loads nothing from anywhere. */
  readonly html: string;
  /** Who serves it to a browser sends this along. */
  readonly contentSecurityPolicy: string;
  /** `dog-report.html` */
  readonly fileName: string;
}

/**
 * The page about one finished turn; default: the newest that has finished. It shows the turns before it as well, of very
 * long sessions the nearest ones.
 * @throws Fault session.notFound, turn.notFound, turn.notFinished
 */
export async function getReport(context: TenantContext, sessionId: string, turnId: string | null): Promise<Report> {
  const { makeReport } = await import('./makeReport.ts');
  return makeReport(context, sessionId, turnId);
}
