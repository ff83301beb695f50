#!/usr/bin/env bash
# The report for the browser, judged by tools that nobody here wrote: the validator of the W3C, axe-core, and Chromium.
# Usage: html-report.sh WELLCITED. What it needs it installs by name, into target/outside.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$(realpath "${1:-target/debug/wellcited}")
work=$PWD/target/outside/html-report
mkdir -p "$work"

need() { command -v "$1" >/dev/null || missing+=("$2"); }
missing=()
need chromium chromium
need java default-jre-headless
need node nodejs
need npm npm
if ((${#missing[@]})); then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
fi
if [[ ! -d $work/node_modules/vnu-jar || ! -d $work/node_modules/playwright-core || ! -d $work/node_modules/axe-core ]]; then
    npm install --prefix "$work" --no-audit --no-fund --ignore-scripts --silent playwright-core axe-core vnu-jar
fi

write() { # NAME ARTICLES…
    local name=$1 code=0
    shift
    rm -f "$work/$name.html"
    "$bin" check --isolated --today 2026-01-31 --format json --report "html=$work/$name.html" "$@" >/dev/null || code=$?
    # One of the hostile files cannot be read, and the report says so.
    ((code < 2)) || [[ $name == hostile && -s $work/hostile.html ]] || { echo "wellcited ended with $code on $*"; exit 1; }
}

python3 tests/outside/html-report-articles.py "$work"
write one fixtures/articles/kelp-report.html
write clean fixtures/articles/night-trains.html
write batch fixtures/articles/* fixtures/forms/*
write hostile "$work"/hostile/*
write large "$work/long/river.html"
write many "$work/many"
if [[ -d ../shared/corpora ]]; then
    write corpus ../shared/corpora/{llm-report-md,news-blog-html,html-footnote-fixtures,rfc-text}
fi

echo "-- validator"
vnu=("$work/node_modules/vnu-jar/build/dist/vnu.jar")
# It must be alive: a page with a defect is an error.
printf '<!DOCTYPE html><html lang="en"><title>x</title><p id=a><p id=a>' >"$work/bad.html"
if java -jar "${vnu[@]}" --errors-only "$work/bad.html" 2>/dev/null; then echo "the validator sees nothing"; exit 1; fi
rm "$work/bad.html"
java -Xss16m -jar "${vnu[@]}" --errors-only "$work"/{one,clean,batch,hostile}.html
[[ ! -f $work/corpus.html ]] || java -Xss16m -jar "${vnu[@]}" --errors-only "$work/corpus.html"

echo "-- browser"
NODE_PATH="$work/node_modules" timeout 600 node tests/outside/html-report.mjs "$work"
