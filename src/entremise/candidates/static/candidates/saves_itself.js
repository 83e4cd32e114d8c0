// A question of the CV saves itself a moment after the last word. Without this script, its button does the same.
(() => {
  const form = document.querySelector("form[data-saves-itself]");
  if (!form || !window.fetch || !window.FormData) return;
  const told = form.querySelector("[data-saved]");
  let waiting = 0;
  let going = null;

  const content = () => {
    const data = new FormData(form);
    data.delete("_once"); // that key is for the button
    return data;
  };

  const save = async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: content(),
        headers: { "X-Saves-Itself": "1" },
        credentials: "same-origin",
      });
      if (!answer.ok) return;
      const said = await answer.json();
      told.textContent = said.words;
      if (said.saved) {
        form.elements.version.value = said.version;
        form.elements.seen.value = said.seen;
      }
    } catch {
      // no network: the words stay on the page, the button will say it
    }
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      await going;
      going = save();
      await going;
      going = null;
    }, 1500);
  };

  form.addEventListener("input", later);
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (!going) return;
    event.preventDefault(); // what is being saved must be known before the rest is sent
    await going;
    form.submit();
  });
})();
