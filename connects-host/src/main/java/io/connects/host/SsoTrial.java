package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.host.config.RouteConfig;
import io.connects.sso.IssuedTokens;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.ids.IdsOptions;
import io.connects.sso.token.KeySet;
import io.connects.sso.token.SignedTokens;
import io.connects.sso.token.Usage;
import io.connects.sso.token.Verdict;
import io.connects.sso.token.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Signs one user in at a route's identity service and looks at everything that comes of it. Blocks; not thread-safe. */
final class SsoTrial {
    /** How far clocks may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final RouteConfig.Sso sso;
    private final ClientResources resources;
    private final CheckReport report;
    private final Set<Secret> issued = new LinkedHashSet<>();

    /** @param resources stay the caller's */
    SsoTrial(RouteConfig.Sso sso, ClientResources resources, CheckReport report) {
        this.sso = sso;
        this.resources = resources;
        this.report = report;
    }

    /**
     * Tells the report what it finds.
     *
     * @param user whose tokens are expected
     * @param codes signs the user in at a node and gets the code; throws {@link ConnectsException}
     * @param keep leaves the tokens as they are at the end
     */
    void run(String user, Function<IdsClient, Secret> codes, boolean keep) {
        Optional<IdsClient> node = serving();
        if (node.isEmpty()) {
            return;
        }
        Optional<SsoTokens> tokens = signIn(node.get(), codes);
        if (tokens.isEmpty()) {
            return;
        }
        try {
            examine(node.get(), tokens.get(), user);
        } finally {
            end(node.get(), keep);
        }
    }

    /** The first node that answers, whatever it answers. */
    private Optional<IdsClient> serving() {
        for (IdsOptions options : sso.nodes()) {
            var client = IdsClient.open(options, resources);
            try {
                var unused = Answer.of(client.publicKey());
            } catch (ConnectsException e) {
                if (e.retryable()) {
                    report.fault(options.node() + ": " + e.getMessage(), SsoRemedy.KEY.of(e));
                    continue;
                }
            }
            report.ok(options.node() + " answers");
            return Optional.of(client);
        }
        return Optional.empty();
    }

    private Optional<SsoTokens> signIn(IdsClient node, Function<IdsClient, Secret> codes) {
        SsoRemedy step = SsoRemedy.SIGN_IN;
        try {
            Secret code = codes.apply(node);
            step = SsoRemedy.EXCHANGE;
            Instant sent = resources.clock().instant();
            IssuedTokens tokens = keep(Answer.of(node.exchange(code)));
            report.ok("signed in, and exchanged the code for tokens");
            return Optional.of(new SsoTokens(tokens, sent, resources.clock().instant()));
        } catch (ConnectsException e) {
            report.fault(String.valueOf(e.getMessage()), step.of(e));
            return Optional.empty();
        }
    }

    private IssuedTokens keep(IssuedTokens tokens) {
        if (tokens.refresh() != null) {
            issued.add(tokens.refresh());
        }
        issued.add(tokens.access());
        return tokens;
    }

    private void examine(IdsClient node, SsoTokens tokens, String user) {
        tokens.kind(sso.tokens(), report);
        if (sso.tokens() == RouteConfig.Tokens.SIGNED) {
            validate(node, tokens.tokens());
        }
        tokens.owner(user, report);
        tokens.lives(report);
        tokens.clocks(SKEW, report);
        refresh(node, tokens.tokens());
    }

    private void validate(IdsClient node, IssuedTokens tokens) {
        var keys = new KeySet(
                () -> node.publicKey().thenApply(text -> List.of(VerificationKey.of(text))),
                Duration.ZERO,
                Duration.ofSeconds(1),
                resources.nanos());
        var validator = new SignedTokens(sso.issuers(), SKEW, keys, resources.clock(), 0);
        try {
            tell("access", validator.validate(tokens.access(), Usage.ACCESS).join());
            if (tokens.refresh() != null) {
                tell(
                        "refresh",
                        validator.validate(tokens.refresh(), Usage.REFRESH).join());
            }
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            report.fault("the key of the IdS cannot be had: " + cause.getMessage(), SsoRemedy.KEY.of(cause));
        }
    }

    private void tell(String which, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            report.fault(
                    "the " + which + " token must not be believed: " + refused.why(), SsoRemedy.of(refused.reason()));
        } else {
            report.ok("the " + which + " token is genuine: signature, issuer, times and use were checked");
        }
    }

    private void refresh(IdsClient node, IssuedTokens tokens) {
        if (tokens.refresh() == null) {
            report.fault(
                    "the IdS sent no refresh token",
                    "the user would have to sign in again when the access token ends: look at the client in the console"
                            + " of the IdS");
            return;
        }
        try {
            IssuedTokens renewed = keep(Answer.of(node.refresh(tokens.access(), tokens.refresh())));
            boolean isSame = renewed.user() == null || renewed.user().equals(tokens.user());
            if (isSame) {
                report.ok("a refresh works");
            } else {
                report.fault("a refresh gives tokens of somebody else", "do not rely on this IdS, and tell Cisco");
            }
        } catch (ConnectsException e) {
            report.fault(String.valueOf(e.getMessage()), SsoRemedy.REFRESH.of(e));
        }
    }

    private void end(IdsClient node, boolean keep) {
        if (keep) {
            report.note("the tokens stay good until they end");
            return;
        }
        try {
            for (Secret token : issued) {
                var unused = Answer.of(node.revoke(token));
            }
            report.ok("the tokens were revoked");
        } catch (ConnectsException e) {
            report.fault(String.valueOf(e.getMessage()), SsoRemedy.REVOKE.of(e));
        }
    }
}
