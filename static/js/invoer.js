// Typing a sheet in: Enter goes to the next field, the last Enter and Ctrl+Enter keep the sheet.
// Without JavaScript Enter in a field does nothing: Tab to the button.

const form = document.querySelector("form[data-invoervel]");

function fields() {
  const typed = "input:not([type=hidden], [type=submit]), textarea, select";
  return [...form.querySelectorAll(typed)].filter((field) => !field.disabled);
}

function save() {
  form.requestSubmit(form.querySelector("button[value=bewaar]"));
}

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.closest("button, a, summary")) return;
  event.preventDefault();
  if (event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return save();
  const all = fields();
  const place = all.indexOf(event.target) + (event.shiftKey ? -1 : 1);
  const next = all[Math.max(place, 0)];
  if (!next) return save();
  next.focus();
  next.select?.();
});

if (form && !document.querySelector("[data-foutfocus]")) fields()[0]?.focus();
