package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the resource of a path. Thread-safe once made. */
final class RestApi {
    private final List<Route> routes = new ArrayList<>();

    /** @param parts a star stands for any one part */
    private record Route(List<String> parts, Resource resource) {
        boolean matches(List<String> path) {
            if (path.size() != parts.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).equals("*") && !parts.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    RestApi(FinesseOptions options) {
        add("User/*", new UserResource(options));
        var media = new UserMediaResource(options);
        add("User/*/Media", media);
        add("User/*/Media/*", media);
        add("User/*/Media/*/Dialogs", media);
        add("User/*/Dialogs", new UserDialogsResource());
        add("Dialog/*", new DialogResource());
        add("User/*/ReasonCodes", new ReasonCodesResource());
        add("User/*/WrapUpReasons", new WrapUpReasonsResource());
        add("User/*/MediaPropertiesLayout", new MediaPropertiesLayoutResource());
        add("User/*/ClientLog", new ClientLogResource());
        var phoneBooks = new PhoneBooksResource();
        add("User/*/PhoneBooks", phoneBooks);
        add("PhoneBook/*/Contacts", phoneBooks);
        var queues = new QueueResource();
        add("User/*/Queues", queues);
        add("Queue/*", queues);
        add("Team/*", new TeamResource());
        add("TeamMessage", new TeamMessageResource());
        add("Users", new UsersResource());
    }

    private void add(String pattern, Resource resource) {
        routes.add(new Route(List.of(pattern.split("/", -1)), resource));
    }

    Optional<Resource> find(List<String> path) {
        return routes.stream().filter(route -> route.matches(path)).findFirst().map(Route::resource);
    }
}
