import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../src/explorer/questions.js';
import { startProduct, type Product } from './product.js';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The editors lint this long after the last change. */
const LINT_DELAY_MS = 900;

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct();
  browser = await chromium.launch({
    executablePath: process.env['PERMGRAPH_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A page, and what it did that it should not. */
interface Watched {
  readonly page: Page;
  readonly outside: string[];
  readonly complaints: string[];
}

async function open(url: string): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) outside.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(
    "document.addEventListener('securitypolicyviolation', (event) => console.error('policy violation: ' + event.violatedDirective + ' ' + event.blockedURI))",
  );
  await page.goto(`${url}/graphql`);
  return { page, outside, complaints };
}

async function answered(page: Page): Promise<void> {
  await page.locator('#status', { hasText: / ms/u }).waitFor({ timeout: 30_000 });
}

describe('the playground', () => {
  it('runs every ready question on what is loaded, and asks nobody else', async () => {
    const { page, outside, complaints } = await open(product.url);
    await answered(page);
    expect(await page.locator('.question').count()).toBe(QUESTIONS.length);
    const folder = process.env['PERMGRAPH_SCREENSHOT'];
    for (const [index, question] of QUESTIONS.entries()) {
      await page.evaluate("document.querySelector('#status').textContent = ''");
      await page.locator('.question').nth(index).click();
      await answered(page);
      expect(await page.locator('.problem').allTextContents(), question.title).toEqual([]);
      expect(await page.locator('.json').count(), question.title).toBe(1);
      await page.waitForTimeout(LINT_DELAY_MS);
      expect(await page.locator('.cm-lintRange-error, .cm-lintPoint-error').count(), question.title).toBe(0);
      if (folder !== undefined) await page.screenshot({ path: `${folder}/question-${index + 1}.png` });
    }
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is worked by the keyboard', async () => {
    const { page, complaints } = await open(product.url);
    await answered(page);
    await page.keyboard.press('Alt+9');
    await page.locator('#result', { hasText: 'collectedAt' }).waitFor();
    await page.locator('#query .cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ gener');
    await page.waitForSelector('.cm-tooltip-autocomplete');
    expect(await page.locator('.cm-tooltip-autocomplete').textContent()).toContain('generation');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ __typename ');
    await page.keyboard.press('Control+Enter');
    await page.locator('#result', { hasText: 'Query' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says what is wrong with an operation', async () => {
    const { page } = await open(product.url);
    await answered(page);
    await page.locator('#query .cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ nothingOfThatName ');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.problem');
    expect(await page.locator('.problem').first().textContent()).toContain('BAD_USER_INPUT');
    await page.locator('#variables .cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('nonsense');
    await page.keyboard.press('Control+Enter');
    await page.locator('#result', { hasText: 'not JSON' }).waitFor();
    await page.close();
  });

  it('shows the schema with its descriptions', async () => {
    const { page } = await open(product.url);
    await answered(page);
    await page.locator('#tab-schema').click();
    await page.locator('#schema input').fill('whocanassume');
    await page.locator('#schema summary:visible').first().click();
    await page.locator('#schema', { hasText: 'Who can enter this role directly.' }).waitFor();
    await page.close();
  });
});

describe('with a token', () => {
  it('asks for it, keeps it in the tab and works with it', async () => {
    const guarded = await startProduct({ PERMGRAPH_TOKEN: 'a-token-of-the-tests' });
    try {
      const { page, outside } = await open(guarded.url);
      await page.waitForSelector('#token:visible');
      await page.locator('#result', { hasText: 'bearer token' }).waitFor();
      await page.locator('#token').fill('a-token-of-the-tests');
      await page.locator('#token').press('Enter');
      await answered(page);
      expect(await page.locator('.problem').count()).toBe(0);
      expect(outside).toEqual([]);
      await page.close();
    } finally {
      await guarded.stop();
    }
  });
});
