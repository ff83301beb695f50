// Takes each command apart and lets the library of GitHub Actions write it again: both must be the same to the byte.
import { readFileSync } from "node:fs";

const [library, report] = process.argv.slice(2);
const core = await import(library);
const unescaped = (text) =>
  text.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
const write = { error: core.error, warning: core.warning, notice: core.notice };

function written(call) {
  const original = process.stdout.write;
  let text = "";
  process.stdout.write = (chunk) => ((text += chunk), true);
  try {
    call();
  } finally {
    process.stdout.write = original;
  }
  return text;
}

function properties(text) {
  const given = Object.fromEntries(text.split(",").map((pair) => pair.split(/=(.*)/s, 2)));
  const number = (name) => (name in given ? Number(given[name]) : undefined);
  const file = given.file === undefined ? undefined : unescaped(given.file);
  return {
    title: unescaped(given.title), file, startLine: number("line"), endLine: number("endLine"),
    startColumn: number("col"), endColumn: number("endColumn"),
  };
}

const lines = readFileSync(report, "utf8").split("\n").filter((line) => /^::(error|warning|notice) /.test(line));
for (const line of lines) {
  const [, kind, given, data] = line.match(/^::(\w+) (.*?)::(.*)$/s);
  // The escapes of data are fewer: what a property would escape stands as it is.
  const message = data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const theirs = written(() => write[kind](message, properties(given)));
  if (theirs !== line + "\n") throw new Error(`ours:   ${line}\ntheirs: ${theirs}`);
}
if (!lines.some((line) => line.includes("%2C")) || !lines.some((line) => line.includes("%25"))) {
  throw new Error("no line holds anything that must be escaped");
}
console.log(`${lines.length} commands are the same`);
