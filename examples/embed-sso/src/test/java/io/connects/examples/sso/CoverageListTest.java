package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.coverage.CoverageList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * docs/testing.md lists which test shows what of single sign-on; the list is made from coverage.txt, and every test that it names has to be there. To write
 * it anew: {@code -Dconnects.docs.write=true}.
 */
final class CoverageListTest {
    private final CoverageList list = new CoverageList(
            CoverageListTest.class.getResourceAsStream("coverage.txt"),
            "coverage.txt of single sign-on",
            List.of(
                    Path.of("../../connects-sso/src/test/java"),
                    Path.of("../simulators/src/test/java"),
                    Path.of("../sandbox/src/test/java"),
                    Path.of("src/test/java")));

    CoverageListTest() throws IOException {}

    @Test
    void every_test_that_is_named_is_there() throws IOException {
        assertThat(list.missing()).isEmpty();
    }

    @Test
    void the_page_has_this_list() throws IOException {
        assertThat(list.missingOn(Path.of("../../docs/testing.md"))).isEmpty();
    }
}
