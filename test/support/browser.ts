import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const requireHere = createRequire(import.meta.url);

const installed = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No sandbox: tests open pages of this checkout only, and often run as root. Nothing may call home. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** An installed Chrome or Chromium, else the one inside the package @sparticuz/chromium (Linux x64). */
async function executable(): Promise<string> {
  const found = installed.find((path) => path && existsSync(path));
  if (found) return found;
  // The package brings libnss3 along where it believes to run on the system that it is made for.
  if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')) process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const chromium = requireHere('@sparticuz/chromium') as typeof import('@sparticuz/chromium').default;
  return chromium.executablePath();
}

/** A headless browser with a profile of its own; `close` removes both. */
export async function openBrowser(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'lab-browser-'));
  const browser = await puppeteer.launch({
    executablePath: await executable(),
    args: quiet,
    headless: true,
    userDataDir: profile,
  });
  const close = async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

const firefoxes = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** An installed Firefox, or undefined. */
export const firefox = firefoxes.find((path) => path && existsSync(path));

/** A headless Firefox. */
export async function openFirefox(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox as string, headless: true });
  return { browser, close: () => browser.close() };
}

/** What a page did that it should not: errors on its console, and requests that leave the machine. */
export function watch(page: Page): { errors: string[]; outside: string[] } {
  const seen = { errors: [] as string[], outside: [] as string[] };
  page.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    seen.errors.push(String(error));
  });
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) seen.outside.push(request.url());
  });
  return seen;
}
