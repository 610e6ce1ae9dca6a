// The canvas on a page of the dashboard: network.js does the drawing, this passes choices to the server.
import "../liaison-network.vis/vis-network.min.js";
import "../liaison-network.picture/network.js";

const live = new WeakMap();

function themeOf(box) {
  const style = getComputedStyle(box);
  const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = read("--st-background-color", "#ffffff");
  const ground = pen.fillStyle;                       // any way of writing a colour becomes #rrggbb
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(ground.slice(at, at + 2), 16));
  const dark = 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  const base = dark ? liaisonNetwork.DARK : liaisonNetwork.LIGHT;
  return {
    ...base, ground,
    ink: read("--st-text-color", base.ink),
    mark: read("--st-primary-color", base.mark),
    font: read("--st-font", base.font),
  };
}

function start(frame) {
  const box = frame.querySelector(".net");
  const heard = frame.querySelector(".heard");
  const state = { sent: undefined, data: null };
  const picture = liaisonNetwork.create(box, {
    onSelect(kind, id, what) {
      heard.textContent = what ? (what.sort ? what.sort + ": " : "") + what.name : "Nothing chosen";
      state.emit("selected", id);
    },
    onExpand(id) { state.ask("expand", { id, at: Date.now() }); },
  });
  state.picture = picture;
  state.dress = () => {
    if (!state.data) return;
    const theme = themeOf(box);
    picture.setTheme(theme);
    liaisonNetwork.legend(frame.querySelector(".legend"), state.data.picture, theme);
  };
  const actions = {
    fit: () => picture.fit(), in: () => picture.zoom(1.25), out: () => picture.zoom(0.8),
    png: () => picture.download(state.data.title, state.data.picture.marking),
  };
  for (const button of frame.querySelectorAll("button")) button.addEventListener("click", actions[button.dataset.do]);
  // A new theme changes the colours of the page: the transition of the frame's own colour tells when.
  box.style.transition = "background-color 1ms";
  box.addEventListener("transitionend", (event) => { if (event.target === box) state.dress(); });
  live.set(box, state);
  box.liaison = state;                                // the way in for tests
  return state;
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const frame = parentElement.querySelector(".frame");
  const box = frame.querySelector(".net");
  const state = live.get(box) ?? start(frame);
  state.emit = setStateValue;
  state.ask = setTriggerValue;
  state.data = data;
  box.setAttribute("aria-label", data.spoken);
  if (box.style.height !== data.height + "px") box.style.height = data.height + "px";
  state.dress();
  state.picture.update(data.picture);
  if (state.sent !== data.selected) {                 // applied once, then the reader's own choice counts
    state.sent = data.selected;
    state.picture.show(data.selected !== null && data.selected.startsWith("e:") ? "edge" : "node", data.selected);
  }
  return () => setTimeout(() => {                     // also called when the canvas only moves on the page
    if (box.isConnected) return;
    state.picture.destroy();
    live.delete(box);
  }, 0);
}
