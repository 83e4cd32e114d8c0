/* What a page may gain from a script, never what it needs. Loaded only by the pages that ask for it.

   <button type="button" hidden data-copy="id-of-field" data-done="Copié">   copies a field
   <button type="button" hidden data-print>                                  prints the page
   <form data-autosave="/address/"> … <p role="status" data-autosave-status data-saving="…" data-saved="…" data-waiting="…">
     sends the form by itself when the typing pauses; the answer {"values": {"version": "4"}} updates hidden fields,
     {"conflict": true} stops it until the person sends the page themselves. */
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      button.textContent = button.dataset.done;
    });
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  for (const form of all("form[data-autosave]")) {
    const status = form.querySelector("[data-autosave-status]");
    const say = (key) => { if (status) status.textContent = status.dataset[key] || ""; };
    let timer = 0, busy = false, again = false, stopped = false;

    const save = async () => {
      if (stopped) return;
      if (busy) { again = true; return; }
      busy = true;
      say("saving");
      const body = new FormData(form);
      body.delete("_once"); // the key is for the gesture of sending
      for (const file of form.querySelectorAll("input[type=file]")) body.delete(file.name);
      try {
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "X-Autosave": "1" } });
        const said = await answer.json();
        for (const [name, value] of Object.entries(said.values || {})) {
          if (form.elements[name]) form.elements[name].value = value;
        }
        stopped = Boolean(said.conflict);
        say(answer.ok && !stopped ? "saved" : "waiting");
      } catch {
        say("waiting"); // what is typed stays in the page; the network comes back
      }
      busy = false;
      if (again) { again = false; save(); }
    };

    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1200); });
    form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; });
    addEventListener("online", save);
  }
})();
