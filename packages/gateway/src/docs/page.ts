/** Of the pages of the reference alone: Swagger UI writes style attributes, and has its icons in the page. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page of the reference, around what it shows. */
export const framed = (title: string, content: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/page.css" />
  </head>
  <body>
    <header>
      <a href="/">Ordermill</a>
      <nav>
        <a href="/docs">API</a> <a href="/docs/events">Events</a> <a href="/openapi.json">OpenAPI</a> <a href="/asyncapi.json">AsyncAPI</a>
      </nav>
    </header>
    ${content}
  </body>
</html>
`;

export const page = framed(
  'Ordermill API',
  `<main id="reference"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>`,
);

export const style = `body { margin: 0; }
header { display: flex; justify-content: space-between; padding: 0.75rem 1.25rem; background: #1f2937; font: 1rem sans-serif; }
header a { color: #fff; text-decoration: none; }
header nav a { margin-left: 1rem; }
header a:hover, header a:focus-visible { text-decoration: underline; }
.events { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; font: 1rem/1.5 sans-serif; color: #1f2937; }
.events ul { columns: 14rem; padding-left: 1.25rem; }
.events section { border-top: 1px solid #d1d5db; margin-top: 2rem; }
.events .wide { overflow-x: auto; }
.events table { border-collapse: collapse; width: 100%; }
.events th, .events td { text-align: left; font-weight: normal; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #e5e7eb; }
.events thead th { font-weight: 600; }
.events summary { cursor: pointer; margin: 0.75rem 0; }
.events pre { overflow-x: auto; padding: 1rem; background: #f3f4f6; }
@media (max-width: 40rem) { header { flex-direction: column; gap: 0.5rem; } header nav a:first-child { margin-left: 0; } }
`;

export const script = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  filter: true,
  persistAuthorization: false,
  syntaxHighlight: { activated: true },
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;
