// The page reads, folds and links without this. The script adds cards for sources, filters and keys. It sets no text
// that it has not taken from the page, and asks nobody for anything.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const tools = one("tools");
  const card = one("card");
  const remarks = all(".remark");
  const articles = all(".article");
  const home = new Map();
  const marks = new Map();
  for (const article of articles) {
    for (const remark of all(".remark", article)) home.set(remark, article);
    for (const mark of all("mark[data-f]", article)) {
      for (const f of mark.dataset.f.split(" ")) {
        const name = `${article.id}-f${f}`;
        if (!marks.has(name)) marks.set(name, []);
        marks.get(name).push(mark);
      }
    }
  }
  const marksOf = (remark) => marks.get(remark.id) || [];
  const open = (element) => {
    for (let folded = element.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  };

  // Filters: what is left is counted, what is out loses its mark.
  const off = new Set();
  let shown = remarks;
  let at = -1;
  const apply = () => {
    const rule = one("by-rule").value;
    const name = (one("by-name")?.value || "").trim().toLowerCase();
    const clean = one("clean")?.checked ?? true;
    const left = new Map();
    const is_left = (element) => !off.has(element.dataset.level) && (!rule || element.dataset.rule === rule);
    for (const remark of remarks) {
      const stays = is_left(remark);
      remark.classList.toggle("off", !stays);
      if (stays) left.set(home.get(remark), (left.get(home.get(remark)) || 0) + 1);
    }
    for (const article of articles) {
      const named = !name || (article.dataset.name || "").includes(name);
      const holds = left.has(article) || (!rule && clean && !article.querySelector(".remark"));
      if (articles.length > 1) article.hidden = !(named && holds);
      for (const mark of all("mark[data-f]", article)) {
        const live = mark.dataset.f.split(" ").some((f) => !one(`${article.id}-f${f}`)?.classList.contains("off"));
        mark.classList.toggle("off", !live);
      }
    }
    for (const group of all(".found > li")) group.hidden = !is_left(group);
    shown = remarks.filter((remark) => !remark.classList.contains("off") && !home.get(remark)?.hidden);
    at = -1;
    say();
  };
  const say = () => {
    const n = shown.length;
    one("position").textContent = at < 0 ? String(n) : `${at + 1} of ${n}`;
  };

  // From finding to finding.
  const light = (remark) => {
    for (const lit of all(".now")) lit.classList.remove("now");
    if (!remark) return;
    remark.classList.add("now");
    for (const mark of marksOf(remark)) mark.classList.add("now");
  };
  const go = (remark) => {
    if (!remark) return;
    open(remark);
    light(remark);
    at = shown.indexOf(remark);
    say();
    remark.focus({ preventScroll: true });
    (marksOf(remark)[0] || remark).scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    if (!shown.length) return;
    go(shown[at < 0 && by < 0 ? shown.length - 1 : (at + by + shown.length) % shown.length]);
  };

  // The card: the sources of a citation as they stand in the list, or what is said about it where it has none.
  let opener = null;
  let pinned = false;
  const bare = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("lit");
    for (const inner of all("[id]", copy)) inner.removeAttribute("id");
    copy.classList.remove("now", "again");
    for (const inner of all(".remark", copy)) inner.remove();
    return copy;
  };
  const hide = (refocus) => {
    if (card.hidden) return;
    card.hidden = true;
    card.querySelector(".body").replaceChildren();
    pinned = false;
    for (const lit of all(".lit")) lit.classList.remove("lit");
    opener?.removeAttribute("aria-describedby");
    if (refocus) opener?.focus();
    opener = null;
  };
  const show = (cite) => {
    if (opener === cite && !card.hidden) return;
    hide(false);
    const article = cite.closest(".article");
    const body = card.querySelector(".body");
    body.replaceChildren();
    for (const id of (cite.dataset.s || "").split(" ").filter(Boolean)) {
      const pieces = all(`.source[data-s="${id}"]`, article);
      for (const piece of pieces) {
        piece.classList.add("lit");
        body.append(bare(piece));
      }
      if (pieces.length) {
        const link = document.createElement("a");
        link.className = "go";
        link.href = `#${article.id}-s${id}`;
        link.textContent = "show it in the list";
        body.append(link);
      }
    }
    const about = marksAround(cite);
    if (cite.classList.contains("missing") && about) body.append(bare(about));
    else if (cite.dataset.missing) {
      const line = document.createElement("p");
      const lost = cite.classList.contains("missing");
      line.textContent = `${cite.dataset.missing}: ${lost ? "no source in the list" : "its source is not in this file"}.`;
      body.append(line);
    }
    card.classList.toggle("missing", cite.classList.contains("missing"));
    card.hidden = false;
    cite.setAttribute("aria-describedby", "card");
    opener = cite;
    const box = cite.getBoundingClientRect();
    // Beside a margin the card stays in the column of the text, so that it covers no note.
    const column = (cite.closest("p, td, li, h3, h4, h5, h6") || body).getBoundingClientRect();
    const edge = document.documentElement.clientWidth - 8;
    const right = column.right > card.offsetWidth + 16 ? Math.min(edge, column.right) : edge;
    const left = Math.max(8, Math.min(box.left, right - card.offsetWidth));
    const below = box.bottom + 8 + card.offsetHeight < innerHeight || box.top < card.offsetHeight + 16;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${scrollY + (below ? box.bottom + 8 : box.top - card.offsetHeight - 8)}px`;
  };

  let timer = 0;
  const soon = (what, delay) => {
    clearTimeout(timer);
    timer = setTimeout(what, delay);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || pinned) return;
    const cite = event.target.closest?.(".cite");
    if (cite) soon(() => show(cite), 120);
    else if (event.target.closest?.("#card")) clearTimeout(timer);
    else if (!card.hidden) soon(() => hide(false), 250);
  });
  document.addEventListener("focusin", (event) => {
    const cite = event.target.closest?.(".cite");
    if (cite?.matches(":focus-visible")) show(cite);
    else if (!pinned && !event.target.closest?.("#card")) hide(false);
  });
  document.addEventListener("click", (event) => {
    const cite = event.target.closest(".cite");
    if (cite && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      clearTimeout(timer);
      show(cite);
      pinned = true;
      const about = marksAround(cite);
      if (about) light(about);
      return;
    }
    if (event.target.closest("#card .close")) return hide(true);
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const target = one(decodeURIComponent(link.hash.slice(1)));
      if (target) open(target);
      if (target?.matches("details")) target.open = true;
      if (event.target.closest("#card")) hide(false);
      if (target?.matches(".remark")) {
        event.preventDefault();
        history.replaceState(null, "", link.hash);
        go(target);
      }
      return;
    }
    if (!event.target.closest("#card")) hide(false);
    const mark = event.target.closest("mark[data-f]");
    const remark = event.target.closest(".remark") || (mark && remarkOf(mark));
    if (remark) {
      light(remark);
      at = shown.indexOf(remark);
      say();
    }
  });
  const remarkOf = (mark) => one(`${mark.closest(".article").id}-f${mark.dataset.f.split(" ")[0]}`);
  const marksAround = (cite) => {
    const mark = cite.querySelector("mark[data-f]") || cite.closest("mark[data-f]");
    return mark && remarkOf(mark);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide(true);
    const typing = event.target.closest?.("input:not([type='checkbox']), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !tools || !one("keys").checked) return;
    if (event.key === "n" || event.key === "j") step(1);
    if (event.key === "p" || event.key === "k") step(-1);
  });
  // Notes and their places answer to each other.
  document.addEventListener("pointerover", (event) => {
    const remark = event.target.closest?.(".remark");
    if (remark) light(remark);
  });

  if (tools) {
    tools.hidden = false;
    for (const button of all("button.level", tools)) {
      button.addEventListener("click", () => {
        const level = button.dataset.level;
        const stays = !off.delete(level);
        if (stays) off.add(level);
        button.setAttribute("aria-pressed", String(!stays));
        apply();
      });
    }
    for (const id of ["by-rule", "by-name", "clean"]) one(id)?.addEventListener("input", apply);
    one("next").addEventListener("click", () => step(1));
    one("previous").addEventListener("click", () => step(-1));
    say();
  }
  // A few articles are printed whole; many as they are folded.
  addEventListener("beforeprint", () => {
    if (articles.length <= 20) for (const article of articles) if (article.tagName === "DETAILS") article.open = true;
  });
  const named = one(decodeURIComponent(location.hash.slice(1)));
  if (named) {
    open(named);
    named.scrollIntoView();
  }
})();
