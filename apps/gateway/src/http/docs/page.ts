/** The readable page of the API, made of its OpenAPI document: whole in one answer, nothing comes from elsewhere. */
import { faultCatalogue } from '@safelight/core';
import type { FaultCode } from '@safelight/core';
import { escapeHtml, readyPage } from '../page.ts';
import type { ReadyPage } from '../page.ts';
import { statusOf } from '../problems.ts';
import { roomsOf } from './document.ts';
import type { ApiDocument, Room } from './document.ts';
import { operationHtml } from './operation.ts';
import { schemaHtml, textHtml } from './schema.ts';
import { docsScript } from './script.ts';
import { docsStyle } from './style.ts';

export function docsPage(document: ApiDocument): ReadyPage {
  const rooms = roomsOf(document);
  const body = `<nav aria-label="Operations">
<h1><a href="/">${escapeHtml(document.info.title)}</a></h1>
<input type="search" placeholder="Filter ( / )" aria-label="Filter operations">
${rooms.map(navHtml).join('')}
<h2>More</h2><ul><li><a href="#schemas">Schemas</a></li><li><a href="#problems">Problems</a></li><li><a href="/openapi.json">OpenAPI document</a></li></ul>
</nav>
<main>
${introHtml(document)}
${rooms.map((room) => roomHtml(document, room)).join('')}
<section id="schemas"><h2>Schemas</h2>${Object.entries(document.components.schemas)
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(
      ([name, schema]) => `<article id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name.replace(/Input$/, ''))}</h3>
<p>${textHtml(schema.description ?? '')}</p>${schemaHtml(schema)}</article>`,
    )
    .join('')}</section>
${problemsHtml()}
</main>`;
  return readyPage({ title: `${document.info.title} API`, style: docsStyle, script: docsScript, body });
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function navHtml({ name, routes }: Room): string {
  const items = routes.map(({ method, path, operation, anchor }) => {
    const label = operation.operationId ?? path;
    const text = `${method} ${path} ${label} ${operation.summary ?? ''}`.toLowerCase();
    return `<li data-text="${escapeHtml(text)}"><a href="#${escapeHtml(anchor)}"><span class="verb ${method.toLowerCase()}">${method}</span><span>${escapeHtml(label)}</span></a></li>`;
  });
  return `<section><h2>${escapeHtml(titleOf(name))}</h2><ul>${items.join('')}</ul></section>`;
}

function roomHtml(document: ApiDocument, { name, routes }: Room): string {
  const operations = routes.map((route) => operationHtml(document, route));
  return `<section><h2>${escapeHtml(titleOf(name))}</h2>${operations.join('')}</section>`;
}

function introHtml({ info }: ApiDocument): string {
  return `<header>
<h1>${escapeHtml(info.title)} API</h1>
<p>${textHtml(info.description ?? '')}</p>
<h2>Keys</h2>
<p>Send a key as <code>Authorization: Bearer …</code> or <code>X-Api-Key: …</code>. What it may do are its scopes:
<code>read</code> sees, <code>edit</code> makes photos, sessions, turns and renders, <code>evaluate</code> judges edits,
<code>admin</code> keeps the account's keys, webhooks, usage and audit log, <code>platform</code> keeps the accounts. Each
operation names the one that it needs. What belongs to another account does not exist for a key: 404.</p>
<h2>Doing it once</h2>
<p>Every POST takes an <code>Idempotency-Key</code>. Repeated with the same payload it gives the first answer for 24 hours;
with another payload it is refused with 422.</p>
<h2>Limits</h2>
<p><code>RateLimit-Policy: "default";q=120;w=60</code> says how many requests (<code>q</code>) the account may send within
so many seconds (<code>w</code>); <code>RateLimit: "default";r=119;t=58</code> how many are left (<code>r</code>) for how
many seconds (<code>t</code>). <a href="#getUsage">Usage</a> tells what is left of the month's steps, pixels and tokens.</p>
<h2>Lists</h2>
<p>Lists come in pages of at most 200, newest first. Ask again with <code>pageToken</code> set to the
<code>nextPageToken</code> of the page before, until it is null.</p>
</header>`;
}

function problemsHtml(): string {
  const rows = (Object.keys(faultCatalogue) as FaultCode[]).map((code) => {
    const { title } = faultCatalogue[code];
    return `<tr><td>${statusOf(code)}</td><td><a href="/problems/${code}"><code>${code}</code></a></td><td>${escapeHtml(title)}</td></tr>`;
  });
  return `<section id="problems"><h2>Problems</h2><p>Every refusal is <code>application/problem+json</code> (RFC 9457) with
one of these codes, the <code>requestId</code> to ask about, and in <code>errors</code> a JSON Pointer to each bad value
and, where there is an obvious one, a <code>fix</code>.</p><table><tbody>${rows.join('')}</tbody></table></section>`;
}
