package io.connects.simulators.finesse;

/** {@code Queue/ID} and {@code User/ID/Queues}; CCE only. */
final class QueueResource implements Resource {
    @Override
    public ApiAnswer answer(ApiCall call) {
        call.require("GET");
        if (!call.core().isCce()) {
            throw ErrorType.NOT_IMPLEMENTED.of("Queue");
        }
        QueueStatistics queues = call.core().queues;
        if (call.part(0).equals("User")) {
            Agent unused = call.ownOrReadable(1);
            Element list = Element.of("Queues");
            call.core().options.queues.forEach(queue -> list.add(queues.write(queue)));
            return ApiAnswer.ok(list);
        }
        int id = ApiCall.number(call.part(1), ErrorType.INVALID_INPUT);
        return ApiAnswer.ok(queues.write(queues.find(id).orElseThrow(() -> ErrorType.NOT_FOUND.of(call.part(1)))));
    }
}
