// The colours are shown again while they are chosen. Without this script, a button does the same.
(() => {
  const place = document.querySelector("[data-colour-preview]");
  const fields = [...document.querySelectorAll("[data-colour]")];
  if (!place || !fields.length || !window.fetch) return;
  // The site's policy lets no text become a page, but what this one passes: our own answer.
  const policy = window.trustedTypes?.createPolicy("colours", { createHTML: (drawn) => drawn });
  let waiting = 0;
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value.trim()]));
    try {
      const answer = await fetch(`${place.dataset.colourPreview}?${query}`, { credentials: "same-origin" });
      if (!answer.ok) return;
      const drawn = await answer.text();
      if (mine === asked) place.innerHTML = policy ? policy.createHTML(drawn) : drawn;
    } catch {
      // no network: the button will say it
    }
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 300);
    });
  }
})();
