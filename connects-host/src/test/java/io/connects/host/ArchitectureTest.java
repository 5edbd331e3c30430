package io.connects.host;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.connects", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    // The dialect lives with the codec that it describes, but it is configuration: the host reads the file.
    private static final String DIALECT = "io\\.connects\\.mri\\.codec\\.(MriDialect|DialectText)";

    @ArchTest
    static final ArchRule the_host_touches_no_inside_of_a_protocol = noClasses()
            .that()
            .resideInAPackage("io.connects.host..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.connects.*.message..", "io.connects.*.codec..", "io.connects.*.internal..")
                            .and(not(nameMatching(DIALECT))));

    @ArchTest
    static final ArchRule mri_knows_nothing_of_salesforce_or_the_host = noClasses()
            .that()
            .resideInAPackage("io.connects.mri..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connects.salesforce..", "io.connects.host..");

    @ArchTest
    static final ArchRule salesforce_knows_nothing_of_mri_or_the_host = noClasses()
            .that()
            .resideInAPackage("io.connects.salesforce..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connects.mri..", "io.connects.host..");

    @ArchTest
    static final ArchRule core_knows_nobody = noClasses()
            .that()
            .resideInAPackage("io.connects.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connects.mri..", "io.connects.salesforce..", "io.connects.host..");

    /** Only the engine submits again: two who did would offer every lost task twice. */
    @ArchTest
    static final ArchRule the_resubmitter_is_not_wired_together_with_the_engine = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connects.core..", "io.connects.mri.routing..", "io.connects.salesforce..", "io.connects.host..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.connects.mri.Resubmitter");

    @ArchTest
    static final ArchRule configuration_knows_nothing_of_what_it_configures = noClasses()
            .that()
            .resideInAPackage("io.connects.host.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.host");
}
