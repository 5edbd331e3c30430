package io.connects.sso.robot;

import io.connects.sso.internal.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A form of a page, and what a browser would send of it. */
final class SignInForm {
    private static final Set<String> TEXTS = Set.of("text", "email", "tel", "number", "search", "url");
    private static final List<String> NAMES_OF_USERS = List.of("user", "login", "mail", "upn");

    private final HttpUrl page;
    private final FormElement form;

    SignInForm(HttpUrl page, FormElement form) {
        this.page = page;
        this.form = form;
    }

    private record Field(String name, String value) {}

    /** A form as it goes out; two are equal when nothing in them differs. */
    static final class Filled {
        private final boolean isPost;
        private final HttpUrl target;
        private final List<Field> fields;

        private Filled(boolean isPost, HttpUrl target, List<Field> fields) {
            this.isPost = isPost;
            this.target = target;
            this.fields = List.copyOf(fields);
        }

        Request request() {
            if (!isPost) {
                HttpUrl.Builder url = target.newBuilder().query(null);
                fields.forEach(field -> url.addQueryParameter(field.name, field.value));
                return new Request.Builder().url(url.build()).build();
            }
            var body = new FormBody.Builder();
            fields.forEach(field -> body.add(field.name, field.value));
            return new Request.Builder().url(target).post(body.build()).build();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Filled that
                    && isPost == that.isPost
                    && target.equals(that.target)
                    && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }
    }

    /** As a script sends it off: without any button. */
    Filled filled() {
        return new Filled(isPost(), target(), presetFields().toList());
    }

    /**
     * With user and password, as if its first button had been pressed.
     *
     * @throws io.connects.core.NotAuthorisedException when it asks for more, or would give the password to somebody else or show it in an address
     */
    Filled filled(Robot robot) {
        HttpUrl target = target();
        if (!Walk.sameOrigin(target, page)) {
            throw Walk.refused("the form of " + Walk.place(page) + " would send the password to " + Walk.place(target));
        }
        if (!isPost()) {
            throw Walk.refused("the form of " + Walk.place(page) + " would put the password into an address");
        }
        Element password = only(enabled().filter(SignInPage::isPassword).toList(), "one password");
        Element user = userField();
        var fields = new ArrayList<Field>();
        presetFields()
                .filter(field -> !field.name.equals(password.attr("name")) && !field.name.equals(user.attr("name")))
                .forEach(fields::add);
        fields.add(new Field(user.attr("name"), robot.user()));
        fields.add(new Field(password.attr("name"), robot.password().reveal()));
        enabled()
                .filter(field -> SignInPage.type(field).equals("submit"))
                .findFirst()
                .filter(button -> !button.attr("name").isEmpty())
                .ifPresent(button -> fields.add(new Field(button.attr("name"), button.attr("value"))));
        return new Filled(true, target, fields);
    }

    /** By its kind, and among several by what it is called; the others have to be filled in already. */
    private Element userField() {
        List<Element> texts = enabled()
                .filter(field -> TEXTS.contains(SignInPage.type(field)))
                .toList();
        List<Element> called = texts.size() <= 1
                ? texts
                : texts.stream().filter(SignInForm::isCalledUser).toList();
        Element user = only(called, "one user");
        if (texts.stream().anyMatch(field -> field != user && field.val().isEmpty())) {
            throw more("user and password");
        }
        return user;
    }

    private static boolean isCalledUser(Element field) {
        String name =
                (field.attr("name") + " " + field.id() + " " + field.attr("autocomplete")).toLowerCase(Locale.ROOT);
        return SignInPage.type(field).equals("email") || NAMES_OF_USERS.stream().anyMatch(name::contains);
    }

    private Element only(List<Element> fields, String what) {
        if (fields.size() != 1 || fields.get(0).attr("name").isEmpty()) {
            throw more(what);
        }
        return fields.get(0);
    }

    private RuntimeException more(String what) {
        return Walk.refused("the form of " + Walk.place(page) + " asks for more or less than " + what);
    }

    private Stream<Element> enabled() {
        return form.elements().stream().filter(field -> !field.hasAttr("disabled"));
    }

    private Stream<Field> presetFields() {
        return enabled()
                .filter(field -> !field.attr("name").isEmpty() && isSent(field))
                .map(field -> new Field(field.attr("name"), valueOf(field)));
    }

    private static boolean isSent(Element field) {
        return switch (SignInPage.type(field)) {
            case "submit", "button", "image", "reset", "file", "object" -> false;
            case "checkbox", "radio" -> field.hasAttr("checked");
            default -> true;
        };
    }

    private static String valueOf(Element field) {
        return switch (SignInPage.type(field)) {
            case "checkbox", "radio" -> field.hasAttr("value") ? field.attr("value") : "on";
            case "select" -> {
                Element chosen = field.selectFirst("option[selected]");
                Element option = chosen == null ? field.selectFirst("option") : chosen;
                yield option == null ? "" : option.val().isEmpty() ? option.attr("value") : option.val();
            }
            default -> field.val();
        };
    }

    private boolean isPost() {
        String encoding = form.attr("enctype").strip().toLowerCase(Locale.ROOT);
        if (!encoding.isEmpty() && !encoding.equals("application/x-www-form-urlencoded")) {
            throw Walk.refused("the form of " + Walk.place(page) + " wants to be sent as no sign-in is");
        }
        return switch (form.attr("method").strip().toLowerCase(Locale.ROOT)) {
            case "post" -> true;
            case "", "get" -> false;
            default ->
                throw Walk.refused("the form of " + Walk.place(page) + " is sent off neither by GET nor by POST");
        };
    }

    private HttpUrl target() {
        String action = form.attr("action").strip();
        HttpUrl base = HttpUrl.parse(form.baseUri());
        HttpUrl target = action.isEmpty() ? page : (base == null ? page : base).resolve(action);
        if (target == null) {
            throw Answers.unusable(Walk.WHAT, "is a form of " + Walk.place(page) + " that leads nowhere");
        }
        return target;
    }
}
