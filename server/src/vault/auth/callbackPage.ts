import type { ServerResponse } from 'node:http';

/** What the browser shows in the end. All of it is constant: nothing of a request gets into a page. */
const pages = {
  done: [200, 'You can close this page', 'Return to the editor or terminal: it tells how the sign-in ended.'],
  foreign: [
    400,
    'This is no part of a sign-in',
    'Nothing was done. Begin the sign-in again if it was yours.',
  ],
} as const;

/** Answers a request of a browser with one of the pages and ends the connection. */
export function showPage(response: ServerResponse, page: keyof typeof pages): void {
  const [status, title, text] = pages[page];
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    // The address holds a code: the page takes it nowhere.
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Vault Refs</title><h1>${title}</h1><p>${text}</p></html>`,
  );
}
