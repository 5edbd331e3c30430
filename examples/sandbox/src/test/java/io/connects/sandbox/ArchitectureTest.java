package io.connects.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules; each module holds those inside itself. */
@AnalyzeClasses(packages = "io.connects", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "io.connects.core..";
    private static final String MRI = "io.connects.mri..";
    private static final String SALESFORCE = "io.connects.salesforce..";
    private static final String FINESSE = "io.connects.finesse..";
    private static final String HOST = "io.connects.host..";
    private static final String SIMULATORS = "io.connects.simulators..";
    private static final String SANDBOX = "io.connects.sandbox..";

    @ArchTest
    static final ArchRule core_knows_no_other_module = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MRI, SALESFORCE, HOST, SIMULATORS, SANDBOX);

    @ArchTest
    static final ArchRule the_protocols_do_not_know_one_another_from_mri = noClasses()
            .that()
            .resideInAPackage(MRI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SALESFORCE);

    @ArchTest
    static final ArchRule the_protocols_do_not_know_one_another_from_salesforce = noClasses()
            .that()
            .resideInAPackage(SALESFORCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MRI);

    @ArchTest
    static final ArchRule nothing_depends_on_the_examples = noClasses()
            .that()
            .resideInAnyPackage(CORE, MRI, SALESFORCE, HOST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIMULATORS, SANDBOX);

    @ArchTest
    static final ArchRule the_host_sees_no_inside_of_a_protocol = noClasses()
            .that()
            .resideInAnyPackage(HOST, SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connects.*.message..", "io.connects.*.internal..");

    @ArchTest
    static final ArchRule the_simulated_pg_shares_no_code_with_the_session_that_it_tests = noClasses()
            .that()
            .resideInAPackage(SIMULATORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MRI, SALESFORCE);

    @ArchTest
    static final ArchRule of_the_simulators_the_desktops_alone_are_clients_of_finesse = noClasses()
            .that()
            .resideInAPackage(SIMULATORS)
            .and()
            .resideOutsideOfPackage("io.connects.simulators.desktop..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FINESSE);

    @ArchTest
    static final ArchRule names_say_what_a_class_is = classes()
            .should()
            .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Processor)$")
            .andShould()
            .haveNameNotMatching(".*\\.(Base|Abstract)[A-Z].*");
}
