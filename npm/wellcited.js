#!/usr/bin/env node
// Runs the program for this machine; native/ holds one for each that a release is built for.
"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const machine = `${process.platform}-${process.arch}`;
const program = join(__dirname, "native", machine, process.platform === "win32" ? "wellcited.exe" : "wellcited");

if (!existsSync(program)) {
  console.error(`wellcited: this package has no program for ${machine}\n  cargo install wellcited builds one`);
  process.exit(2);
}
const ran = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (ran.error) {
  console.error(`wellcited: ${ran.error.message}`);
  process.exit(2);
}
if (ran.signal) {
  process.kill(process.pid, ran.signal);
}
process.exit(ran.status ?? 2);
