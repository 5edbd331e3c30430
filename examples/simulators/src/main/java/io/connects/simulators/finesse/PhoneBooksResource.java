package io.connects.simulators.finesse;

/** {@code User/ID/PhoneBooks} and {@code PhoneBook/ID/Contacts}. */
final class PhoneBooksResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        if (call.part(0).equals("User")) {
            Agent unused = call.ownOrReadable(1);
            Element list = Element.of("PhoneBooks");
            call.core()
                    .options
                    .phoneBooks
                    .forEach(book -> list.add(Element.of("PhoneBook")
                            .child("uri", uri(book))
                            .child("name", book.name())
                            .child("type", "GLOBAL")
                            .child("contacts", uri(book) + "/Contacts")));
            return ApiAnswer.ok(list);
        }
        PhoneBook book = call.core().options.phoneBooks.stream()
                .filter(one -> call.part(1).equals(Integer.toString(one.id())))
                .findFirst()
                .orElseThrow(() -> ErrorType.NOT_FOUND.of(call.part(1)));
        Element contacts = Element.of("Contacts");
        book.contacts()
                .forEach(contact -> contacts.add(Element.of("Contact")
                        .child("uri", uri(book) + "/Contact/" + contact.id())
                        .child("firstName", contact.firstName())
                        .child("lastName", contact.lastName())
                        .child("phoneNumber", contact.phoneNumber())
                        .child("description", contact.description())));
        return ApiAnswer.ok(contacts);
    }

    private static String uri(PhoneBook book) {
        return "/finesse/api/PhoneBook/" + book.id();
    }
}
