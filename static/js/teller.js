// Says how many letters are left, after a pause in typing: a screen reader would talk through each key else.
const PAUSE = 600;

function watch(note) {
  const field = document.getElementById(note.dataset.teller);
  if (!field) return;
  const most = Number(note.dataset.hoogstens);
  const count = () => {
    const left = most - field.value.length;
    note.textContent = (left < 0 ? note.dataset.teVeel : note.dataset.nog).replace("#", Math.abs(left));
  };
  let timer;
  note.setAttribute("aria-live", "polite");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(count, PAUSE);
  });
  if (field.value) count();
}

for (const note of document.querySelectorAll("[data-teller]")) watch(note);
