package io.connects.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.connects.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_depends_on_nothing_but_the_jdk_slf4j_and_jspecify = classes()
            .that()
            .resideOutsideOfPackage("io.connects.core.http")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..", "io.connects.core..");

    /** OkHttp is optional: whoever embeds the engine alone does without. */
    @ArchTest
    static final ArchRule nothing_else_in_core_needs_http = noClasses()
            .that()
            .resideOutsideOfPackage("io.connects.core.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.core.http");

    /** The ports speak of futures, the runner performs effects; everything else in these packages is pure. */
    @ArchTest
    static final ArchRule the_engines_touch_no_clock_random_thread_logger_or_future = noClasses()
            .that()
            .resideInAnyPackage("io.connects.core.routing", "io.connects.core.presence", "io.connects.core.directory")
            .and()
            .haveNameNotMatching(".*\\.(RoutingRunner|WorkSource|PortListeners)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.concurrent..", "java.util.random..", "org.slf4j..", "java.net..", "java.io..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.(util\\.Random|time\\.Clock|time\\.InstantSource|lang\\.Thread|lang\\.ThreadLocal)")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.connects.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_mutable_is_static = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
            .that()
            .areStatic()
            .should()
            .beFinal();
}
