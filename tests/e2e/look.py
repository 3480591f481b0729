"""Looking at a page as axe, a small phone and a thumb do. Complaints are collected: one visit says all."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 740}
DESK = {"width": 1280, "height": 800}
THUMB = 48  # pixels
HALF_A_PIXEL = 0.5  # what a border or a zoom may take

WIDER = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const cause = [...document.body.querySelectorAll("*")].find(item => {
    const box = item.getBoundingClientRect();
    return item.checkVisibility() && box.width && (box.right > root.clientWidth + 1 || box.left < -1);
  });
  return `${root.scrollWidth} > ${root.clientWidth}: ${cause ? cause.outerHTML.slice(0, 120) : "?"}`;
}"""

# What a thumb must hit: not what is hidden, not a link inside a sentence, and of a choice its whole card.
SMALL_TARGETS = """size => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const hidden = item => {
    const box = item.getBoundingClientRect(), style = getComputedStyle(item);
    return !item.checkVisibility({visibilityProperty: true}) || box.right <= 1 || box.bottom + scrollY <= 1
      || style.clipPath !== "none" || item.closest(".wa-verborgen") || item.disabled;
  };
  const inSentence = item => item.tagName === "A" && getComputedStyle(item).display === "inline"
    && [...item.parentElement.childNodes].some(node => node !== item && node.textContent.trim()
      && !(node.nodeType === 1 && node.matches("a, svg")));
  const target = item => item.matches("input[type=radio], input[type=checkbox]")
    ? item.closest("label") || item : item;
  return [...document.querySelectorAll(wanted)].filter(item => !hidden(item) && !inSentence(item)).map(target)
    .map(item => [item.getBoundingClientRect(), item])
    .filter(([box]) => box.width < size || box.height < size)
    .map(([box, item]) =>
      `${Math.round(box.width)}x${Math.round(box.height)} ${item.outerHTML.slice(0, 110)}`);
}"""


@dataclass
class Look:
    """What was seen on the pages so far."""

    complaints: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def once(self, page: Page, name: str, *, resident: bool, all_ways: bool = False) -> None:
        """A page in light on a phone; with `all_ways` also dark, from right to left, and on a desk."""
        place = f"{name} ({page.url.partition('/')[2].partition('/')[2]})"
        self.seen.add(name)
        page.wait_for_load_state()
        self._complain(place, self._plain(page))
        self._complain(place, axe(page))
        if resident:
            self._complain(place, page.evaluate(SMALL_TARGETS, THUMB - HALF_A_PIXEL))
        self._width(page, place)
        if all_ways:
            self._dark(page, place)
            self._right_to_left(page, place)
            self._desk(page, place)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    def must_be_fine(self) -> None:
        assert not self.complaints, "\n" + "\n".join(self.complaints)

    def _complain(self, place: str, found: list[str]) -> None:
        self.complaints += [f"{place}: {text}" for text in found]

    def _plain(self, page: Page) -> list[str]:
        """A page has one heading of the first level, and a title that begins with what it is about."""
        found = [] if page.locator("h1").count() == 1 else [f"{page.locator('h1').count()} h1"]
        return found if len(page.title().split()) > 1 else [*found, f"title {page.title()!r}"]

    def _width(self, page: Page, place: str) -> None:
        page.set_viewport_size(SMALL)  # type: ignore[arg-type]
        wider = page.evaluate(WIDER)
        self._complain(f"{place}, 320", [wider] if wider else [])
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    def _dark(self, page: Page, place: str) -> None:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._complain(f"{place}, dark", axe(page))
        page.emulate_media(color_scheme="light", reduced_motion="reduce")

    def _right_to_left(self, page: Page, place: str) -> None:
        root = page.locator("html")
        before = root.get_attribute("dir")
        page.evaluate("document.documentElement.dir = 'rtl'")
        self._complain(f"{place}, rtl", axe(page))
        self._width(page, f"{place}, rtl")
        page.evaluate("way => document.documentElement.dir = way", before)

    def _desk(self, page: Page, place: str) -> None:
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        self._complain(f"{place}, 1280", axe(page))
        wider = page.evaluate(WIDER)
        self._complain(f"{place}, 1280", [wider] if wider else [])


def axe(page: Page) -> list[str]:
    """What axe finds, one line per rule with the first places."""
    return [
        f"axe {found['id']}: "
        + "; ".join(
            f"{node['html'][:110]} [{' '.join(node['failureSummary'].split())[:160]}]"
            for node in found["nodes"][:3]
        )
        for found in Axe().run(page).response["violations"]
    ]
