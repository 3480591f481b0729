// Reading answers by keyboard: J and K along the answers, the space bar ticks, L, B, V and X act on what is
// ticked, or on the answer one is at. Somebody may switch the keys off. Without JavaScript: the buttons.
const KEEP = "lezen-toetsen";
const help = document.querySelector("[data-toetsen]");
const form = document.getElementById("leesform");
const rows = [...document.querySelectorAll("[data-leesrij]")];
const boxes = () => [...form.querySelectorAll("input[name='kies']")];
let at = -1;

function stored() {
  try {
    return localStorage.getItem(KEEP) !== "uit";
  } catch {
    return true; // no storage in this browser: the keys work
  }
}

function go(step) {
  const inside = rows.indexOf(document.activeElement?.closest?.("[data-leesrij]"));
  at = Math.min(Math.max((inside < 0 ? at : inside) + step, 0), rows.length - 1);
  rows[at]?.focus();
}

function tickHere() {
  const box = rows[at]?.querySelector("input[name='kies']");
  if (box && !boxes().some((each) => each.checked)) box.checked = true;
  return boxes().some((each) => each.checked);
}

function press(key) {
  if (tickHere()) form.querySelector(`[data-toets='${key}']`)?.click();
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  l: () => tickHere() && document.getElementById("label")?.focus(),
  b: () => tickHere() && document.getElementById("titel")?.focus(),
  v: () => press("v"),
  x: () => press("x"),
  "?": () => {
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  },
};

function isTyping(target) {
  return Boolean(target.closest?.("input:not([type='checkbox']), textarea, select, [contenteditable]"));
}

if (help && form) {
  const wanted = help.querySelector("[data-toetsen-aan]");
  help.hidden = false;
  wanted.checked = stored();
  wanted.addEventListener("change", () => {
    try {
      localStorage.setItem(KEEP, wanted.checked ? "aan" : "uit");
    } catch {
      // it counts until the page goes
    }
  });
  document.addEventListener("focusin", (event) => {
    const row = rows.indexOf(event.target.closest?.("[data-leesrij]"));
    if (row >= 0) at = row;
  });
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === " " && event.target === rows[at]) {
      event.preventDefault();
      rows[at].querySelector("input[name='kies']")?.click();
      return;
    }
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
