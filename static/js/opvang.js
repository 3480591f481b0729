// Before the form of the catch-all page is sent, ask a token of this moment: signing in again in another tab
// made the one on the page void. Without JavaScript the visitor presses the button once more.

const fresh = new WeakSet();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const address = form.dataset.verseToken;
  if (!address || fresh.has(form)) return;
  event.preventDefault();
  const { submitter } = event;
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
  } catch {
    // The page that follows says what to do.
  }
  fresh.add(form);
  form.requestSubmit(submitter);
});
