import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { inRoot } from '../support/paths.ts';

test('the book on one page is one page of A4 when printed', async () => {
  const site = inRoot('site', 'summary-page.html');
  if (!existsSync(site)) throw new Error('site/ is not there: `npm start` builds the book');
  const { browser, close } = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(site).href);
    const pdf = Buffer.from(await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1);
  } finally {
    await close();
  }
});
