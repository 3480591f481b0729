// Brings the reader to what matters: the error summary of a page or of a piece that htmx put in place,
// else the element that asks for it with data-focus. Without JavaScript the browser keeps its own place.
const WANTED = "[data-foutfocus], [data-focus]";

function focus(root) {
  const target = root.matches?.(WANTED) ? root : root.querySelector(WANTED);
  if (!target) return;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus();
}

focus(document);
document.addEventListener("htmx:afterSettle", (event) => focus(event.detail.elt));

// A link of the summary goes to the field itself, not only to its place on the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-foutfocus] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  (field.closest(".utrecht-form-field") ?? field).scrollIntoView({ block: "start" });
});
