package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of an object has an accessor of its own, which reads that field and no other. */
final class TypedRecordsTest {
    private static final String ID = SalesforceId.of("005000000000001").value();

    static Stream<Arguments> fields() {
        return Stream.of(
                        of(PendingServiceRouting.TYPE, PendingServiceRouting.ALL_FIELDS, PendingServiceRouting::new),
                        of(AgentWorkRecord.TYPE, AgentWorkRecord.ALL_FIELDS, AgentWorkRecord::new),
                        of(UserServicePresence.TYPE, UserServicePresence.ALL_FIELDS, UserServicePresence::new))
                .flatMap(all -> all);
    }

    private static Stream<Arguments> of(String type, List<String> names, Function<SObject, Record> view) {
        return names.stream()
                .filter(name -> !name.equals("Status") && !name.equals("Id"))
                .map(name -> Arguments.of(type, name, view));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void reads_its_own_field_and_no_other(String type, String field, Function<SObject, Record> view) throws Exception {
        Record empty = view.apply(new SObject(type, Map.of()));
        Method accessor = accessor(empty, field);
        Class<?> kind = accessor.getReturnType();
        Map<Class<?>, Map.Entry<Object, Object>> samples = Map.of(
                Integer.class, Map.entry(7, 7),
                Double.class, Map.entry(2.5, 2.5),
                boolean.class, Map.entry(true, true),
                Instant.class, Map.entry("2026-05-04T12:00:00.000+0000", Instant.parse("2026-05-04T12:00:00Z")),
                Duration.class, Map.entry(90, Duration.ofSeconds(90)),
                String.class, Map.entry(ID, ID));
        Map.Entry<Object, Object> sample = samples.get(kind);
        assertThat(accessor.invoke(view.apply(new SObject(type, Map.of(field, sample.getKey())))))
                .isEqualTo(sample.getValue());
        if (!required(type, field)) {
            assertThat(accessor.invoke(empty)).isEqualTo(kind == boolean.class ? false : null);
        }
        if (kind == Integer.class || kind == Duration.class) {
            assertThat(accessor.invoke(view.apply(new SObject(type, Map.of(field, 90.0)))))
                    .isNotNull();
            Record fraction = view.apply(new SObject(type, Map.of(field, 2.5)));
            assertThatThrownBy(() -> accessor.invoke(fraction)).hasCauseInstanceOf(ProtocolViolationException.class);
        }
        Record wrong = view.apply(new SObject(type, Map.of(field, List.of())));
        assertThatThrownBy(() -> accessor.invoke(wrong))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(ProtocolViolationException.class);
    }

    private static boolean required(String type, String field) {
        return type.equals(UserServicePresence.TYPE) && field.equals("UserId");
    }

    private static Method accessor(Record record, String field) {
        String plain = field.startsWith("Is") ? field.substring(2) : field;
        String name = Map.of("ServicePresenceStatusId", "statusId", "IsCurrentState", "current")
                .getOrDefault(field, Character.toLowerCase(plain.charAt(0)) + plain.substring(1));
        try {
            return record.getClass().getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(record.getClass().getSimpleName() + " has no accessor of " + field, e);
        }
    }
}
