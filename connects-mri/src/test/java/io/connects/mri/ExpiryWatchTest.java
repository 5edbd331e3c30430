package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.tls.CertificateExpiry;
import io.connects.mri.tls.KeyMaterial;
import io.connects.mri.tls.Pki;
import io.netty.pkitesting.CertificateBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryWatchTest {
    private static final Instant END = Instant.parse("2027-06-30T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2027-05-31T11:59:59Z, -1",
        "2027-05-31T12:00:00Z, 30",
        "2027-06-23T11:59:59Z, 30",
        "2027-06-23T12:00:00Z, 7",
        "2027-06-29T11:59:59Z, 7",
        "2027-06-29T12:00:00Z, 1",
        "2027-06-30T11:59:59Z, 1",
        "2027-06-30T12:00:00Z, 0",
        "2028-01-01T00:00:00Z, 0"
    })
    void the_stage_is_the_smallest_number_of_days_that_is_left_at_most(Instant now, int days) {
        assertThat(ExpiryWatch.stage(END, now).orElse(-1)).isEqualTo(days);
    }

    @Test
    void tells_each_stage_of_each_certificate_once() {
        var pki = new Pki("authority"); // good for longer than what it signs
        KeyMaterial material = pki.material(pki.issue("connects"));
        Instant end = material.chain().get(0).getNotAfter().toInstant();
        var watch = new ExpiryWatch();
        assertThat(watch.due(material, end.minus(Duration.ofDays(40)))).isEmpty();
        assertThat(watch.due(material, end.minus(Duration.ofDays(29))))
                .containsExactly(new CertificateExpiry(
                        "CN=connects", material.chain().get(0).getSerialNumber().toString(16), end, 30));
        assertThat(watch.due(material, end.minus(Duration.ofDays(28)))).isEmpty();
        assertThat(days(watch, material, end.minus(Duration.ofHours(30)))).containsExactly(7);
        assertThat(days(watch, material, end.minus(Duration.ofHours(2)))).containsExactly(1);
        assertThat(days(watch, material, end)).containsExactly(0);
        assertThat(days(watch, material, end.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void skips_stages_that_passed_unseen_and_begins_anew_with_new_certificates() {
        var pki = new Pki("authority");
        KeyMaterial first = pki.material(pki.issue("connects"));
        KeyMaterial second = pki.material(pki.issue(new CertificateBuilder().ecp256(), "connects"));
        Instant late = first.chain().get(0).getNotAfter().toInstant().minus(Duration.ofHours(2));
        var watch = new ExpiryWatch();
        assertThat(days(watch, first, late)).containsExactly(1);
        assertThat(days(watch, second, late)).containsExactly(1);
        assertThat(days(watch, second, late)).isEmpty();
    }

    private static List<Integer> days(ExpiryWatch watch, KeyMaterial material, Instant now) {
        return watch.due(material, now).stream()
                .map(CertificateExpiry::daysAhead)
                .toList();
    }
}
