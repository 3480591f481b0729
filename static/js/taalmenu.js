// The language menu closes when one clicks beside it or presses Escape. Without JavaScript its own button closes it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-taalmenu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-taalmenu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
