"""How fast the page to play with answers: `python tests/bench/play_speed.py`.

Draws in the system's Chromium with a pen that moves once for every frame. The first answer is timed
from a touch of the pen until the page that answers has been painted. A frame's work is all that the
page's own thread does for it: the pen's move, the scripts, then styles, layout and painting, which
end before the message that is sent in the frame arrives; its processor time is told beside it, for
a machine that is busy with other things. Frames are counted by requestAnimationFrame. In the last
window everything is in view.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

from network import Network
from network.assets import asset
from scenes.lesson.play import play_page

PARTS = {"ScriptDuration": "scripts", "LayoutDuration": "layout", "TaskDuration": "page"}
FRAMES = 240
SIZES = ((360, 780), (1280, 800), (1920, 1080), (1280, 1720))
DRAW = """async (COUNT) => {
  const canvas = document.querySelector(".pad canvas");
  const box = canvas.getBoundingClientRect();
  const at = (type, share) => {
    const turn = 7 * share;
    canvas.dispatchEvent(new PointerEvent(type, {
      pointerId: 1, isPrimary: true, bubbles: true, button: 0,
      clientX: box.left + box.width * (0.5 + 0.3 * Math.sin(turn)),
      clientY: box.top + box.height * (0.5 - 0.3 * Math.cos(turn)),
    }));
  };
  const { port1, port2 } = new MessageChannel();
  const painted = () => new Promise((done) => {
    port1.onmessage = () => done(performance.now());
    requestAnimationFrame(() => port2.postMessage(""));
  });
  canvas.setPointerCapture = () => {};
  document.querySelector("#clear").click();
  await painted(); await painted();
  const touched = performance.now();
  at("pointerdown", 0);
  at("pointermove", 0.1);
  const first = (await painted()) - touched;
  const works = [];
  const begun = performance.now();
  await new Promise((done) => {
    let [moved, start] = [0, 0];
    const move = () => {
      requestAnimationFrame(() => { // before the page's own, so that it begins the frame
        start = performance.now();
        port2.postMessage("");
      });
      const before = performance.now();
      at("pointermove", 0.1 + (0.9 * works.length) / COUNT);
      moved = performance.now() - before;
    };
    port1.onmessage = () => {
      works.push(moved + performance.now() - start);
      if (works.length === COUNT) done();
      else move();
    };
    move();
  });
  const seconds = (performance.now() - begun) / 1000;
  at("pointerup", 1);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  if (new Set(data).size < 3) throw new Error("Nothing was drawn, so nothing was measured.");
  works.sort((one, other) => one - other);
  return [first, works[COUNT / 2], works[Math.floor(0.95 * COUNT)], COUNT / seconds];
}"""


def main() -> None:
    """Print the figures for a phone's, a laptop's and a projector's window, and for a tall one."""
    program = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "play.html"
        page_file.write_text(
            play_page({"digits": Network.load(asset("weights", "digits.npz"))}), encoding="utf-8"
        )
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(page_file.as_uri())
            page.wait_for_selector("[data-ready]")
            page.evaluate(DRAW, FRAMES)  # once to be warm
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            before = processor_time(session, browser)
            first, usual, slow, frames = page.evaluate(DRAW, FRAMES)
            spent = {
                name: 1000 * (after - before[name]) / FRAMES
                for name, after in processor_time(session, browser).items()
            }
            print(
                f"{width:>5} x {height:<5} first answer {first:5.1f} ms   "
                f"a frame {usual:5.1f} ms (95 %: {slow:5.1f} ms)   {frames:5.1f} frames/s   "
                "processor: " + ", ".join(f"{name} {each:.1f} ms" for name, each in spent.items())
            )
            page.close()
        browser.close()


def processor_time(session: CDPSession, browser: Browser) -> dict[str, float]:
    """Seconds taken so far by the page's own thread, by parts of it, and by the whole browser."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    parts = {PARTS[each["name"]]: each["value"] for each in metrics if each["name"] in PARTS}
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return parts | {"whole browser": sum(each["cpuTime"] for each in processes)}


if __name__ == "__main__":
    main()
