package io.connects.benchmarks.finesse;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How long all threads of this process have been on a processor. */
final class ProcessorTime {
    private static final double SECOND = 1e9;

    private ProcessorTime() {}

    static double seconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / SECOND;
    }
}
