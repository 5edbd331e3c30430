package io.connects.benchmarks;

import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.message.SessionState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A session and a PIM that are joined over loopback. */
final class Peers implements AutoCloseable {
    final MriSession session;
    final RawPim pim;

    /** @param answers whether the PIM answers tasks, or lets them wait */
    Peers(boolean answers) throws IOException, InterruptedException {
        var routing = new CountDownLatch(1);
        MriOptions options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .eccNames(FullTask.ECC_NAMES)
                .maxUnsentBytes(64 * 1024 * 1024)
                .build();
        session = new MriSession(options, new MriListener() {
            @Override
            public void state(SessionState state, String reason) {
                if (state == SessionState.ROUTING) {
                    routing.countDown();
                }
            }
        });
        session.start();
        pim = new RawPim(session.address(), answers);
        routing.await();
    }

    @Override
    public void close() throws IOException {
        session.close();
        session.closed().join();
        pim.close();
    }
}
