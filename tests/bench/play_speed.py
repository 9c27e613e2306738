"""How fast the page to play with answers: `python tests/bench/play_speed.py`.

Draws in the system's Chromium with a pen that moves once for every frame. The first figure is the
time from a touch of the pen to the end of the page's answer; the second is the page's own work for
each move; the last counts frames by requestAnimationFrame while the pen moves.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from network import Network
from scenes.lesson.commands import WEIGHTS
from scenes.lesson.play import play_page

SIZES = ((360, 780), (1280, 800), (1920, 1080))
DRAW = """async () => {
  const canvas = document.querySelector(".pad canvas");
  const box = canvas.getBoundingClientRect();
  const told = document.querySelector("#lines");
  const at = (type, share) => {
    const turn = 7 * share;
    canvas.dispatchEvent(new PointerEvent(type, {
      pointerId: 1, bubbles: true, button: 0,
      clientX: box.left + box.width * (0.5 + 0.3 * Math.sin(turn)),
      clientY: box.top + box.height * (0.5 - 0.3 * Math.cos(turn)),
    }));
  };
  canvas.setPointerCapture = () => {};
  document.querySelector("#clear").click();
  const frame = () => new Promise(requestAnimationFrame);
  await frame(); await frame();
  const answered = () => new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
    watch.observe(told, { childList: true, characterData: true, subtree: true });
  });
  const touched = performance.now();
  const first = answered();
  at("pointerdown", 0);
  const waited = (await first) - touched;
  const works = [];
  const begun = performance.now();
  const COUNT = 180;
  for (let step = 1; step <= COUNT; step++) {
    const start = performance.now();
    at("pointermove", step / COUNT);
    await frame();
    works.push(performance.now() - start);
  }
  const seconds = (performance.now() - begun) / 1000;
  at("pointerup", 1);
  works.sort((one, other) => one - other);
  return [waited, works[COUNT / 2], works[Math.floor(0.95 * COUNT)], COUNT / seconds];
}"""


def main() -> None:
    """Print the figures for a phone's, a laptop's and a projector's window."""
    program = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "play.html"
        page_file.write_text(play_page({"digits": Network.load(WEIGHTS)}), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(page_file.as_uri())
            page.wait_for_selector("[data-ready]")
            page.evaluate(DRAW)  # once to be warm
            first, usual, slow, frames = page.evaluate(DRAW)
            print(
                f"{width:>5} x {height:<5} first answer {first:5.1f} ms   "
                f"a frame {usual:5.1f} ms (95 %: {slow:5.1f} ms)   {frames:5.1f} frames/s"
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
