/** The page at `/`: says what this is and where to go on. It loads nothing from anywhere. */
export const landingPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Safelight</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fafaf8 }
  h1 { font-weight: 600 } pre { background: #f0eee9; padding: 1rem; overflow-x: auto; border-radius: 6px }
  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1a19 } pre { background: #292726 } a { color: #f2a65a } }
</style>
<h1>Safelight</h1>
<p>This server retouches photographs from one sentence. Every edit stays a Lightroom-compatible recipe;
the original is never changed.</p>
<p>The API key is in the file <code>api-key</code> of the data folder.</p>
<pre>
KEY="Authorization: Bearer $(cat api-key)"
curl -H "$KEY" -F file=@photo.jpg $URL/v1/photos
curl -H "$KEY" --json '{"photoId":"pho_…"}' $URL/v1/sessions
curl -H "$KEY" --json '{"instruction":"warm, dreamy golden hour"}' $URL/v1/sessions/ses_…/turns
curl -H "$KEY" -N $URL/v1/sessions/ses_…/events
curl -H "$KEY" -o edited.jpg $URL/v1/sessions/ses_…/render
</pre>
<p><a href="/openapi.json">OpenAPI description</a> · <a href="/readyz">readiness</a> · <a href="/metrics">metrics</a></p>
</html>
`;
