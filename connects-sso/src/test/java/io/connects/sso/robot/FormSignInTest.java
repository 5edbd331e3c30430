package io.connects.sso.robot;

import static io.connects.sso.ScriptedServer.failure;
import static io.connects.sso.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.sso.ScriptedServer;
import io.connects.sso.ids.AuthorizationRequest;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.ids.IdsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class FormSignInTest {
    private static final Secret PASSWORD = Secret.of("s3cret&pass");
    private static final String FORM =
            "<form method=post action='/login?SAMLRequest=r3quest'><input type=hidden name=flow value=f1>"
                    + "<input name=UserName type=email><input type=password name=Password><input type=checkbox name=keep value=1>"
                    + "<button name=go value=yes>Sign in</button><button name=cancel value=yes>Cancel</button></form>";
    private static final String POSTS_ITSELF =
            "<html><body onload='document.forms[0].submit()'><form method='POST' action='/acs'>"
                    + "<input type='hidden' name='SAMLResponse' value='ass3rtion'><noscript><input type=submit value=Go></noscript></form>";
    private static final String TOKENS = "{\"token\":\"t0ken\",\"refresh_token\":\"r3fresh\",\"expires_in\":300}";

    private ScriptedServer server;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private FormSignIn robots() {
        return new FormSignIn(Set.of(), Duration.ofSeconds(20), server.resources());
    }

    private URI start() {
        return server.uri().resolve("/desktop/sso/token?cc_username=jdoe");
    }

    private ConnectsException fails() {
        return fails(robots());
    }

    private ConnectsException fails(FormSignIn robots) {
        var failure = (ConnectsException) failure(robots.tokens(start(), "jdoe", PASSWORD));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause))
                    .doesNotContain("s3cret", "r3quest", "ass3rtion", "t0ken", "r3fresh", "c0de");
        }
        return failure;
    }

    private String body(int request) throws InterruptedException {
        RecordedRequest last = server.request();
        for (int i = 1; i < request; i++) {
            last = server.request();
        }
        return last.getBody().utf8();
    }

    @Test
    void goes_through_redirects_a_form_and_forms_that_post_themselves() throws Exception {
        server.redirect("/idp")
                .answer(200, FORM, "Set-Cookie", "flow=f1; Path=/; HttpOnly", 0)
                .answer(200, POSTS_ITSELF)
                .redirect(server.uri() + "/desktop/sso/authcode?code=c0de")
                .answer(200, TOKENS);
        assertThat(get(robots().tokens(start(), "jdoe", PASSWORD)).access()).isEqualTo(Secret.of("t0ken"));
        assertThat(server.request().getTarget()).isEqualTo("/desktop/sso/token?cc_username=jdoe");
        assertThat(server.request().getHeaders().get("Cookie")).isNull();
        RecordedRequest login = server.request();
        assertThat(login.getTarget()).isEqualTo("/login?SAMLRequest=r3quest");
        assertThat(login.getBody().utf8()).isEqualTo("flow=f1&UserName=jdoe&Password=s3cret%26pass&go=yes");
        assertThat(login.getHeaders().get("Cookie")).isEqualTo("flow=f1");
        RecordedRequest assertion = server.request();
        assertThat(assertion.getTarget()).isEqualTo("/acs");
        assertThat(assertion.getBody().utf8()).isEqualTo("SAMLResponse=ass3rtion");
        assertThat(server.request().getMethod()).isEqualTo("GET");
    }

    private AuthorizationRequest authorize() {
        return IdsClient.open(
                        IdsOptions.builder()
                                .node(server.uri())
                                .client("app", Secret.of("app-s3cret"))
                                .redirectUri(URI.create("https://app.invalid/back"))
                                .build(),
                        server.resources())
                .authorize();
    }

    @Test
    void ends_where_the_code_is_sent_and_does_not_go_there() {
        AuthorizationRequest request = authorize();
        String query = request.uri().getRawQuery();
        String state = query.substring(query.indexOf("state="));
        server.answer(200, FORM).redirect("https://app.invalid/back?code=c0de&" + state);
        assertThat(get(robots().code(request, "jdoe", PASSWORD))).isEqualTo(Secret.of("c0de"));
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void a_code_with_another_state_is_nobodys() {
        server.redirect("https://app.invalid/back?code=c0de&state=other");
        assertThat(failure(robots().code(authorize(), "jdoe", PASSWORD)))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageNotContaining("c0de");
    }

    @Test
    void what_is_shown_instead_of_a_code_is_none() {
        server.answer(200, TOKENS);
        assertThat(failure(robots().code(authorize(), "jdoe", PASSWORD)))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void a_wrong_password_is_one_try() {
        server.answer(200, FORM).answer(200, FORM);
        assertThat(fails())
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("user or password is wrong");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void a_loop_of_redirects_ends() {
        for (int i = 0; i < 30; i++) {
            server.redirect("/round?n=" + i);
        }
        assertThat(fails()).isInstanceOf(NotAuthorisedException.class).hasMessageContaining("leads on and on");
        assertThat(server.requests()).isEqualTo(Walk.MAX_HOPS);
    }

    @Test
    void the_same_form_is_not_sent_twice() {
        server.answer(200, POSTS_ITSELF).answer(200, POSTS_ITSELF);
        assertThat(fails()).isInstanceOf(NotAuthorisedException.class).hasMessageContaining("same form again");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void a_form_that_posts_itself_by_get_goes_into_the_address() throws Exception {
        server.answer(200, "<form action='/next?old=1'><input type=hidden name=a value='b c'></form>")
                .answer(200, TOKENS);
        get(robots().tokens(start(), "jdoe", PASSWORD));
        server.request();
        assertThat(server.request().getTarget()).isEqualTo("/next?a=b%20c");
    }

    @Test
    void a_page_that_is_too_long_is_not_read() {
        server.answer(200, "<html>" + "x".repeat(Walk.MAX_PAGE_BYTES));
        assertThat(fails()).isInstanceOf(ProtocolViolationException.class).hasMessageContaining("too long");
    }

    @Test
    void a_page_that_never_ends_is_given_up() {
        server.answer(200, "<html>" + "x".repeat(10_000), "X", "y", 10);
        assertThat(fails(new FormSignIn(Set.of(), Duration.ofMillis(500), server.resources())))
                .isInstanceOf(NoAnswerException.class);
    }

    @Test
    void the_time_is_for_all_hops_together() {
        for (int i = 0; i < 5; i++) {
            server.answer(302, "x".repeat(3), "Location", "/more", 10);
        }
        assertThat(fails(new FormSignIn(Set.of(), Duration.ofNanos(1), server.resources())))
                .matches(ConnectsException::retryable);
    }

    @Test
    void a_server_that_is_not_there_was_not_reached() throws Exception {
        URI gone;
        try (var other = new ScriptedServer()) {
            gone = other.uri();
        }
        assertThat(failure(robots().tokens(gone.resolve("/a;jsessionid=s3ssion"), "jdoe", PASSWORD)))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + gone.getPort())
                .hasMessageNotContaining("s3ssion");
    }

    @Test
    void the_password_goes_to_nobody_but_who_asks() throws Exception {
        try (var other = new ScriptedServer()) {
            server.answer(200, FORM.replace("/login", other.uri() + "/login"));
            assertThat(fails())
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining("would send the password");
            server.answer(
                    200, "<base href='" + other.uri() + "/x'>" + FORM.replace("'/login?SAMLRequest=r3quest'", "login"));
            assertThat(fails())
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining("would send the password");
            assertThat(other.requests()).isZero();
        }
    }

    @Test
    void tokens_of_another_server_than_finesse_are_not_taken() throws Exception {
        try (var other = new ScriptedServer()) {
            server.redirect(other.answer(200, TOKENS).uri() + "/desktop/sso/token");
            assertThat(fails()).isInstanceOf(ProtocolViolationException.class).hasMessageContaining("another server");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "https://elsewhere.example.com/", "http://user:s3cret@127.0.0.1/"})
    void does_not_leave_tls_or_the_hosts_that_were_named(String location) {
        server.redirect(location);
        assertThat(fails(new FormSignIn(Set.of("Example.com"), Duration.ofSeconds(20), server.resources())))
                .isInstanceOf(NotAuthorisedException.class);
        server.answer(200, POSTS_ITSELF.replace("/acs", location));
        assertThat(fails(new FormSignIn(Set.of("Example.com"), Duration.ofSeconds(20), server.resources())))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(server.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://[", "mailto:x@example.com", "https://a b/", "javascript:alert(1)", "https://:99999/"})
    void a_redirect_that_leads_nowhere_is_told(String location) {
        server.redirect(location);
        assertThat(fails()).isInstanceOf(ProtocolViolationException.class);
        server.answer(200, POSTS_ITSELF.replace("/acs", location));
        assertThat(fails()).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void a_redirect_without_an_address_is_told() {
        server.answer(302, "");
        assertThat(fails()).isInstanceOf(ProtocolViolationException.class).hasMessageContaining("leads nowhere");
    }

    @Test
    void a_form_is_not_sent_again_elsewhere() {
        server.answer(200, FORM).answer(307, "", "Location", "/other", 0);
        assertThat(fails()).isInstanceOf(NotAuthorisedException.class);
        assertThat(server.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, PeerRefusedException, false",
        "401, NotAuthorisedException, false",
        "403, NotAuthorisedException, false",
        "404, PeerRefusedException, false",
        "429, PeerRefusedException, true",
        "500, PeerRefusedException, true",
        "503, PeerRefusedException, true"
    })
    void every_no_has_its_class(int status, String type, boolean retryable) {
        server.answer(status, "<html><title>code c0de of ass3rtion</title></html>");
        ConnectsException failure = fails();
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure).hasMessageContaining("HTTP " + status);
    }

    @Test
    void a_server_error_after_the_password_is_not_tried_again() {
        server.answer(200, FORM).answer(500, "");
        assertThat(fails()).isInstanceOf(PeerRefusedException.class);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void kerberos_is_refused_in_words() {
        server.answer(401, "", "WWW-Authenticate", "Negotiate", 0);
        assertThat(fails()).isInstanceOf(NotAuthorisedException.class).hasMessageContaining("Kerberos");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><script src=app.js></script></html> | a page without a form",
                "<form><input type=hidden></form><form><input type=hidden></form> | 2 forms",
                "<form></form> | a page without a form",
                "<form method=post><input name=otp></form> | a second factor",
                "<form method=post><input type=hidden name=a></form><select><option>x</select> | a second factor",
                "<div class=g-recaptcha></div><form method=post><input name=u><input type=password name=p></form> | captcha",
                "<form method=post><input name=user><input name=otp><input type=password name=p></form> | more or less",
                "<form method=post><input name=a><input name=b><input type=password name=p></form> | more or less",
                "<form method=post><input name=u><input type=password name=p><input type=password name=q></form> | more or less",
                "<form method=post><input type=password name=p></form> | more or less",
                "<form method=post><input name=u><input type=password></form> | more or less",
                "<form><input name=u><input type=password name=p></form> | into an address",
                "<form method=dialog><input name=u><input type=password name=p></form> | neither by GET nor by POST",
                "<form method=post enctype=multipart/form-data><input type=hidden name=a></form> | as no sign-in is",
            })
    void what_is_no_plain_form_is_refused_in_words(String page, String why) {
        server.answer(200, page);
        assertThat(fails()).isInstanceOf(NotAuthorisedException.class).hasMessageContaining(why);
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<form method=post><input name=domain value=example><input name=login><input type=password name=p></form>"
                        + " | domain=example&login=jdoe&p=s3cret%26pass",
                "<form method=post><INPUT TYPE=Email NAME=a><input TYPE=PASSWORD name=p disabled><input type=password name=q></form>"
                        + " | a=jdoe&q=s3cret%26pass",
                "<form></form><form method=post><input name=u value=old><input type=password name=p value=old>"
                        + "<select name=s><option>1<option value=2 selected>two</select><textarea name=t>x</textarea>"
                        + "<input type=radio name=r value=1><input type=radio name=r value=2 checked>"
                        + "<input type=checkbox name=c checked><input type=file name=f></form>"
                        + " | s=2&t=x&r=2&c=on&u=jdoe&p=s3cret%26pass",
                "<table><form method=post><tr><td><input name=u><tr><td><input type=password name=p></table></form>"
                        + " | u=jdoe&p=s3cret%26pass",
            })
    void a_form_is_filled_in_as_a_browser_does(String page, String sent) throws Exception {
        server.answer(200, page).answer(200, TOKENS);
        get(robots().tokens(start(), "jdoe", PASSWORD));
        assertThat(body(2)).isEqualTo(sent);
    }

    @Test
    void pages_that_are_meant_to_hurt_do_not() {
        List.of(
                        "<form method=post>" + "<input name=a>".repeat(17_000),
                        "<form>" + "<b><i><table>".repeat(18_000),
                        "<form ".repeat(40_000),
                        "<form>".repeat(40_000),
                        "<a b='".repeat(40_000),
                        "<!--".repeat(60_000),
                        "<select>" + "<option>".repeat(30_000),
                        "<form " + "a='&amp;' ".repeat(25_000),
                        "<title>".repeat(30_000),
                        "<meta charset=x-unknown><form method=post><input name=otp>",
                        "<?xml version='1.0' encoding='none'?><!DOCTYPE x [<!ENTITY a 'b'>]><form>&a;")
                .forEach(page -> {
                    server.answer(200, page);
                    long begun = System.nanoTime();
                    fails();
                    assertThat(Duration.ofNanos(System.nanoTime() - begun))
                            .as(page.substring(0, 20))
                            .isLessThan(Duration.ofSeconds(10));
                });
    }

    @Test
    void arguments_are_checked() {
        assertThatThrownBy(() -> new FormSignIn(Set.of(), Duration.ZERO, server.resources()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("within");
        assertThatThrownBy(() -> robots().tokens(URI.create("http://example.com/"), "jdoe", PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("signInUri");
        assertThatThrownBy(() -> robots().tokens(start(), " ", PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user");
    }
}
