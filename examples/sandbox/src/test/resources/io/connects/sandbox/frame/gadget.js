// A page of a customer that signs its agent in: what it is told is kept for the test to read.
import { FinesseSignIn } from "./connects-sso.js";

const query = new URLSearchParams(location.search);
const state = document.getElementById("state");

window.heard = []; // every message that any window sent, whole
window.told = []; // what the module told
window.tokens = [];
window.addEventListener("message", (event) => window.heard.push(JSON.stringify(event.data)));

window.sso = new FinesseSignIn({
  frame: query.get("frame"),
  container: document.getElementById("frame"),
  helloWithin: Number(query.get("helloWithin") ?? 10000),
});
for (const type of ["interaction", "endssoon", "failed", "signedout"]) {
  window.sso.addEventListener(type, ({ detail }) => {
    window.told.push(`${type} ${detail.code ?? ""}`.trim());
    state.textContent = type === "failed" ? detail.text : `Not signed in (${type})`;
  });
}
window.sso.addEventListener("token", ({ detail }) => {
  window.tokens.push(detail.token);
  state.textContent = `Signed in as ${detail.user.id}`;
});
window.sso.signIn(query.get("user"), { names: query.getAll("name"), mode: query.get("mode") ?? undefined }).then(
  () => window.told.push("signed in"),
  (error) => window.told.push(`not signed in: ${error.code}`),
);
