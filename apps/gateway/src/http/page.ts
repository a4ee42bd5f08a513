/** HTML pages of our own: whole in one answer, and allowed to run what is in them and nothing else. */
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

export interface Page {
  readonly title: string;
  readonly style: string;
  /** Runs at the end of the page. */
  readonly script?: string;
  readonly body: string;
}

export interface ReadyPage {
  readonly html: string;
  readonly policy: string;
}

/** Joins the parts, and allows its own style and script by their digests. */
export function readyPage({ title, style, script = '', body }: Page): ReadyPage {
  const scripts = script === '' ? "'none'" : digestOf(script);
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
${script === '' ? '' : `<script>${script}</script>`}
</body>
</html>
`,
    policy:
      `default-src 'none'; style-src ${digestOf(style)}; script-src ${scripts}; img-src 'self' data:; connect-src 'self'; ` +
      "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  };
}

export function sendPage(reply: FastifyReply, { html, policy }: ReadyPage): FastifyReply {
  return reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(html);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function digestOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
