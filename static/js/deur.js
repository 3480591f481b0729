// At a door without a signal: what was answered stays on this device until it was sent, and goes then.
// Each filled-in list has a number of its own, so that the server keeps it once however often it is sent.
// Without JavaScript the form is sent in the ordinary way.

const KEY = "wijkagenda-deuren";
const WAIT = 30_000;
const PATIENCE = 15_000;
const bar = document.getElementById("wachtrij");
const form = document.querySelector("form[data-deurform]");
let flushing = false;
let sending = false;
let reason = "";

function read() {
  try {
    const rows = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(rows) ? rows : [];
  } catch {
    return [];
  }
}

function write(rows) {
  if (rows.length) localStorage.setItem(KEY, JSON.stringify(rows));
  else localStorage.removeItem(KEY);
}

function drop(id) {
  write(read().filter((row) => row.id !== id));
}

// Out: false when the device keeps nothing (full, or not allowed).
function keep(row) {
  try {
    write([...read().filter((each) => each.id !== row.id), row]);
    return true;
  } catch {
    return false;
  }
}

function say(text) {
  bar.hidden = false;
  bar.querySelector("[data-stand]").textContent = text;
}

function show(after = "") {
  const rows = read();
  bar.hidden = !rows.length && !after;
  bar.querySelector("[data-knoppen]").hidden = !rows.length;
  bar.querySelector("[data-wisdeel]").hidden = !rows.length;
  bar.querySelector("[data-kijkna]").hidden = !rows.some((row) => row.fout);
  const why = bar.querySelector("[data-waarom]");
  why.textContent = rows.length ? reason : "";
  why.hidden = !why.textContent;
  if (rows.length) say(rows.length === 1 ? bar.dataset.een : bar.dataset.meer.replace("#", rows.length));
  else if (after) say(after);
}

function ask(address, options) {
  return fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout?.(PATIENCE), ...options });
}

async function freshToken() {
  const answer = await ask(bar.dataset.token, { cache: "no-store" });
  return (await answer.json()).token;
}

// Out: the answer of the server. Throws when it cannot be reached, or cannot answer now.
async function post(row) {
  const body = new URLSearchParams(row.velden.filter(([name]) => name !== "csrfmiddlewaretoken"));
  body.set("csrfmiddlewaretoken", await freshToken());
  const answer = await ask(row.adres, { method: "POST", body });
  if (answer.status >= 500) throw new Error(`answer ${answer.status}`);
  return answer;
}

function isKept(answer) {
  return answer.ok && answer.redirected && new URL(answer.url).searchParams.has("net");
}

async function flush() {
  const waiting = read().filter((row) => !row.fout);
  if (flushing || !waiting.length) return;
  flushing = true;
  reason = "";
  try {
    for (const row of waiting) {
      const answer = await post(row);
      if (isKept(answer)) drop(row.id);
      else if (answer.status === 422 || answer.status === 409) {
        keep({ ...row, fout: true });
        reason = bar.dataset.nakijken;
      } else {
        reason = answer.status === 403 ? bar.dataset.inloggen : "";
        break;
      }
    }
  } catch {
    // Still no signal: all of it stays.
  } finally {
    flushing = false;
  }
  show(bar.dataset.verstuurd);
}

// As if it had been sent from the page itself: the server shows what is wrong, with everything filled in.
async function review() {
  const row = read().find((each) => each.fout);
  if (!row) return;
  const again = document.createElement("form");
  again.method = "post";
  again.action = row.adres;
  const values = row.velden.filter(([name]) => name !== "csrfmiddlewaretoken");
  try {
    values.push(["csrfmiddlewaretoken", await freshToken()]);
  } catch {
    return show();
  }
  for (const [name, value] of values) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// An empty page for the next door. What the server filled in after an error would stay with reset().
function empty() {
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else field.value = "";
  }
  form.elements["deur-verzend_id"].value = newId();
  for (const each of document.querySelectorAll("[data-bewaard]")) each.hidden = true;
  document.getElementById("boven").scrollIntoView();
}

async function submit(event) {
  event.preventDefault();
  if (sending) return;
  const { submitter } = event;
  const velden = [...new FormData(form)];
  if (submitter?.name) velden.push([submitter.name, submitter.value]);
  const row = { id: form.elements["deur-verzend_id"].value, adres: form.action, velden };
  const buttons = form.querySelectorAll("button");
  sending = true;
  for (const button of buttons) button.disabled = true;
  try {
    const answer = await post(row);
    if (isKept(answer)) {
      drop(row.id);
      location.assign(answer.url);
      return;
    }
    // Something is wrong with it: the ordinary way shows what.
    const toch = document.createElement("input");
    Object.assign(toch, { type: "hidden", name: submitter?.name || "knop", value: submitter?.value ?? "" });
    form.append(toch);
    form.submit();
  } catch {
    if (keep(row)) {
      empty();
      show();
    } else {
      say(bar.dataset.vol);
    }
  } finally {
    sending = false;
    for (const button of buttons) button.disabled = false;
  }
}

if (bar) {
  const kept = document.querySelector("[data-bewaard]");
  if (kept) drop(kept.dataset.bewaard);
  bar.querySelector("[data-verstuur]").addEventListener("click", flush);
  bar.querySelector("[data-kijkna]").addEventListener("click", review);
  bar.querySelector("[data-wis]").addEventListener("click", () => {
    write([]);
    show(bar.dataset.gewist);
  });
  form?.addEventListener("submit", submit);
  // A tap does not wait on the device: it is said at once that it did not count.
  document.addEventListener("htmx:sendError", () => {
    reason = bar.dataset.geentik;
    show(reason);
  });
  document.addEventListener("htmx:afterSwap", () => {
    reason = "";
    show();
  });
  window.addEventListener("online", flush);
  setInterval(() => !document.hidden && flush(), WAIT);
  show();
  flush();
}
