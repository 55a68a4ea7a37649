"use strict";
{
  const form = document.querySelector(".finder");
  const rows = [...document.querySelectorAll("tbody tr")];
  const plain = (text) => text.normalize("NFKC").replace(/\u00ad/g, "").replace(/\s+/g, " ").toLowerCase().replaceAll("ё", "е");
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const activities = rows.filter((row) => row.classList.contains("activity"));
  const counted = activities.filter((row) => !row.classList.contains("whole"));
  const level = (row) => Number(row.dataset.level || 99);

  const find = () => {
    const asked = plain(form.elements.search.value).split(" ").filter(Boolean);
    const chosen = [...form.querySelectorAll("select")].filter((list) => list.value);
    const all = !asked.length && !chosen.length;
    const fits = (row) =>
      asked.every((word) => words.get(row).includes(word)) &&
      chosen.every((list) => (row.dataset[list.name] || "").split("\n").includes(list.value));
    for (const row of activities) row.hidden = !fits(row);
    rows.forEach((row, at) => {
      if (row.classList.contains("activity")) return;
      let shown = all;
      for (let next = at + 1; !shown && next < rows.length && row.parentNode === rows[next].parentNode; next++) {
        if (level(rows[next]) <= level(row) && rows[next].dataset.level) break;
        shown = rows[next].classList.contains("activity") && !rows[next].hidden;
      }
      row.hidden = row.classList.contains("total") ? !all : !shown;
    });
    const shown = counted.filter((row) => !row.hidden).length;
    const told = form.querySelector(".shown");
    told.textContent = told.dataset.form.replace("{shown}", shown).replace("{all}", counted.length);
  };

  if (form) {
    form.hidden = false;
    form.addEventListener("input", find);
    form.addEventListener("reset", () => setTimeout(find));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("beforeprint", () => rows.forEach((row) => { row.hidden = false; }));
    window.addEventListener("afterprint", find);
    find();
  }
}
