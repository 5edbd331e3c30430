package io.connects.mri;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.connects.mri", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_arrows_inside_the_module = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("message")
            .definedBy("io.connects.mri.message")
            .layer("codec")
            .definedBy("io.connects.mri.codec")
            .layer("engine")
            .definedBy("io.connects.mri.internal.engine")
            .layer("transport")
            .definedBy("io.connects.mri.internal.transport")
            .layer("session")
            .definedBy("io.connects.mri")
            .layer("tls")
            .definedBy("io.connects.mri.tls")
            .layer("inspect")
            .definedBy("io.connects.mri.inspect")
            .layer("routing")
            .definedBy("io.connects.mri.routing")
            .whereLayer("routing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("inspect")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("routing")
            .whereLayer("transport")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("transport", "session")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("transport", "session", "routing", "inspect");

    @ArchTest
    static final ArchRule only_the_transport_knows_netty = noClasses()
            .that()
            .resideOutsideOfPackage("io.connects.mri.internal.transport")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule the_engine_is_pure = noClasses()
            .that()
            .resideInAPackage("io.connects.mri.internal.engine")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.net..", "java.nio..", "java.io..", "org.slf4j..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** Only the engine submits again: two who did would offer every lost task twice. */
    @ArchTest
    static final ArchRule the_resubmitter_is_not_wired_together_with_the_engine = noClasses()
            .that()
            .resideInAPackage("io.connects.mri.routing..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Resubmitter.class);

    @ArchTest
    static final ArchRule the_codec_needs_no_socket = noClasses()
            .that()
            .resideInAnyPackage("io.connects.mri.codec", "io.connects.mri.message")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..", "org.slf4j..");

    @ArchTest
    static final ArchRule inspecting_needs_no_socket_thread_or_clock = noClasses()
            .that()
            .resideInAPackage("io.connects.mri.inspect")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..", "java.util.concurrent..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Server)?Socket")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule no_other_protocol = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connects.salesforce..", "io.connects.finesse..", "io.connects.sso..", "io.connects.host..");
}
