// Opens the reports in Chromium and uses them like a reader: with the mouse, with keys, narrow, dark, on paper.
// Usage: node html-report.mjs FOLDER. Every step is bounded in time; a page may ask nobody for anything.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const require = createRequire(`${folder}/node_modules/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const failures = [];

/** Opens a report and fails if it asks for anything, says anything on the console, or runs anything of an article. */
async function visit(name, options, steps) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const url = pathToFileURL(`${folder}/${name}.html`).href;
  const said = [];
  page.on("console", (message) => said.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("request", (request) => request.url().split("#")[0] !== url && said.push(`request: ${request.url()}`));
  page.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("popup", (popup) => said.push(`popup: ${popup.url()}`));
  const started = Date.now();
  try {
    await page.goto(url);
    await steps(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.owned), undefined, "something ran");
    assert.deepEqual(said, []);
    console.log(`ok    ${name} ${JSON.stringify(options)} (${Date.now() - started} ms)`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL  ${name} ${JSON.stringify(options)}: ${error.message}\n${said.slice(0, 5).join("\n")}`);
  }
  await context.close();
}

/** axe-core brings its own script, which the policy of the page would not let in; the page itself is not changed. */
async function accessible(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const shown = violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
  assert.deepEqual(shown, []);
}

const count = (page, selector) => page.locator(selector).count();
const visible = (page) => page.evaluate(() => [...document.querySelectorAll(".remark")].filter((r) => !r.classList.contains("off")).length);

async function reads(page) {
  // A click on a citation shows its source, and leads from there to the list and back.
  const cite = page.locator(".cite.joined").first();
  const id = await cite.getAttribute("data-s");
  await cite.click();
  const card = page.locator("#card");
  await card.waitFor({ state: "visible" });
  const source = await page.locator(`.source[data-s="${id}"] .said`).first().innerText();
  assert.ok((await card.innerText()).includes(source.trim()), "the card shows the source");
  await card.locator("a.go").click();
  await card.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => location.hash), `#a1-s${id}`);
  await page.locator(`.source[data-s="${id}"] .back a`).first().click();
  assert.match(await page.evaluate(() => location.hash), /^#a1-c\d+$/);
  // The same by keys and without a click.
  await cite.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await card.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  await cite.hover();
  await card.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  // A citation without a source says so.
  const lost = page.locator(".cite.missing").first();
  await lost.click();
  assert.match(await card.innerText(), /has no source/);
  await page.keyboard.press("Escape");
}

async function filters(page) {
  const all = await visible(page);
  assert.ok(all > 2);
  const errors = await count(page, ".remark.error");
  await page.locator("button.level.error").click();
  assert.equal(await visible(page), all - errors);
  assert.equal(await page.locator(".remark.error").first().isVisible(), false);
  await page.locator("button.level.error").click();
  const rule = await page.locator(".remark").first().getAttribute("data-rule");
  await page.locator("#by-rule").selectOption(rule);
  assert.equal(await visible(page), await count(page, `.remark[data-rule="${rule}"]`));
  await page.locator("#by-rule").selectOption("");
  assert.equal(await visible(page), all);
}

async function steps(page) {
  const all = await visible(page);
  await page.locator("#by-rule").blur();
  await page.keyboard.press("n");
  assert.equal(await page.locator("#position").innerText(), `1 of ${all}`);
  assert.equal(await count(page, ".remark.now"), 1);
  assert.ok(await page.locator(".remark.now").isVisible());
  await page.keyboard.press("p");
  assert.equal(await page.locator("#position").innerText(), `${all} of ${all}`);
  await page.locator("#next").click();
  assert.equal(await page.locator("#position").innerText(), `1 of ${all}`);
  await page.locator("#keys").uncheck();
  await page.keyboard.press("n");
  assert.equal(await page.locator("#position").innerText(), `1 of ${all}`);
  await page.locator("#keys").check();
}

await visit("one", {}, async (page) => { await reads(page); await filters(page); await steps(page); });
await visit("one", {}, accessible);
await visit("one", { colorScheme: "dark" }, accessible);
await visit("one", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide} wide`);
  // The note stands below its sentence, not beside it.
  const note = await page.locator(".part .remark").first().boundingBox();
  assert.ok(note.x < 40 && note.width > 300, JSON.stringify(note));
  await page.locator(".cite.joined").first().tap();
  await page.locator("#card").waitFor({ state: "visible" });
  const card = await page.locator("#card").boundingBox();
  assert.ok(card.x >= 0 && card.x + card.width <= 390, JSON.stringify(card));
  await accessible(page);
});
await visit("one", { viewport: { width: 1280, height: 900 } }, async (page) => {
  const [mark, note] = [await page.locator("mark.spot, mark.gone").first().boundingBox(), await page.locator(".part .remark").first().boundingBox()];
  assert.ok(note.x > mark.x && Math.abs(note.y - mark.y) < 120, `${JSON.stringify(mark)} ${JSON.stringify(note)}`);
});
await visit("one", { reducedMotion: "reduce" }, async (page) => {
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
});
await visit("one", {}, async (page) => {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.ok(await page.locator(".remark").first().isVisible());
  assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
});
await visit("one", { javaScriptEnabled: false }, async (page) => {
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.ok(await page.locator(".remark").first().isVisible());
});
await visit("clean", {}, accessible);
await visit("batch", {}, async (page) => {
  assert.equal(await count(page, "details.article[open]"), 0);
  await page.keyboard.press("n");
  assert.equal(await count(page, "details.article[open]"), 1);
  await filters(page);
  const name = (await page.locator("details.article h2").nth(3).innerText()).trim();
  await page.locator("#by-name").fill(name);
  const left = await page.locator("details.article:visible h2").allInnerTexts();
  assert.ok(left.length > 0 && left.every((title) => title.toLowerCase().includes(name.toLowerCase())), left.join());
});
await visit("batch", {}, accessible);
await visit("hostile", {}, async (page) => {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  for (const cite of (await page.locator(".cite").all()).slice(0, 20)) { await cite.click(); await page.keyboard.press("Escape"); }
  assert.equal(await count(page, "script"), 1);
  await accessible(page);
});
await visit("large", {}, async (page) => {
  await page.locator(".cite.joined").first().click();
  await page.locator("#card").waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  assert.match(await page.locator("#position").innerText(), /^1 of \d+$/);
  assert.equal(await count(page, "script"), 1);
});
await visit("many", {}, async (page) => {
  assert.equal(await count(page, "details.article"), 1000);
  const took = await page.evaluate(() => {
    const started = performance.now();
    document.querySelector("button.level.warning").click();
    document.body.getBoundingClientRect();
    return performance.now() - started;
  });
  console.log(`      a filter over 1,000 articles: ${Math.round(took)} ms`);
  await page.locator("button.level.warning").click();
  await page.keyboard.press("p");
  assert.ok(await page.locator(".remark.now").isVisible());
});
if (existsSync(`${folder}/corpus.html`)) {
  await visit("corpus", {}, async (page) => { await page.keyboard.press("n"); await page.keyboard.press("n"); });
}
await browser.close();
if (failures.length) {
  console.log(`${failures.length} failed`);
  process.exit(1);
}
