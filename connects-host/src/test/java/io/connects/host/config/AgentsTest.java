package io.connects.host.config;

import static io.connects.host.config.Configs.faults;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsTest {
    private static final String LISTED = "[{loginId: anna, skillTargetId: 5001, userId: 0055e000001AAAAAA4}]";
    private static final String FILE = with(LISTED, "{csvFile: agents.csv}");

    @TempDir
    Path directory;

    @Test
    void reads_a_file_with_columns_in_any_order() throws IOException {
        write("\uFEFF# who is who\r\nuserId,loginId,skillTargetId\r\n\"0055e000001AAAA\", anna ,5001\r\n\r\n");

        Agents agents = HostConfig.parse(FILE, Configs.ENVIRONMENT, directory)
                .routes()
                .get(0)
                .routing()
                .agents();

        assertThat(agents.size()).isEqualTo(1);
        assertThat(agents.bySkillTargetId(5001)).contains(new Agent("anna", 5001, "0055e000001AAAAAA4"));
    }

    @Test
    void reports_every_faulty_line_with_its_number() throws IOException {
        write("loginId,skillTargetId,userId\nanna,x,0055e000001AAAAAA4\n\nboris,5002\n,0,00G5e000000AAAAEA4\n");

        assertThat(faults(FILE, directory))
                .containsExactly(
                        at("line 2: skillTargetId: must be a whole number, was 'x'"),
                        at("line 4: must have 3 values, has 2"),
                        at("line 5: loginId: is empty"),
                        at("line 5: skillTargetId: must be 1 or more, was 0"),
                        at(
                                "line 5: userId: must be the id of a user, which begins with 005, was '00G5e000000AAAAEA4'"));
    }

    @Test
    void wants_a_header_and_agents() throws IOException {
        write("anna,5001,0055e000001AAAAAA4\n");
        assertThat(faults(FILE, directory))
                .containsExactly(at("line 1: must be the header loginId,skillTargetId,userId"));

        write("loginId,skillTargetId,userId\n");
        assertThat(faults(FILE, directory)).containsExactly(at("has no agents"));

        write("");
        assertThat(faults(FILE, directory)).containsExactly(at("has no agents"));
    }

    @Test
    void says_why_a_file_cannot_be_read() throws IOException {
        assertThat(faults(FILE, directory)).containsExactly(at("there is no such file"));

        Files.write(directory.resolve("agents.csv"), new byte[] {(byte) 0xFF});
        assertThat(faults(FILE, directory)).containsExactly(at("is not UTF-8"));
    }

    @Test
    void two_agents_share_neither_skill_target_id_nor_user() throws IOException {
        write("loginId,skillTargetId,userId\nanna,5001,0055e000001AAAAAA4\nboris,5001,0055e000001AAAA\n");

        assertThat(faults(FILE, directory))
                .containsExactly("routes[0].agents.csvFile (line 6): more than one agent with skill target id 5001,"
                        + " user id 0055e000001AAAAAA4");
    }

    @Test
    void a_route_needs_agents() {
        assertThat(faults(with(LISTED, "[]"))).containsExactly("routes[0].agents (line 6): needs at least one agent");
    }

    private void write(String csv) throws IOException {
        Files.writeString(directory.resolve("agents.csv"), csv);
    }

    private static String at(String fault) {
        return "routes[0].agents.csvFile (line 6): agents.csv: " + fault;
    }
}
