// The token API's answer, from a window that ended at it or from a refresh.
import { SsoError } from "./codes.js";

const LONGEST = 65536;
const LONGEST_TOKEN = 16384;
const LONGEST_LIFE_SECONDS = 7 * 24 * 3600;

// A pair of tokens, whose they are, and when they end: `issued`, `accessEnd` and `hardEnd` are milliseconds of this machine's clock, counted from
// when the tokens were asked for, so that no clock has to agree with the issuer's.
export function pairOf(text, asked, refreshLifeSeconds, before = null) {
  const body = parsed(text);
  const access = token(body.token, "token");
  const refresh = body.refresh_token === undefined ? before?.refresh : token(body.refresh_token, "refresh_token");
  if (!refresh) {
    throw strange("it has no refresh_token");
  }
  const life = body.expires_in;
  if (typeof life !== "number" || !(life > 0 && life <= LONGEST_LIFE_SECONDS)) {
    throw strange("its expires_in is no life of a token");
  }
  // A refresh token that comes again ends when it always would have.
  const isSame = before !== null && refresh === before.refresh;
  const hardLife = isSame ? before.hardLife : (lifeIn(refresh) ?? refreshLifeSeconds) * 1000;
  return {
    access,
    refresh,
    user: userOf(body) ?? before?.user ?? null,
    issued: asked,
    life: life * 1000,
    accessEnd: asked + life * 1000,
    hardLife,
    hardEnd: isSame ? before.hardEnd : asked + hardLife,
  };
}

// Whether these tokens are about one of these names, which are in lower case.
export function isAbout(pair, names) {
  const user = pair.user;
  return user !== null && [user.id, user.principal].some((name) => name !== "" && names.includes(name.toLowerCase()));
}

function parsed(text) {
  if (text.length > LONGEST) {
    throw strange("it is too long");
  }
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    // The parser's own words quote the text, and that may hold a token.
    throw strange("it is no JSON");
  }
  if (typeof body !== "object" || body === null || body.token === undefined) {
    throw strange("it has no token");
  }
  return body;
}

function token(value, name) {
  if (typeof value !== "string" || value.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(value)) {
    throw strange(`its ${name} is no token`);
  }
  return value;
}

function userOf(body) {
  if (typeof body.user_id !== "string") {
    return null;
  }
  const text = (value) => (typeof value === "string" ? value : "");
  return { id: body.user_id, realm: text(body.realm), principal: text(body.user_principal) };
}

// The life that a signed token tells itself, in seconds; null for an opaque one.
function lifeIn(refresh) {
  const parts = refresh.split(".");
  if (parts.length !== 3) {
    return null;
  }
  try {
    const { iat, exp } = JSON.parse(atob(parts[1].replace(/-/g, "+").replace(/_/g, "/")));
    const life = exp - iat;
    return life > 0 && life <= LONGEST_LIFE_SECONDS ? life : null;
  } catch {
    return null; // an opaque token may have any form
  }
}

function strange(why) {
  return new SsoError("IDS_DOWN", { detail: `The answer of Finesse is not as documented: ${why}.` });
}
