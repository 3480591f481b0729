// Looks closer at a map: buttons, arrow keys, a wheel with Ctrl, two fingers, dragging. Only its viewBox changes.
// Without this script the links in the table do the same, one area at a time.
const STEP = 1.5;
const CLOSEST = 8;
const NEAR = 1.8; // from here on numbers show that had no room

function start(figure) {
  const map = figure.querySelector("svg.wa-kaart");
  const buttons = figure.querySelector("[data-kaart-knoppen]");
  if (!map || !buttons) return;
  const whole = { x: 0, y: 0, width: map.viewBox.baseVal.width, height: map.viewBox.baseVal.height };
  const fingers = new Map();
  let view = { ...whole };

  function show(next) {
    const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, next.width));
    const height = (width * whole.height) / whole.width;
    view = {
      x: Math.min(whole.width - width, Math.max(0, next.x)),
      y: Math.min(whole.height - height, Math.max(0, next.y)),
      width,
      height,
    };
    map.setAttribute("viewBox", [view.x, view.y, view.width, view.height].map((n) => n.toFixed(2)).join(" "));
    map.toggleAttribute("data-dichtbij", whole.width / view.width >= NEAR);
  }

  function zoom(times, at = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
    const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, view.width / times));
    const share = width / view.width;
    show({ x: at.x - (at.x - view.x) * share, y: at.y - (at.y - view.y) * share, width });
  }

  function move(right, down) {
    show({ ...view, x: view.x + right * view.width, y: view.y + down * view.height });
  }

  function place(event) {
    const box = map.getBoundingClientRect();
    return {
      x: view.x + ((event.clientX - box.left) / box.width) * view.width,
      y: view.y + ((event.clientY - box.top) / box.height) * view.height,
    };
  }

  const acts = { dichterbij: () => zoom(STEP), verder: () => zoom(1 / STEP), heel: () => show(whole) };
  buttons.addEventListener("click", (event) => {
    acts[event.target.closest("[data-kaart-doe]")?.dataset.kaartDoe]?.();
  });

  const keys = {
    ArrowUp: () => move(0, -0.2),
    ArrowDown: () => move(0, 0.2),
    ArrowLeft: () => move(-0.2, 0),
    ArrowRight: () => move(0.2, 0),
    "+": acts.dichterbij,
    "=": acts.dichterbij,
    "-": acts.verder,
    0: acts.heel,
  };
  buttons.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // the page scrolls on
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });

  map.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    if (fingers.size > 1 || map.hasAttribute("data-dichtbij")) map.setPointerCapture(event.pointerId);
  });
  map.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    const box = map.getBoundingClientRect();
    if (other) {
      const away = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
      zoom(away(event) / Math.max(away(before), 1), place(other));
    } else if (view.width < whole.width) {
      map.toggleAttribute("data-schuift", true);
      move((before.clientX - event.clientX) / box.width, (before.clientY - event.clientY) / box.height);
    }
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    map.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      map.toggleAttribute("data-schuift", false);
    });
  }
  buttons.hidden = false;
}

for (const figure of document.querySelectorAll("[data-kaart]")) start(figure);
