// The window of a sign-in, before and after it is with the identity provider. It talks to the frame that opened it and to nobody else, and never sees
// a token: the frame reads those itself.
import { textOf } from "./codes.js";

const [kind, value] = location.hash.slice(1).split("=");
history.replaceState(null, "", location.pathname);

if (kind === "failed") {
  say(textOf(value));
} else if (kind === "nonce" && value && isOurs(window.opener)) {
  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin === location.origin && source === window.opener && data.type === "GO" && data.nonce === value) {
      const url = new URL(data.url);
      if (url.origin === location.origin) {
        location.replace(url);
      }
    }
  });
  window.opener.postMessage({ type: "READY", nonce: value }, location.origin);
} else {
  say("This page belongs to the sign-in of an agent's desktop. There is nothing to do here.");
}

function isOurs(opener) {
  try {
    return opener !== null && opener.location.origin === location.origin;
  } catch {
    return false; // of another origin
  }
}

function say(text) {
  document.getElementById("text").textContent = text;
  const close = document.getElementById("close");
  close.hidden = false;
  close.addEventListener("click", () => window.close());
}
