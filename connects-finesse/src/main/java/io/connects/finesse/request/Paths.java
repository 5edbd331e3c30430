package io.connects.finesse.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The paths of Finesse's REST API, which notifications name as their source, too. */
public final class Paths {
    /** What all begin with. */
    public static final String API = "/finesse/api/";

    private Paths() {}

    /** @param id login id, or login name for reading */
    public static String user(String id) {
        return API + "User/" + part(id);
    }

    public static String dialogs(String userId) {
        return user(userId) + "/Dialogs";
    }

    public static String dialog(String dialogId) {
        return API + "Dialog/" + part(dialogId);
    }

    /** All media routing domains of a user. */
    public static String media(String userId) {
        return user(userId) + "/Media";
    }

    public static String media(String userId, String mrdId) {
        return media(userId) + "/" + part(mrdId);
    }

    /** The tasks of a user in one domain. */
    public static String tasks(String userId, String mrdId) {
        return media(userId, mrdId) + "/Dialogs";
    }

    public static String team(String teamId) {
        return API + "Team/" + part(teamId);
    }

    public static String queue(String queueId) {
        return API + "Queue/" + part(queueId);
    }

    /** The administrator's list. */
    public static String users() {
        return API + "Users";
    }

    /** @param category {@code NOT_READY}, {@code LOGOUT} or {@code ALL} */
    public static String reasonCodes(String userId, String category) {
        return user(userId) + "/ReasonCodes?category=" + part(category);
    }

    /** @param user login id or login name */
    public static String userAuthMode(String user) {
        return API + "UserAuthMode/" + part(user);
    }

    public static String systemInfo() {
        return API + "SystemInfo";
    }

    /** One part of a path: nothing in it can leave its place. */
    static String part(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("id: cannot be part of a path: \"" + text + "\"");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
