(() => {
  "use strict";
  const make = (tag, text, act) => {
    const it = document.createElement(tag);
    it.textContent = text;
    if (act) { it.type = "button"; it.addEventListener("click", act); }
    return it;
  };
  const lists = [...document.querySelectorAll(".paged")].map((box) => {
    const first = document.createElement("template");
    first.content.append(box.querySelector(".leaf").cloneNode(true));
    const leaves = [first, ...box.querySelectorAll("template")];
    return { box, leaves, at: 0, bars: [] };
  });
  const show = (list, at) => {
    if (at < 0 || at >= list.leaves.length) return;
    list.at = at;
    list.box.querySelectorAll(".leaf").forEach((leaf) => leaf.remove());
    list.bars[0].after(list.leaves[at].content.cloneNode(true));
    label(list);
  };
  const label = (list) => list.bars.forEach((bar) => {
    bar.querySelector("output").textContent = `page ${list.at + 1} of ${list.leaves.length}`;
    const [back, on] = bar.querySelectorAll("button");
    back.disabled = list.at === 0;
    on.disabled = list.at === list.leaves.length - 1;
  });
  for (const list of lists) {
    if (list.leaves.length < 2) continue;
    list.bars = [0, 1].map((end) => {
      const bar = make("nav", "");
      bar.className = "pager";
      bar.setAttribute("aria-label", `Pages of ${list.box.dataset.name}${end ? ", below" : ""}`);
      const turn = (by) => () => { show(list, list.at + by); if (end) list.bars[0].scrollIntoView(); };
      bar.append(make("button", "← Previous", turn(-1)), make("output", ""), make("button", "Next →", turn(1)));
      if (!end) bar.append(make("small", "The browser’s search finds what is on this page of the list, and nothing of the others."));
      return bar;
    });
    list.box.prepend(list.bars[0]);
    list.box.append(list.bars[1]);
    label(list);
  }
  const find = (id) => {
    if (!id) return null;
    if (!document.getElementById(id)) {
      for (const list of lists) {
        const at = list.leaves.findIndex((leaf) => leaf.content.getElementById(id));
        if (at >= 0) { show(list, at); break; }
      }
    }
    return document.getElementById(id);
  };
  const go = (id) => {
    const it = find(id);
    if (!it) return false;
    for (let up = it; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const folded = it.querySelector(":scope > details:first-child");
    if (folded) folded.open = true;
    const seen = it.classList.contains("at") ? it.parentElement : it;
    seen.setAttribute("tabindex", "-1");
    seen.scrollIntoView({ block: it === seen ? "start" : "center" });
    seen.focus({ preventScroll: true });
    return true;
  };
  const named = () => decodeURIComponent(location.hash.slice(1));
  addEventListener("hashchange", () => go(named()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-else]");
    if (!link) return;
    event.preventDefault();
    const id = decodeURIComponent(link.hash.slice(1));
    history.pushState(null, "", "#" + (find(id) ? id : link.dataset.else));
    go(named());
  });
  addEventListener("popstate", () => go(named()));
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  if (location.hash) go(named());
})();
