/** One operation of the page. */
import { escapeHtml } from '../page.ts';
import { nameOfRef } from './document.ts';
import type { ApiDocument, Content, Operation, Parameter, Route, Schema } from './document.ts';
import { curlOf } from './example.ts';
import { boundsHtml, schemaHtml, textHtml, typeHtml } from './schema.ts';

export function operationHtml(document: ApiDocument, route: Route): string {
  const { method, path, operation, anchor } = route;
  return `<article id="${escapeHtml(anchor)}">
<h3><span class="verb ${method.toLowerCase()}">${method}</span> <code class="path">${pathHtml(path)}</code> ${scopeHtml(operation)}</h3>
<p class="summary">${textHtml(operation.summary ?? '')}</p>
${operation.description === undefined ? '' : `<p>${textHtml(operation.description)}</p>`}
<div class="split">
<div>
${parametersHtml(operation.parameters ?? [])}
${bodiesHtml(document, operation.requestBody?.content ?? {})}
${responsesHtml(document, operation)}
</div>
<div class="example"><button type="button" class="copy">copy</button><pre><code>${escapeHtml(curlOf(document, route))}</code></pre></div>
</div>
</article>`;
}

/** Long paths break before a slash. */
function pathHtml(path: string): string {
  return path
    .split('/')
    .map((part) => (part.startsWith('{') ? `<span class="hole">${escapeHtml(part)}</span>` : escapeHtml(part)))
    .join('<wbr>/');
}

function scopeHtml({ security }: Operation): string {
  const [scope] = security?.[0]?.['bearer'] ?? [];
  return scope === undefined ? '<span class="scope">no key</span>' : `<span class="scope">${escapeHtml(scope)}</span>`;
}

const places: Readonly<Record<string, string>> = { path: 'Path', query: 'Query', header: 'Headers' };

function parametersHtml(parameters: readonly Parameter[]): string {
  return Object.entries(places)
    .map(([place, title]) => {
      const rows = parameters.filter((one) => one.in === place).map(parameterHtml);
      return rows.length === 0 ? '' : `<h4>${title}</h4><dl class="fields">${rows.join('')}</dl>`;
    })
    .join('');
}

function parameterHtml({ name, schema, required, description, in: place }: Parameter): string {
  // A path cannot lack a part.
  const need = required === true && place !== 'path' ? '<span class="need">required</span>' : '';
  return `<div class="field"><dt><code>${escapeHtml(name)}</code> <span class="type">${typeHtml(schema)}</span> ${need}</dt>
<dd>${textHtml(description ?? schema.description ?? '')} ${boundsHtml(schema)}</dd></div>`;
}

function bodiesHtml(document: ApiDocument, content: Content): string {
  return Object.entries(content)
    .map(([type, { schema = {} }]) => {
      const name = schema.$ref === undefined ? '' : ` ${typeHtml(schema)}`;
      const fields = schemaHtml(targetOf(document, schema));
      return `<h4>Body${name} <span class="media">${escapeHtml(type)}</span></h4>${fields}`;
    })
    .join('');
}

function targetOf(document: ApiDocument, schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (document.components.schemas[nameOfRef(schema.$ref)] ?? schema);
}

function responsesHtml(document: ApiDocument, { responses }: Operation): string {
  const rows = Object.entries(responses)
    .filter(([status]) => status.startsWith('2') || status === '503')
    .map(([status, { content = {} }]) => {
      const types = Object.entries(content);
      const [, first] = types[0] ?? [];
      const media = types.map(([type]) => `<span class="media">${escapeHtml(type)}</span>`).join(' ');
      const { schema } = first ?? {};
      const target = schema === undefined ? {} : targetOf(document, schema);
      const inside = schema === undefined ? '<span class="type">nothing</span>' : typeHtml(schema);
      const isWhole = target.properties !== undefined;
      const fields = isWhole ? `<details><summary>fields</summary>${schemaHtml(target)}</details>` : '';
      return `<div class="field"><dt><span class="status">${escapeHtml(status)}</span> ${inside} ${media}</dt><dd>${fields}</dd></div>`;
    });
  return `<h4>Answer</h4><dl class="fields">${rows.join('')}</dl>`;
}
