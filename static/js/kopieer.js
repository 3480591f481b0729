// Copies the text of an element. The button is hidden in the page and shown only where copying works.
async function copy(button) {
  const source = document.getElementById(button.dataset.kopieer);
  try {
    await navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/g, " "));
    button.textContent = button.dataset.gelukt;
    button.nextElementSibling.textContent = button.dataset.gelukt; // read aloud to who cannot see it
  } catch {
    getSelection().selectAllChildren(source); // not allowed: then at least it is selected
  }
}

for (const button of document.querySelectorAll("[data-kopieer]")) {
  if (!navigator.clipboard || !document.getElementById(button.dataset.kopieer)) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
