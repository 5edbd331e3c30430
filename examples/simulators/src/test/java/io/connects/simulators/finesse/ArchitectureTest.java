package io.connects.simulators.finesse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.connects.simulators.finesse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_simulated_finesse_shares_no_code_with_what_it_tests = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connects.finesse..", "io.connects.mri..", "io.connects.salesforce..");
}
