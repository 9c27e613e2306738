// Tells a course system of SCORM 1.2 that the films of this page have been seen to their ends.
{
  const system = (() => {
    for (let each = window, steps = 0; steps < 8; each = each.parent, steps += 1) {
      if (each.API) return each.API;
    }
    return window.opener?.API ?? null;
  })();
  if (system) {
    system.LMSInitialize("");
    if (system.LMSGetValue("cmi.core.lesson_status") === "not attempted") tell("incomplete");
    const waiting = new Set(films);
    for (const film of films) {
      film.video.addEventListener("ended", () => {
        waiting.delete(film);
        if (!waiting.size) tell("completed");
      });
    }
    addEventListener("pagehide", () => system.LMSFinish(""));
  }
  function tell(status) {
    system.LMSSetValue("cmi.core.lesson_status", status);
    system.LMSCommit("");
  }
}
