// Draws a network with vis-network and answers to mouse and keyboard; used by the page of a report and by the dashboard.
// Text from data only ever becomes text on the canvas, textContent or an attribute: never markup, never an address.
(function (scope) {
  "use strict";

  const ALL_LABELS = 40;      // up to here every name is written, whatever the zoom
  const FIRST_LABELS = 15;    // of a larger one these may lie on other nodes, not on other names
  const CLICK_WAIT = 220;     // milliseconds in which a second click makes a double click
  const NS = "http://www.w3.org/2000/svg";
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const boxesMeet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  const LIGHT = {
    dark: false, ground: "#ffffff", ink: "#1f2937", line: "#9aa5b5", mark: "#0b63ce", risk: "#c81e1e",
    badge: "#374151", badgeInk: "#ffffff", font: "system-ui, sans-serif",
  };
  const DARK = {
    dark: true, ground: "#111827", ink: "#e5e7eb", line: "#64748b", mark: "#7cc0ff", risk: "#ff6b6b",
    badge: "#d1d5db", badgeInk: "#111827", font: "system-ui, sans-serif",
  };

  function create(box, handlers) {
    const vis = scope.vis;
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const raw = { nodes: new Map(), edges: new Map() };  // rows as handed in, to see what changed
    const dragged = new Set();
    const holder = document.createElement("div");
    holder.className = "picture-holder";
    box.append(holder);
    let theme = LIGHT;
    let palette = {};
    let fontSize = 13;
    let focus = null;
    let touched = false;       // the reader has moved the view: leave it alone
    let clickTimer = 0;
    let labelTimer = 0;
    let size = "";
    let drawn = false;
    let paleness = 0.75;
    const net = new vis.Network(holder, { nodes, edges }, {});
    for (const inner of holder.querySelectorAll("[tabindex]")) inner.tabIndex = -1;  // one stop for the Tab key

    const colour = (kind) => (palette[kind] || {})[theme.dark ? "dark" : "light"] || theme.line;
    const ring = (row) => ({ risk: theme.risk, mark: theme.mark, focus: theme.ink })[row.ring];

    function nodeRow(row) {
      const fill = colour(row.kind);
      const border = ring(row) || theme.ground;
      const { group, label, ...rest } = row;
      const kept = dragged.has(row.id) && nodes.get(row.id) ? net.getPosition(row.id) : {};
      const old = nodes.get(row.id);
      return {
        ...rest, ...kept, text: label, label: old ? old.label : "",
        borderWidth: row.ring ? 3.5 : 1.5,
        color: { background: fill, border, highlight: { background: fill, border: theme.mark } },
        font: font(),
      };
    }

    function edgeRow(row) {
      const line = row.mark ? theme.mark : theme.line;
      return { ...row, color: { color: line, highlight: theme.mark, opacity: row.mark ? 1 : paleness, inherit: false } };
    }

    const font = () => ({
      size: fontSize, color: theme.ink, face: theme.font, strokeWidth: Math.max(2, fontSize / 4), strokeColor: theme.ground,
    });

    function difference(set, before, rows, dress) {
      const next = new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
      const gone = [...before.keys()].filter((id) => !next.has(id));
      const fresh = rows.filter((row) => before.get(row.id) !== next.get(row.id));
      set.remove(gone);
      set.update(fresh.map(dress));
      before.clear();
      for (const [id, text] of next) before.set(id, text);
      return gone.length + fresh.length;
    }

    function redress() {
      const parse = (map) => [...map.values()].map((text) => JSON.parse(text));
      nodes.update(parse(raw.nodes).map(nodeRow));
      edges.update(parse(raw.edges).map(edgeRow));
    }

    // ---- names: all of a small network; of a larger one those with room, most important first ----
    function labels() {
      const scale = net.getScale();
      const onScreen = clamp(13 * Math.sqrt(scale), 12, 18);
      fontSize = Math.round(clamp(onScreen / scale, 6, 160) * 2) / 2;
      const shown = wanted(scale, fontSize * scale);
      const updates = [];
      nodes.forEach((row) => {
        const label = shown.has(row.id) ? row.text : "";
        if (row.label !== label || row.font.size !== fontSize) updates.push({ id: row.id, label, font: font() });
      });
      if (updates.length) nodes.update(updates);
    }

    function wanted(scale, pixels) {
      if (nodes.length <= ALL_LABELS) return new Set(nodes.getIds());
      const pen = holder.querySelector("canvas").getContext("2d");
      pen.save();
      pen.setTransform(1, 0, 0, 1, 0, 0);
      const selected = net.getSelectedNodes();
      const weight = (row) => (selected.includes(row.id) ? 1e7 : 0) + (row.id === focus ? 1e6 : 0) + (row.ring ? 1e5 : 0)
        + row.degree * 100 + row.size;
      const places = net.getPositions();
      const rows = nodes.get().sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
      const discs = rows.map((row) => {
        const { x, y } = net.canvasToDOM(places[row.id]);
        const reach = row.size * scale;
        return { id: row.id, x, y, reach, box: [x - reach, y - reach, x + reach, y + reach] };
      });
      const badges = rows.filter((row) => row.badge).map((row) => {
        const { width, height, ...at } = badge(pen, row, places[row.id], scale);
        const { x, y } = net.canvasToDOM(at), [right, down] = [width * scale / 2, height * scale / 2];
        return [x - right, y - down, x + right, y + down];
      });
      pen.font = pixels + "px " + theme.font;
      const [taken, shown] = [[], new Set()];
      rows.forEach((row, index) => {
        const { x, y, reach } = discs[index];
        if (x < 0 || y < 0 || x > box.clientWidth || y > box.clientHeight) return;
        const half = pen.measureText(row.text).width / 2 + 3;
        const room = [x - half, y + reach + 1, x + half, y + reach + pixels * 1.5 + 2];
        const must = selected.includes(row.id) || row.id === focus;
        const blocked = taken.some((other) => boxesMeet(room, other)) || badges.some((one) => boxesMeet(room, one))
          || (index >= FIRST_LABELS && discs.some((disc) => disc.id !== row.id && boxesMeet(room, disc.box)));
        if (blocked && !must) return;
        taken.push(room);
        shown.add(row.id);
      });
      pen.restore();
      return shown;
    }

    const soonLabels = () => { clearTimeout(labelTimer); labelTimer = setTimeout(labels, 110); };

    // ---- badge with the number of neighbours that are not drawn ----
    function badge(pen, row, at, scale) {
      const letter = clamp(10.5 / scale, 5, 40);
      pen.font = "600 " + letter + "px " + theme.font;
      const text = "+" + (row.badge > 999 ? "999" : row.badge);
      const [width, height] = [pen.measureText(text).width + letter * 0.7, letter * 1.45];
      return { text, letter, width, height, x: at.x + row.size * 0.75 + width / 3, y: at.y - row.size * 0.85 };
    }

    net.on("afterDrawing", (pen) => {
      const [scale, places] = [net.getScale(), net.getPositions()];
      pen.save();
      Object.assign(pen, { textAlign: "center", textBaseline: "middle" });
      nodes.forEach((row) => {
        if (!row.badge || !places[row.id]) return;
        const { text, letter, width, height, x, y } = badge(pen, row, places[row.id], scale);
        pen.fillStyle = theme.badge;
        pen.beginPath();
        pen.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
        pen.fill();
        pen.fillStyle = theme.badgeInk;
        pen.fillText(text, x, y + letter * 0.06);
      });
      pen.restore();
      box.dataset.drawn = "1";
    });

    // ---- view ----
    function fit() {
      if (!box.clientWidth || !box.clientHeight || !nodes.length) return;
      touched = false;
      for (let round = 0; round < 2; round += 1) {  // names take room, and their size follows the scale
        net.fit({ animation: false, maxZoomLevel: 1.3 });
        net.moveTo({ scale: net.getScale() * 0.96, animation: false });
        labels();
      }
      drawn = true;
    }

    function zoom(factor) {
      touched = true;
      net.moveTo({ scale: clamp(net.getScale() * factor, 0.05, 8), animation: false });
      labels();
    }

    // ---- choice ----
    function describe(kind, id) {
      const row = id === null ? null : (kind === "edge" ? edges : nodes).get(id);
      if (!row) return null;
      return kind === "edge"
        ? { kind, id, name: row.name || "link", sort: "", lines: row.lines, ends: [row.from, row.to] }
        : { kind, id, name: row.name, sort: row.kind_name, lines: row.lines, hidden: row.badge, degree: row.degree };
    }

    function show(kind, id) {
      const known = id !== null && (kind === "edge" ? edges : nodes).get(id);
      if (!known) net.unselectAll();
      else if (kind === "edge") net.setSelection({ nodes: [], edges: [id] }, { unselectAll: true, highlightEdges: false });
      else net.setSelection({ nodes: [id], edges: [] }, { unselectAll: true, highlightEdges: false });
      if (nodes.length > ALL_LABELS) soonLabels();
    }

    function select(kind, id) {
      show(kind, id);
      handlers.onSelect(kind, id, describe(kind, id));
    }

    net.on("click", (event) => {
      clearTimeout(clickTimer);
      const node = net.getNodeAt(event.pointer.DOM);
      const edge = node === undefined ? net.getEdgeAt(event.pointer.DOM) : undefined;
      clickTimer = setTimeout(() => {
        if (node !== undefined) select("node", node);
        else if (edge !== undefined) select("edge", edge);
        else select("node", null);
      }, CLICK_WAIT);
    });
    net.on("doubleClick", (event) => {
      clearTimeout(clickTimer);
      const node = net.getNodeAt(event.pointer.DOM);
      if (node !== undefined) handlers.onExpand(node);
    });
    net.on("zoom", () => { touched = true; soonLabels(); });
    net.on("dragEnd", (event) => {
      touched = true;
      for (const id of event.nodes) {
        dragged.add(id);
        nodes.update({ id, ...net.getPosition(id) });
      }
      soonLabels();
    });

    // ---- keyboard ----
    function step(from, [dx, dy]) {
      const places = net.getPositions();
      const here = places[from];
      const near = new Set(net.getConnectedNodes(from));
      let best = null;
      let least = Infinity;
      for (const id of Object.keys(places)) {
        if (id === from) continue;
        const x = places[id].x - here.x;
        const y = places[id].y - here.y;
        const distance = Math.hypot(x, y) || 1;
        const along = (x * dx + y * dy) / distance;
        if (along < 0.35) continue;                    // not in that direction
        const cost = (distance / along ** 2) * (near.has(id) ? 1 : 4);  // along a link if there is one
        if (cost < least) { least = cost; best = id; }
      }
      return best;
    }

    // By name, so that every node can be reached wherever it lies.
    function inTurn(from, by) {
      const ids = nodes.get({ order: "name" }).map((row) => row.id);
      const next = from === null ? (by > 0 ? 0 : -1) : ids.indexOf(from) + by;
      return ids[(next + ids.length) % ids.length];
    }

    function current() {
      const [chosen] = net.getSelectedNodes();
      return chosen === undefined ? null : chosen;
    }

    function reveal(id) {
      const { x, y } = net.canvasToDOM(net.getPosition(id));
      if (x < 30 || y < 30 || x > box.clientWidth - 30 || y > box.clientHeight - 30) {
        touched = true;
        net.moveTo({ position: net.getPosition(id), animation: false });
      }
    }

    function key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !nodes.length) return;
      const at = current();
      const start = focus !== null && nodes.get(focus) ? focus : nodes.getIds()[0];
      if (event.key in ARROWS) {
        const next = at === null ? start : step(at, ARROWS[event.key]);
        if (next !== null) { select("node", next); reveal(next); }
      } else if (event.key === "PageDown" || event.key === "PageUp") {
        const next = inTurn(at, event.key === "PageDown" ? 1 : -1);
        select("node", next);
        reveal(next);
      } else if (event.key === "Enter") {
        if (at !== null) handlers.onExpand(at); else select("node", start);
      } else if (event.key === "Escape") select("node", null);
      else if (event.key === "0") fit();
      else if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    box.addEventListener("keydown", key);

    // A hidden tab has no width: the first fit waits until there is one.
    const watcher = new ResizeObserver(() => {
      const now = box.clientWidth + "x" + box.clientHeight;
      if (now === size) return;
      size = now;
      if (!box.clientWidth) return;
      if (!drawn || !touched) { net.setSize("100%", "100%"); net.redraw(); fit(); } else soonLabels();
    });
    watcher.observe(box);

    // ---- what others call ----
    function update(data) {
      palette = data.palette;
      const options = { ...data.options };
      net.setOptions(options);
      const before = nodes.length;
      const pale = data.edges.length > 400 ? 0.3 : data.edges.length > 150 ? 0.55 : 0.75;
      if (pale !== paleness) { paleness = pale; raw.edges.clear(); }
      const changed = difference(nodes, raw.nodes, data.nodes, nodeRow) + difference(edges, raw.edges, data.edges, edgeRow);
      for (const id of [...dragged]) if (!raw.nodes.has(id)) dragged.delete(id);
      const moved = data.focus !== focus;
      focus = data.focus;
      if (!before || moved || (changed && !touched)) fit();
      else if (changed) labels();
    }

    function setTheme(next) {
      if (JSON.stringify(next) === JSON.stringify(theme)) return;
      theme = next;
      redress();
      net.redraw();
    }

    function image(title, marking) {
      const source = holder.querySelector("canvas");
      const ratio = source.width / Math.max(1, source.clientWidth);
      const band = Math.round(30 * ratio);
      const sheet = document.createElement("canvas");
      sheet.width = source.width;
      sheet.height = source.height + 3 * band;
      const pen = sheet.getContext("2d");
      pen.fillStyle = theme.ground;
      pen.fillRect(0, 0, sheet.width, sheet.height);
      pen.drawImage(source, 0, 2 * band);
      pen.fillStyle = theme.ink;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.font = "700 " + 13 * ratio + "px " + theme.font;
      pen.fillText(marking, sheet.width / 2, band / 2, sheet.width - band);
      pen.fillText(marking, sheet.width / 2, sheet.height - band / 2, sheet.width - band);
      pen.font = 13 * ratio + "px " + theme.font;
      pen.fillText(title, sheet.width / 2, band * 1.5, sheet.width - band);
      return sheet;
    }

    function download(title, marking) {
      image(title, marking).toBlob((blob) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = "network.png";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 5000);
      });
    }

    function destroy() {
      watcher.disconnect();
      clearTimeout(clickTimer);
      clearTimeout(labelTimer);
      net.destroy();
      holder.remove();
    }

    return { update, setTheme, fit, zoom, show, select, describe, download, image, reveal, destroy, net, nodes, edges };
  }

  // ---- legend ----
  const GLYPHS = {
    dot: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z", square: "M2.5 2.5h11v11h-11z", diamond: "M8 1l7 7-7 7-7-7z",
    triangle: "M8 2l6.5 12h-13z", triangleDown: "M8 14l6.5-12h-13z", hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    star: "M8 1l2 4.6 5 .5-3.8 3.300 1.100 4.900L8 11.700l-4.300 2.600 1.100-4.900L1 6.100l5-.5z",
  };

  function legend(place, data, theme) {
    place.replaceChildren(...data.legend.map((entry) => {
      const item = document.createElement("span");
      item.className = "picture-legend-item";
      const look = data.palette[entry.kind];
      const drawing = document.createElementNS(NS, "svg");
      drawing.setAttribute("viewBox", "0 0 16 16");
      drawing.setAttribute("width", "14");
      drawing.setAttribute("height", "14");
      drawing.setAttribute("aria-hidden", "true");
      const path = document.createElementNS(NS, "path");
      path.setAttribute("d", GLYPHS[look.shape]);
      path.setAttribute("fill", theme.dark ? look.dark : look.light);
      drawing.append(path);
      item.append(drawing, document.createTextNode(" " + entry.name + " " + entry.count));
      return item;
    }));
  }

  scope.liaisonNetwork = { create, legend, LIGHT, DARK };
})(globalThis);
