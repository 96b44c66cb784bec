// Opens a page in a real Chromium, offline: narrow and wide, light and dark, unfolded, by keyboard and on paper.
// Prints as JSON what was looked at and what is wrong, and leaves screenshots.
//
//   node look.mjs MODULES CHROMIUM PAGE SCREENSHOTS
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath, file, screenshots] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = require("axe-core");

const WIDTHS = [360, 1440];
const SCHEMES = ["light", "dark"];

mkdirSync(screenshots, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const wrong = [];
const looked = { version: browser.version(), views: 0, links: 0, rules: 0, folded: 0, pages: 0 };

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const view = `${width} px, ${colorScheme}`;
    const complain = (what) => wrong.push(`${view}: ${what}`);
    const context = await browser.newContext({ colorScheme, offline: true, reducedMotion: "reduce", viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complain(`console: ${message.text()}`));
    page.on("pageerror", (error) => complain(`script: ${error}`));
    page.on("request", (request) => request.url().startsWith("file:") || complain(`asks for ${request.url()}`));
    await page.goto(pathToFileURL(file).href);
    await appearance(page, complain);
    await keyboard(page, complain);
    await links(page, complain);
    await photograph(page, `${width}-${colorScheme}`);
    await sorting(page, complain);
    await paper(page, complain, `${width}-${colorScheme}`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await appearance(page, complain);
    await accessibility(page, complain);
    looked.views += 1;
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify({ looked, wrong }, null, 2));

/** Nothing sticks out at the side, and no text is too small to be read. */
async function appearance(page, complain) {
  const found = await page.evaluate(() => {
    const sticksOut = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    const small = [...document.querySelectorAll("svg.tf text")].filter((text) => {
      const scale = text.getScreenCTM()?.a ?? 1;
      return text.checkVisibility() && parseFloat(getComputedStyle(text).fontSize) * scale < 8;
    });
    return { sticksOut, small: small.length };
  });
  if (found.sticksOut) complain("something sticks out at the side");
  if (found.small > 0) complain(`${found.small} texts in pictures are smaller than 8 px`);
}

/** The beginning, and each section: of environments the last one. */
async function photograph(page, name) {
  // Large pages are painted piece by piece.
  const painted = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 400))));
  await page.evaluate(() => scrollTo(0, 0));
  await painted();
  await page.screenshot({ path: join(screenshots, `${name}-top.png`) });
  const anchors = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href").slice(1));
    const last = ids.filter((id) => /^env\.[^.]+$/.test(id)).pop();
    return ids.filter((id) => !id.startsWith("env.") || id.startsWith(`${last}.`) || id === last);
  });
  for (const anchor of anchors) {
    await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), anchor);
    await painted();
    await page.screenshot({ path: join(screenshots, `${name}-${anchor}.png`) });
  }
}

/** Every link leads to a place on the page, and every place is there once. */
async function links(page, complain) {
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const known = new Set(ids);
    const hrefs = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    return {
      count: hrefs.length,
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      dead: hrefs.filter((href) => !href?.startsWith("#") || !known.has(decodeURIComponent(href.slice(1)))),
    };
  });
  looked.links = found.count;
  found.twice.forEach((id) => complain(`the id ${id} is there twice`));
  new Set(found.dead).forEach((href) => complain(`${href} leads nowhere`));
}

/** The first stop skips the contents; what a link leads to is unfolded. */
async function keyboard(page, complain) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => ({ href: document.activeElement.getAttribute("href"), left: document.activeElement.getBoundingClientRect().left }));
  if (first.href !== "#main" || first.left < 0) complain(`the first stop is ${JSON.stringify(first)}`);
  const folded = await page.evaluate(() => {
    const inside = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("details:not([open])");
    const link = [...document.querySelectorAll("main a")].find((link) => link.checkVisibility() && inside(link));
    link?.focus();
    return link?.hash;
  });
  if (!folded) return complain("no link leads to what is folded");
  await page.keyboard.press("Enter");
  const seen = await page.waitForFunction(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const place = target?.getBoundingClientRect();
    return place && target.checkVisibility() && place.height > 0 && place.top >= 0 && place.top < innerHeight;
  }, undefined, { timeout: 20_000 }).catch(() => null);
  if (seen) looked.folded += 1;
  else complain(`${folded} is not unfolded`);
}

/** A heading sorts by its column, up and down. */
async function sorting(page, complain) {
  const heading = page.locator("table.sortable thead th.number").first();
  if ((await heading.locator("button").count()) === 0) return complain("not sorted: a heading is no button");
  for (const [direction, sign] of [["ascending", 1], ["descending", -1]]) {
    await heading.locator("button").focus();
    await page.keyboard.press("Enter");
    const found = await heading.evaluate((th) => ({
      direction: th.getAttribute("aria-sort"),
      keys: [...th.closest("table").tBodies[0].rows].map((row) => Number(row.cells[th.cellIndex].dataset.key)),
    }));
    const sorted = found.keys.every((key, index) => index === 0 || (key - found.keys[index - 1]) * sign >= 0);
    if (found.direction !== direction || !sorted || found.keys.length < 2) complain(`not sorted: ${JSON.stringify(found)}`);
  }
}

/** Everything is on paper, and the contents, which lead nowhere there, are not. */
async function paper(page, complain, name) {
  const before = await page.evaluate(() => document.querySelectorAll("details[open]").length);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const found = await page.evaluate(() => ({
    folded: document.querySelectorAll("details:not([open])").length,
    contents: document.querySelector("nav").checkVisibility(),
    unseen: [...document.querySelectorAll("tbody th")].filter((heading) => !heading.checkVisibility()).length,
  }));
  if (found.folded || found.contents || found.unseen) complain(`on paper: ${JSON.stringify(found)}`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  const after = await page.evaluate(() => document.querySelectorAll("details[open]").length);
  if (before !== after) complain(`${after} are unfolded after printing, ${before} were before`);
  await page.emulateMedia({ media: null });
  if (!name.startsWith("1440-light")) return;
  const pdf = await page.pdf({ format: "A4", path: join(screenshots, "paper.pdf") });
  looked.pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

async function accessibility(page, complain) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  looked.rules = result.passes.length;
  for (const { id, help, nodes } of result.violations) {
    complain(`axe ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")} (${nodes.length})`);
  }
}
