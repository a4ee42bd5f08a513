/** The page at `/`: says what this is and where to go on. It loads nothing from anywhere. */
import { readyPage } from './page.ts';

const style = `
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #26231f; background: #fbfaf7 }
  h1 { font-weight: 600 } pre { background: #f0ede6; padding: 1rem; overflow-x: auto; border-radius: 6px } a { color: #b4491f }
  @media (prefers-color-scheme: dark) { body { color: #e4dfd7; background: #191817 } pre { background: #262421 } a { color: #f2955f } }
`;

const body = `
<h1>Safelight</h1>
<p>This server retouches photographs from one sentence. Every edit stays a Lightroom-compatible recipe;
the original is never changed.</p>
<p>An embedded server keeps its API key in the file <code>api-key</code> of the data folder; ask the operator of a shared
one for yours.</p>
<pre>
URL=http://localhost:8080
KEY="Authorization: Bearer $(cat api-key)"
curl -H "$KEY" -F file=@photo.jpg $URL/v1/photos
curl -H "$KEY" --json '{"photoId":"pho_…"}' $URL/v1/sessions
curl -H "$KEY" --json '{"instruction":"warm, dreamy golden hour"}' $URL/v1/sessions/ses_…/turns
curl -H "$KEY" -N $URL/v1/sessions/ses_…/events
curl -H "$KEY" -o edited.jpg $URL/v1/sessions/ses_…/render
</pre>
<p><a href="/docs">All operations</a> · <a href="/openapi.json">OpenAPI description</a> · <a href="/readyz">readiness</a> ·
<a href="/metrics">metrics</a></p>
`;

export const landingPage = readyPage({ title: 'Safelight', style, body });
