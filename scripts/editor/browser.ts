import { randomBytes } from 'node:crypto';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

/** An open page that the editor is to be loaded into. */
export interface EditorPage {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the editor's `/mint-key` answers: without it another browser cannot read what this one stored. */
  readonly halfKey: Buffer;
}

/**
 * Starts a headless browser with an empty page of 1440 x 900. The half key that the editor encrypts its SecretStorage
 * with is answered here: without it everything stored is lost, silently, at a reload.
 * @throws Error when there is no browser to start.
 */
export async function openBrowser(onProgress: (message: string) => void): Promise<EditorPage> {
  const { env, ...program } = await ensureChromium(onProgress);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];
  const browser = await chromium.launch({ ...program, args, env: { ...process.env, ...env } });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const halfKey = randomBytes(32);
  await context.route('**/mint-key', (route) => route.fulfill({ status: 200, body: halfKey }));
  return { browser, context, page: await context.newPage(), halfKey };
}
