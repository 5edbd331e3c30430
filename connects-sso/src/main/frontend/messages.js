// What a page and the frame in it say to each other. Either end checks origin, source and nonce of each message before it reads it.
const MARK = "sso";
const LONGEST = 65536;
const DEEPEST = 3;

export const VERSION = 1;

// What the page says, then what the frame says; HELLO and LOGOUT both do.
const TYPES = new Set([
  "HELLO",
  "LOGIN",
  "RENEW",
  "LOGOUT",
  "AUTH_MODE",
  "TOKEN",
  "REFRESHED",
  "NEED_INTERACTION",
  "ENDS_SOON",
  "ERROR",
]);

export function message(type, nonce, body = {}) {
  return { ...body, connects: MARK, version: VERSION, nonce, type };
}

// The message, or null for what is none: other libraries' messages cross the same windows.
export function read(data) {
  if (typeof data !== "object" || data === null || data.connects !== MARK) {
    return null;
  }
  return data.version === VERSION && TYPES.has(data.type) && isText(data.nonce) && isSmall(data, DEEPEST) ? data : null;
}

export function isText(value) {
  return typeof value === "string" && value !== "" && value.length <= LONGEST;
}

function isSmall(value, depth) {
  if (typeof value === "string") {
    return value.length <= LONGEST;
  }
  if (typeof value !== "object" || value === null) {
    return true;
  }
  const parts = Object.values(value);
  return depth > 0 && parts.length <= 20 && parts.every((part) => isSmall(part, depth - 1));
}

// 128 bits that nobody can guess.
export function newNonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
