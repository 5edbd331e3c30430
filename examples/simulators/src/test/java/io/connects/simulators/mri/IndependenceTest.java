package io.connects.simulators.mri;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.connects.simulators", importOptions = DoNotIncludeTests.class)
class IndependenceTest {
    @ArchTest
    static final ArchRule nothing_here_uses_the_adapters_codec = noClasses()
            .that()
            .resideInAPackage("io.connects.simulators..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.mri..");

    @ArchTest
    static final ArchRule the_cce_knows_no_wire = noClasses()
            .that()
            .resideInAnyPackage("io.connects.simulators.cce..", "io.connects.simulators.desktop..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connects.simulators.mri..", "io.netty..");

    @ArchTest
    static final ArchRule the_desktop_knows_its_hands_only = noClasses()
            .that()
            .resideInAPackage("io.connects.simulators.desktop..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.simulators.cce..");
}
