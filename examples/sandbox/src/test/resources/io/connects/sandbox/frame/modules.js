// Runs in a page of the frame's origin: tries its modules by themselves, with time that the test moves. Completes with what went wrong.
const done = arguments[arguments.length - 1];
const at = (name) => import(new URL(name, location.href));

async function run() {
  const { pairOf, isAbout } = await at("answer.js");
  const { Keeper } = await at("keeper.js");
  const { SsoError, CODES, textOf } = await at("codes.js");
  const { read, message, newNonce } = await at("messages.js");
  const failures = [];
  const check = (name, isTrue) => isTrue || failures.push(name);
  const fails = (name, action) => {
    try {
      action();
      failures.push(`${name}: nothing happened`);
    } catch (error) {
      check(`${name}: ${error}`, error instanceof SsoError && !error.message.includes("SECRET"));
    }
  };

  // --- answers of the token API
  const answer = { token: "SECRETa", refresh_token: "SECRETr", expires_in: 300, user_id: "1001", realm: "r", user_principal: "Anna@r" };
  const text = (changes) => JSON.stringify({ ...answer, ...changes });
  const pair = pairOf(text({}), 1000, 7200);
  check("times count from when it was asked", pair.accessEnd === 301000 && pair.hardEnd === 7201000);
  check("user by id", isAbout(pair, ["1001"]) && !isAbout(pair, ["1002"]));
  check("user by principal in any case", isAbout(pair, ["anna@r"]));
  check("nobody", !isAbout(pairOf(text({ user_id: undefined }), 0, 7200), ["1001"]));
  check("an empty name is nobody's", !isAbout(pairOf(text({ user_id: "", user_principal: "" }), 0, 7200), [""]));
  const next = pairOf(JSON.stringify({ token: "SECRETb", expires_in: 300 }), 200000, 7200, pair);
  check("a refresh keeps the refresh token, its end and the user", next.refresh === "SECRETr" && next.hardEnd === 7201000 && next.user === pair.user);
  const jwt = (claims) => `h.${btoa(JSON.stringify(claims)).replace(/=/g, "")}.s`;
  check("a signed refresh token tells its life", pairOf(text({ refresh_token: jwt({ iat: 10, exp: 110 }) }), 0, 7200).hardEnd === 100000);
  check("a strange life is not believed", pairOf(text({ refresh_token: jwt({ iat: 10, exp: 1e12 }) }), 0, 7200).hardEnd === 7200000);
  check("three parts that are no claims", pairOf(text({ refresh_token: "a.b.c" }), 0, 7200).hardEnd === 7200000);
  const hostile = {
    "no JSON": "SECRET",
    "an array": "[]",
    null: "null",
    "a truncated answer": text({}).slice(0, 40),
    "too long": text({ more: "x".repeat(70000) }),
    "no token": text({ token: undefined }),
    "a token with a line end": text({ token: "SECRET\r\nx" }),
    "an empty token": text({ token: "" }),
    "a huge token": text({ token: "x".repeat(20000) }),
    "a token that is a number": text({ token: 1 }),
    "a refresh token that is an object": text({ refresh_token: {} }),
    "no refresh token at all": text({ refresh_token: undefined }),
    "no life": text({ expires_in: undefined }),
    "life as a text": text({ expires_in: "300" }),
    "a negative life": text({ expires_in: -1 }),
    "no life at all": text({ expires_in: 0 }),
    "an endless life": text({ expires_in: 1e300 }),
  };
  for (const [name, bytes] of Object.entries(hostile)) {
    fails(name, () => pairOf(bytes, 0, 7200));
  }

  // --- messages
  const nonce = newNonce();
  check("nonces differ", nonce !== newNonce() && nonce.length === 32);
  check("a message is read", read(message("LOGIN", nonce, { user: "1001", names: ["a"] })) !== null);
  const strange = [
    null,
    "text",
    7,
    {},
    { connects: "sso" },
    { ...message("HELLO", nonce), version: 2 },
    { ...message("HELLO", nonce), type: "EVAL" },
    { ...message("HELLO", nonce), type: "constructor" },
    { ...message("HELLO", nonce), nonce: 5 },
    message("HELLO", ""),
    message("LOGIN", nonce, { user: "x".repeat(70000) }),
    message("LOGIN", nonce, { user: { a: { b: { c: { d: 1 } } } } }),
    message("LOGIN", nonce, { names: Array(100).fill("a") }),
  ];
  strange.forEach((data, index) => check(`strange message ${index}`, read(data) === null));
  let seed = 20261128;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const junk = (depth) =>
    [() => null, () => random(), () => "x".repeat(random() * 99), () => [junk(depth + 1), junk(depth + 1)], () => ({ type: "TOKEN", connects: "sso", [random()]: junk(depth + 1) })][
      Math.floor(random() * (depth > 6 ? 3 : 5))
    ]();
  for (let i = 0; i < 5000; i++) {
    read(junk(0)); // whatever it is, nothing is thrown
  }
  check("every code has words", CODES.every((code) => textOf(code).length > 10) && textOf("toString") === textOf("unknown"));

  // --- a keeper, in time that is moved
  const world = (outcomes) => {
    const w = { now: 0, timer: null, told: [], asked: [] };
    const clock = {
      now: () => w.now,
      at: (time, action) => {
        const timer = { time, action };
        w.timer = timer;
        return () => w.timer === timer && (w.timer = null);
      },
    };
    w.keeper = new Keeper(
      (before) => {
        w.asked.push(w.now);
        return outcomes(w, before);
      },
      { renewed: (p) => w.told.push(`renewed ${p.access}`), endsSoon: (left) => w.told.push(`soon ${left}`), ended: (code) => w.told.push(`ended ${code}`) },
      clock,
      () => 0,
    );
    // Moves time to where the keeper wants it, again and again, until the end.
    w.until = async (end) => {
      for (let steps = 0; steps < 1000 && w.timer !== null && w.timer.time <= end; steps++) {
        const { time, action } = w.timer;
        w.timer = null;
        w.now = Math.max(w.now, time);
        action();
        await Promise.resolve().then(() => {}).then(() => {});
        await new Promise((resolve) => queueMicrotask(resolve));
      }
      w.now = end;
    };
    return w;
  };
  const MINUTE = 60000;
  const first = { access: "a0", refresh: "r", user: null, issued: 0, life: 20 * MINUTE, accessEnd: 20 * MINUTE, hardLife: 120 * MINUTE, hardEnd: 120 * MINUTE };
  const renew = (w, before) => Promise.resolve({ ...before, access: `a${w.asked.length}`, issued: w.now, accessEnd: w.now + before.life });

  let w = world(renew);
  w.keeper.take(first);
  await w.until(119 * MINUTE);
  check(`refreshed after three quarters of the life: ${w.asked}`, w.asked.slice(0, 3).join() === [15, 30, 45].map((m) => m * MINUTE).join());
  check(`warned once: ${w.told}`, w.told.filter((t) => t.startsWith("soon")).join() === `soon ${15 * MINUTE}`);
  await w.until(121 * MINUTE);
  check("over with the refresh token", w.told.at(-1) === "ended REFRESH_EXPIRED" && w.keeper.usable === null && w.timer === null);

  w = world(() => Promise.reject(new SsoError("IDS_DOWN", { passing: true })));
  w.keeper.take(first);
  await w.until(19 * MINUTE);
  check(`three tries: ${w.asked.length}`, w.asked.length === 3);
  check("the token is used to its end", w.keeper.usable?.access === "a0");
  await w.until(21 * MINUTE);
  check(`then it is over: ${w.told}`, w.told.at(-1) === "ended REFRESH_REFUSED");

  w = world(() => Promise.reject(new SsoError("REFRESH_REFUSED")));
  w.keeper.take(first);
  await w.until(21 * MINUTE);
  check(`one try where it makes no sense: ${w.asked.length}`, w.asked.length === 1 && w.told.at(-1) === "ended REFRESH_REFUSED");

  w = world((world_, before) => (world_.asked.length < 3 ? Promise.reject(new SsoError("FINESSE_DOWN", { passing: true })) : renew(world_, before)));
  w.keeper.take(first);
  await w.until(20 * MINUTE);
  check(`an outage is outlived: ${w.told}`, w.told.includes("renewed a3") && w.keeper.usable.access === "a3");

  w = world(renew);
  w.keeper.take(first);
  w.keeper.rejected("another");
  await w.until(MINUTE);
  check("a complaint about another token says nothing", w.asked.length === 0);
  w.keeper.rejected("a0");
  check("a rejected token is not used", w.keeper.usable === null);
  await w.until(2 * MINUTE);
  check("it is replaced at once", w.asked.length === 1 && w.keeper.usable.access === "a1");

  w = world(renew);
  w.keeper.take(first);
  for (let i = 0; i < 5; i++) {
    w.keeper.rejected(w.keeper.pair?.access);
    await w.until(w.now + 2000);
  }
  check(`tokens that are never accepted are not asked for again and again: ${w.asked.length}`, w.asked.length === 3 && w.told.at(-1) === "ended TOKEN_REJECTED");

  w = world((world_, before) => Promise.resolve({ ...before, access: `a${world_.asked.length}`, issued: before.issued - MINUTE, accessEnd: world_.now + 20 * MINUTE }));
  w.keeper.take(first);
  await w.until(30 * MINUTE);
  check(`a clock that is put back makes nobody ask without end: ${w.asked.length}`, w.asked.length < 1000 && w.keeper.usable !== null);

  w = world(renew);
  w.keeper.take(first);
  w.now = 90 * MINUTE; // the machine has slept
  await w.until(91 * MINUTE);
  check(`after a long sleep nothing is refreshed: ${w.told}`, w.asked.length === 0 && w.told.at(-1) === "ended REFRESH_REFUSED");

  let settle;
  w = world(() => new Promise((resolve) => (settle = resolve)));
  w.keeper.take(first);
  await w.until(16 * MINUTE);
  check("newer tokens of another tab are taken", w.keeper.take({ ...first, access: "other", issued: 16 * MINUTE, accessEnd: 36 * MINUTE }));
  settle({ ...first, access: "late", issued: 15 * MINUTE, accessEnd: 35 * MINUTE });
  await w.until(17 * MINUTE);
  check("a late answer does not replace them", w.keeper.usable.access === "other");
  check("older ones are not taken", !w.keeper.take(first));
  w.keeper.forget();
  check("nothing is left to do", w.keeper.pair === null && w.timer === null);
  return failures;
}

run().then(done, (error) => done([String(error.stack ?? error)]));
