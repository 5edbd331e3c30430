package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The detection that every test class of this module is under would notice. */
class LeakDetectionTest {
    @Test
    void notices_a_buffer_that_nobody_releases() {
        PooledByteBufAllocator.DEFAULT.buffer(16).writeByte(1);
        List<String> leaks = new ArrayList<>();
        await().until(() -> {
            leaks.addAll(LeakDetection.drain());
            return !leaks.isEmpty();
        });
        assertThat(leaks).hasSize(1).first().asString().contains("notices_a_buffer_that_nobody_releases");
    }
}
