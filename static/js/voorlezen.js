// Reads the page aloud, with a voice of the device itself. The button stays hidden where there is none for
// the language of the page. Sentence by sentence: long texts stall, and the pause after a stop is needed.
const PAUSE = 60;
const SKIPPED = "script, style, svg, button, nav, input, textarea, select, [hidden], [aria-hidden=true], [data-niet-voorlezen]";
const synth = window.speechSynthesis;
const language = document.documentElement.lang.split("-")[0];
let queue = [];

function findVoice() {
  const fitting = synth.getVoices().filter((voice) => voice.lang.replace("_", "-").split("-")[0] === language);
  return fitting.find((voice) => voice.localService) ?? fitting[0];
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function sentences(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.matches(SKIPPED)) return NodeFilter.FILTER_REJECT;
    return node.matches("h1, h2, h3, h4, p, li, dt, dd, label, legend") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!visible(node) || found.some((done) => done.node.contains(node))) continue;
    found.push({ node, text: node.innerText.trim().replace(/\s+/g, " ") });
  }
  return found.flatMap(({ text }) => text.match(/[^.!?؟]+[.!?؟]*/g) ?? []).map((s) => s.trim()).filter(Boolean);
}

function show(button, reading) {
  const words = button.querySelector("span");
  button.dataset.start ??= words.textContent;
  words.textContent = reading ? button.dataset.stop : button.dataset.start;
  button.setAttribute("aria-pressed", String(reading));
}

function next(button) {
  const text = queue.shift();
  if (!text) return show(button, false);
  const speech = new SpeechSynthesisUtterance(text);
  speech.voice = findVoice();
  speech.lang = speech.voice?.lang ?? language;
  speech.rate = 0.95;
  speech.onend = () => next(button);
  speech.onerror = () => stop(button);
  synth.speak(speech);
}

function stop(button) {
  queue = [];
  synth.cancel();
  show(button, false);
}

function toggle(button) {
  if (button.getAttribute("aria-pressed") === "true") return stop(button);
  synth.cancel();
  queue = sentences(document.querySelector(button.dataset.voorlezen));
  show(button, true);
  setTimeout(() => next(button), PAUSE);
}

function offer() {
  for (const button of document.querySelectorAll("[data-voorlezen][hidden]")) {
    if (!findVoice()) continue;
    button.hidden = false;
    button.addEventListener("click", () => toggle(button));
  }
}

if (synth) {
  offer();
  synth.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", () => synth.cancel());
}
