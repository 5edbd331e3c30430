package io.connects.salesforce;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.connects", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> WIRE = JavaClass.Predicates.resideInAnyPackage(
            "okhttp3..", "okio..", "com.fasterxml..", "org.cometd..", "org.eclipse..");

    private static final DescribedPredicate<JavaClass> JSON = JavaClass.Predicates.resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule sees_no_other_protocol = noClasses()
            .that()
            .resideInAPackage("io.connects.salesforce..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connects.mri..", "io.connects.host..", "io.connects.finesse..", "io.connects.sso..");

    @ArchTest
    static final ArchRule internals_look_at_nothing_of_the_api = noClasses()
            .that()
            .resideInAPackage("io.connects.salesforce.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connects.salesforce", "io.connects.salesforce.streaming", "io.connects.salesforce.routing");

    @ArchTest
    static final ArchRule internals_are_used_here_alone = noClasses()
            .that()
            .resideOutsideOfPackage("io.connects.salesforce..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.salesforce.internal..");

    @ArchTest
    static final ArchRule packages_have_no_cycles = SlicesRuleDefinition.slices()
            .matching("io.connects.salesforce.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule public_signatures_name_no_wire_library = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("io.connects.salesforce.streaming", "io.connects.salesforce.routing")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(nameNone(WIRE));

    /** A caller may bring an HTTP client; how JSON is read and written is nobody's business. */
    @ArchTest
    static final ArchRule public_signatures_name_no_json_library = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.connects.salesforce")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(nameNone(JSON));

    private static ArchCondition<JavaMethod> nameNone(DescribedPredicate<JavaClass> unwanted) {
        return new ArchCondition<>("name no library that is not of the API") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getAllInvolvedRawTypes().stream()
                        .filter(unwanted)
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(method, method.getFullName() + " names " + type)));
            }
        };
    }
}
