for (const row of document.querySelectorAll("tr[data-at]")) {
  const same = () => document.querySelectorAll(`tr[data-at="${CSS.escape(row.dataset.at)}"]`);
  row.addEventListener("mouseenter", () => same().forEach((r) => r.classList.add("lit")));
  row.addEventListener("mouseleave", () => same().forEach((r) => r.classList.remove("lit")));
}
