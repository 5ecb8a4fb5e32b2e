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

export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Ordermill API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/page.css" />
  </head>
  <body>
    <header>
      <a href="/">Ordermill</a>
      <nav><a href="/openapi.json">OpenAPI</a> <a href="/asyncapi.json">AsyncAPI</a></nav>
    </header>
    <main id="reference"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`;

export const style = `body { margin: 0; }
header { display: flex; justify-content: space-between; padding: 0.75rem 1.25rem; background: #1f2937; font: 1rem sans-serif; }
header a { color: #fff; text-decoration: none; }
header nav a { margin-left: 1rem; }
header a:hover, header a:focus-visible { text-decoration: underline; }
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
