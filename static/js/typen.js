// Ctrl, Alt or Command with Enter sends the form in which one types. Without JavaScript: Tab to the button.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.altKey || event.metaKey) || event.repeat) return;
  const form = event.target.closest?.("form[data-verstuurtoets]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
