package io.connects.sso.robot;

import io.connects.core.http.HttpReply;
import io.connects.sso.internal.Answers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** A page on the way, of which only the forms count. */
final class SignInPage {
    static final int MAX_FIELDS = 500;

    private static final String FIELDS = "input, select, textarea, button";
    private static final String CAPTCHA = "[class*=captcha], [id*=captcha], iframe[src*=captcha]";

    private final HttpUrl at;
    private final Document document;

    private SignInPage(HttpUrl at, Document document) {
        this.at = at;
        this.document = document;
    }

    /** @throws io.connects.core.ProtocolViolationException when it cannot be read, or has more than {@value #MAX_FIELDS} fields */
    static SignInPage of(HttpUrl at, HttpReply reply) {
        try {
            Document document = Jsoup.parse(new ByteArrayInputStream(reply.body()), charset(reply), at.toString());
            if (document.select(FIELDS).size() > MAX_FIELDS) {
                throw Answers.unusable(Walk.WHAT, "is a page of " + Walk.place(at) + " with too many fields");
            }
            return new SignInPage(at, document);
        } catch (IOException | IllegalArgumentException e) {
            // What the parser says may quote the page.
            throw Answers.unusable(Walk.WHAT, "is a page of " + Walk.place(at) + " that cannot be read");
        }
    }

    /** Null when the header names none that is known: the page itself may, or it is UTF-8. */
    private static @Nullable String charset(HttpReply reply) {
        MediaType type = MediaType.parse(String.valueOf(reply.headers().get("Content-Type")));
        Charset charset = type == null ? null : type.charset();
        return charset == null ? null : charset.name();
    }

    /**
     * The first form that has a field for a password.
     *
     * @throws io.connects.core.NotAuthorisedException when the page wants to see that no robot uses it
     */
    Optional<SignInForm> formWithPassword() {
        Optional<FormElement> form = document.forms().stream()
                .filter(one -> one.elements().stream().anyMatch(SignInPage::isPassword))
                .findFirst();
        if (form.isPresent() && document.selectFirst(CAPTCHA) != null) {
            throw Walk.refused(Walk.place(at) + " asks for a captcha");
        }
        return form.map(found -> new SignInForm(at, found));
    }

    /**
     * The form that a script would send off; one without fields is none.
     *
     * @throws io.connects.core.NotAuthorisedException when there is no such form
     */
    SignInForm formThatPostsItself() {
        List<FormElement> forms = document.forms().stream()
                .filter(form -> !form.elements().isEmpty())
                .toList();
        if (forms.isEmpty()) {
            throw Walk.refused(Walk.place(at) + " shows a page without a form, such as one that needs scripts");
        }
        if (forms.size() > 1) {
            throw Walk.refused(Walk.place(at) + " shows " + forms.size() + " forms and asks for no password");
        }
        if (document.select(FIELDS).stream().anyMatch(SignInPage::isVisible)) {
            throw Walk.refused(
                    Walk.place(at) + " asks for something else than user and password, such as a second factor");
        }
        return new SignInForm(at, forms.get(0));
    }

    static boolean isPassword(Element field) {
        return type(field).equals("password");
    }

    /** Whether a person sees it, as far as the markup tells, and can fill it in. */
    static boolean isVisible(Element field) {
        return switch (type(field)) {
            case "hidden", "submit", "button", "image", "reset" -> false;
            default -> true;
        };
    }

    /** What kind of control it is: the tag's name for all but inputs and buttons. */
    static String type(Element field) {
        String type = field.attr("type").strip().toLowerCase(Locale.ROOT);
        return switch (field.normalName()) {
            case "input" -> type.isEmpty() ? "text" : type;
            case "button" -> type.equals("button") || type.equals("reset") ? type : "submit";
            default -> field.normalName();
        };
    }
}
