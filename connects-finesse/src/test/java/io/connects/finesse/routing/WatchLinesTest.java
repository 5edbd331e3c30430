package io.connects.finesse.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.codec.DialogXml;
import io.connects.finesse.codec.MediaXml;
import io.connects.finesse.codec.UserXml;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.User;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchLinesTest {
    private static final String AT = "2026-11-27T10:00:00Z ";

    private final List<String> lines = new ArrayList<>();
    private final WatchLines watch =
            new WatchLines(lines::add, () -> Instant.parse("2026-11-27T10:00:00.123Z"), why -> lines.add("the end"));

    private static XmlElement xml(String text) {
        return new XmlReader(100_000).read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static User user(String more) {
        return UserXml.read(xml("<User><loginId>1001</loginId><firstName>Anna</firstName>" + more + "</User>"));
    }

    private static Dialog call(String state, String party) {
        return DialogXml.read(xml("<Dialog><id>77</id><state>" + state
                + "</state><mediaType>Voice</mediaType><fromAddress>555</fromAddress><toAddress>2001</toAddress>"
                + "<participants><Participant><mediaAddress>2001</mediaAddress><state>" + party
                + "</state></Participant></participants></Dialog>"));
    }

    private static Dialog task(String state, String properties) {
        return DialogXml.read(xml("<Dialog><id>151_312_1</id><state>" + state
                + "</state><mediaType>Cases</mediaType><mediaProperties><mediaId>5001</mediaId>" + properties
                + "</mediaProperties></Dialog>"));
    }

    private static Media media(String routable) {
        return MediaXml.read(xml("<Media><id>5001</id><name>Cases</name><state>READY</state><routable>" + routable
                + "</routable></Media>"));
    }

    @Test
    void tells_states_of_agents_when_they_change() {
        User ready = user("<state>READY</state>");
        User pause = user("<state>NOT_READY</state><ReasonCode><code>5</code><label>Break</label></ReasonCode>");
        User talking = user("<state>TALKING</state><pendingState>NOT_READY</pendingState>");
        watch.fact(new Fact.UserChanged(null, ready));
        watch.fact(new Fact.UserChanged(ready, user("<state>READY</state><extension>2001</extension>")));
        watch.fact(new Fact.UserChanged(ready, pause));
        watch.fact(new Fact.UserChanged(pause, talking));

        assertThat(lines)
                .containsExactly(
                        AT + "agent 1001 (Anna): READY",
                        AT + "agent 1001 (Anna): READY -> NOT_READY 5 Break",
                        AT + "agent 1001 (Anna): NOT_READY 5 Break -> TALKING, then NOT_READY");
    }

    @Test
    void tells_calls_and_tasks_from_begin_to_end() {
        watch.fact(new Fact.DialogAdded("1001", call("ALERTING", "ALERTING")));
        watch.fact(new Fact.DialogChanged("1001", call("ALERTING", "ALERTING"), call("ACTIVE", "HELD")));
        watch.fact(new Fact.DialogRemoved("1001", call("DROPPED", "DROPPED")));
        watch.fact(new Fact.DialogAdded("1001", task("OFFERED", "")));
        watch.fact(
                new Fact.DialogChanged("1001", task("OFFERED", ""), task("OFFERED", "<dialedNumber>1</dialedNumber>")));
        watch.fact(new Fact.DialogChanged("1001", task("OFFERED", ""), task("ACTIVE", "")));
        watch.fact(new Fact.DialogRemoved(
                "1001", task("CLOSED", "<dispositionCode>CD_NORMAL_END_TASK</dispositionCode>")));

        assertThat(lines)
                .containsExactly(
                        AT + "call 77 of 1001: ALERTING, from 555 to 2001",
                        AT + "call 77 of 1001: ALERTING, 2001 ALERTING -> ACTIVE, 2001 HELD",
                        AT + "call 77 of 1001: over",
                        AT + "Cases task 151_312_1 of 1001: OFFERED",
                        AT + "Cases task 151_312_1 of 1001: OFFERED -> ACTIVE",
                        AT + "Cases task 151_312_1 of 1001: over, CD_NORMAL_END_TASK");
    }

    @Test
    void tells_whether_new_tasks_may_come() {
        watch.fact(new Fact.MediaChanged("1001", null, media("true")));
        watch.fact(new Fact.MediaChanged("1001", media("true"), media("false")));

        assertThat(lines)
                .containsExactly(
                        AT + "media Cases of 1001: READY, routable",
                        AT + "media Cases of 1001: READY, routable -> READY, not routable");
    }

    @Test
    void tells_how_it_goes_with_the_nodes() {
        URI b = URI.create("https://b.example.com:8445");
        watch.live(URI.create("https://a.example.com:8445"), false);
        watch.stale("not in service");
        watch.live(b, true);
        watch.missing("/finesse/api/User/9999/Media", "Forbidden");
        watch.stopped("somebody else uses its resource");

        assertThat(lines)
                .containsExactly(
                        AT + "live: https://a.example.com:8445",
                        AT + "stale: not in service",
                        AT + "live: moved to https://b.example.com:8445",
                        AT + "cannot watch /finesse/api/User/9999/Media: Forbidden",
                        AT + "stopped: somebody else uses its resource",
                        "the end");
    }
}
