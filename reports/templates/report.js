// The page of a report: wires the picture to the search box and the side panel, and filters the tables.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function wirePicture(data) {
    const box = byId("net");
    const side = byId("side");
    const search = byId("search");
    const hits = byId("hits");
    const names = new Map(data.nodes.map((node) => [node.id, node.name]));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const printing = matchMedia("print");
    const theme = () => (dark.matches && !printing.matches ? liaisonNetwork.DARK : liaisonNetwork.LIGHT);

    function line(tag, text, style) {
      const element = document.createElement(tag);
      element.textContent = text;
      if (style) element.className = style;
      return element;
    }

    function neighbours(id) {
      const list = document.createElement("ul");
      for (const edge of data.edges) {
        if (edge.from !== id && edge.to !== id) continue;
        const other = edge.from === id ? edge.to : edge.from;
        const button = line("button", names.get(other));
        button.type = "button";
        button.addEventListener("click", () => choose(other));
        const item = document.createElement("li");
        item.append(button);
        if (edge.name) item.append(line("span", " " + edge.name, "quiet"));
        list.append(item);
      }
      return list;
    }

    function panel(kind, id, what) {
      if (!what) {
        side.replaceChildren(line("p", "Choose a node or a link.", "quiet"));
        return;
      }
      const parts = [line("h3", what.name)];
      if (kind === "edge") parts.push(line("p", what.ends.map((end) => names.get(end)).join(" \u2014 "), "quiet"));
      else parts.push(line("p", what.sort, "quiet"));
      parts.push(...what.lines.map((text) => line("p", text)));
      if (kind === "node") {
        if (what.hidden) parts.push(line("p", what.hidden + " more neighbours are not drawn.", "quiet"));
        if (what.degree) parts.push(line("h4", "Links"), neighbours(id));
      }
      side.replaceChildren(...parts);
    }

    const picture = liaisonNetwork.create(box, {
      onSelect: panel,
      onExpand: (id) => { picture.net.focus(id, { scale: 1.4, animation: false }); picture.zoom(1); choose(id); },
    });
    function choose(id) { picture.select("node", id); picture.reveal(id); }
    function dress() {
      picture.setTheme(theme());
      liaisonNetwork.legend(byId("legend"), data, theme());
    }

    dress();
    picture.update(data);
    panel("node", null, null);
    dark.addEventListener("change", dress);
    printing.addEventListener("change", dress);

    byId("fit").addEventListener("click", () => picture.fit());
    byId("in").addEventListener("click", () => picture.zoom(1.25));
    byId("out").addEventListener("click", () => picture.zoom(0.8));
    byId("png").addEventListener("click", () => picture.download(document.title, data.marking));

    // ---- search: first hit at once, the next ones with Enter ----
    let found = [];
    let position = -1;
    function find() {
      const wanted = fold(search.value.trim());
      position = -1;
      found = wanted ? data.nodes.filter((node) => fold(node.name).includes(wanted)).map((node) => node.id) : [];
      hits.textContent = wanted ? (found.length === 1 ? "1 match" : found.length + " matches") : "";
    }
    search.addEventListener("input", find);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { search.value = ""; find(); return; }
      if (event.key !== "Enter" || !found.length) return;
      position = (position + 1) % found.length;
      hits.textContent = (position + 1) + " of " + found.length;
      choose(found[position]);
    });
  }

  // A filter for each long table, also of a report without anything to draw.
  function wireTables() {
    for (const input of document.querySelectorAll("input[data-table]")) {
      const rows = [...byId(input.dataset.table).tBodies[0].rows];
      const texts = rows.map((row) => fold(row.textContent));
      const counter = byId(input.dataset.table + "-count");
      input.addEventListener("input", () => {
        const wanted = fold(input.value.trim());
        let left = 0;
        rows.forEach((row, index) => {
          row.hidden = !texts[index].includes(wanted);
          if (!row.hidden) left += 1;
        });
        counter.textContent = left + " of " + rows.length;
      });
    }
  }

  const data = byId("data");
  if (data) wirePicture(JSON.parse(data.textContent));
  wireTables();
  document.body.dataset.ready = "1";
})();
