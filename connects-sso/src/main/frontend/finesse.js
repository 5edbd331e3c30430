// The Finesse node that this frame was loaded from.
import { pairOf } from "./answer.js";
import { SsoError } from "./codes.js";

const TOKEN = "/desktop/sso/token";
const PATIENCE = 15000;

// Where a window gets the first tokens of a user; no script may fetch it.
export function signInUrl(user) {
  const query = new URLSearchParams({ cc_username: user, return_refresh_token: "true", return_user: "yes" });
  return `${location.origin}${TOKEN}?${query}`;
}

// Whether a window has come to the end of a sign-in, good or bad. A page of Finesse that is neither may still go on by itself; windows of other
// origins do not let themselves be looked at.
export function hasArrived(window_) {
  try {
    const { origin, pathname } = window_.location;
    const isThere = origin === location.origin && pathname.startsWith("/desktop/sso/") && window_.document.readyState === "complete";
    return isThere && (textIn(window_).startsWith("{") || statusOf(window_) >= 400);
  } catch {
    return false;
  }
}

// What a window says that has arrived.
export function answerIn(window_, asked, refreshLifeSeconds) {
  try {
    return pairOf(textIn(window_), asked, refreshLifeSeconds);
  } catch (error) {
    const status = statusOf(window_);
    if (status >= 400) {
      throw new SsoError(status >= 500 ? "IDS_DOWN" : "IDP_DENIED", { detail: `Finesse answered ${status}.`, passing: status >= 500 });
    }
    throw error;
  }
}

// Browsers show JSON in an element of their own.
function textIn({ document: page }) {
  return (page.querySelector("pre")?.textContent ?? page.body?.textContent ?? "").trim();
}

// Browsers that do not tell the status leave it at 0.
function statusOf(window_) {
  return window_.performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0;
}

// Replaces the access token. Fails with a passing error when trying again may help.
export async function refresh(user, pair, refreshLifeSeconds) {
  const asked = Date.now();
  const reply = await ask(`${TOKEN}?${new URLSearchParams({ cc_username: user })}`, {
    method: "POST",
    // With a hyphen here, with an underscore in the answer.
    body: new URLSearchParams({ token: pair.access, "refresh-token": pair.refresh, return_user: "yes" }),
  });
  if (reply.ok) {
    return pairOf(await reply.text(), asked, refreshLifeSeconds, pair);
  }
  if (reply.status >= 500 || reply.status === 429) {
    throw new SsoError("IDS_DOWN", { detail: `Finesse answered ${reply.status}.`, passing: true });
  }
  // A redirect would send the user to sign in again; it has the status 0 here.
  throw new SsoError("REFRESH_REFUSED", { detail: reply.status ? `Finesse answered ${reply.status}.` : "" });
}

// SSO, NON_SSO, USERAUTHMODE_DISABLED, or UNKNOWN when Finesse does not say.
export async function authMode(user) {
  const system = await modeAt("/finesse/api/SystemInfo", "systemAuthMode");
  if (system !== "HYBRID") {
    return system;
  }
  const own = await modeAt(`/finesse/api/UserAuthMode/${encodeURIComponent(user)}`, "authMode", "USERAUTHMODE_DISABLED");
  return own === "HYBRID" ? "UNKNOWN" : own;
}

async function modeAt(path, element, forbidden = "UNKNOWN") {
  const reply = await ask(path, { headers: { Accept: "application/xml" } });
  if (!reply.ok) {
    return reply.status === 403 ? forbidden : "UNKNOWN";
  }
  const xml = new DOMParser().parseFromString(await reply.text(), "application/xml");
  const mode = xml.getElementsByTagName(element)[0]?.textContent.trim().toUpperCase().replace(/[- ]/g, "_") ?? "";
  return ["SSO", "NON_SSO", "HYBRID"].includes(mode) ? mode : "UNKNOWN";
}

async function ask(path, options) {
  try {
    return await fetch(path, {
      ...options,
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new SsoError("FINESSE_DOWN", { detail: error.name === "TimeoutError" ? "It took too long." : "", passing: true });
  }
}
