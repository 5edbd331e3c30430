package io.connects.sso;

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
            "okhttp3..", "okio..", "com.fasterxml..", "com.nimbusds..", "org.jsoup..");

    @ArchTest
    static final ArchRule sees_no_other_protocol = noClasses()
            .that()
            .resideInAPackage("io.connects.sso..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connects.mri..", "io.connects.host..", "io.connects.salesforce..", "io.connects.finesse..");

    @ArchTest
    static final ArchRule internals_are_used_here_alone = noClasses()
            .that()
            .resideOutsideOfPackage("io.connects.sso..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.sso.internal..");

    @ArchTest
    static final ArchRule decisions_know_no_wire_thread_or_clock = noClasses()
            .that()
            .haveSimpleName("SessionEngine")
            .or()
            .haveSimpleName("SignIn")
            .or()
            .haveSimpleName("IdsChoice")
            .should()
            .dependOnClassesThat(WIRE.or(JavaClass.Predicates.resideInAnyPackage(
                    "java.util.concurrent..", "java.net..", "org.slf4j..", "io.connects.core.http..")));

    @ArchTest
    static final ArchRule signatures_are_checked_in_one_place = noClasses()
            .that()
            .resideInAPackage("io.connects.sso..")
            .and()
            .doNotHaveSimpleName("SignedTokens")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule pages_are_read_by_robots_alone = noClasses()
            .that()
            .resideOutsideOfPackage("io.connects.sso.robot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jsoup..", "io.connects.sso.robot..");

    @ArchTest
    static final ArchRule packages_have_no_cycles = SlicesRuleDefinition.slices()
            .matching("io.connects.sso.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule public_signatures_name_no_wire_library = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.connects.sso..")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.connects.sso.internal..")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new ArchCondition<JavaMethod>("name no library that is not of the API") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getAllInvolvedRawTypes().stream()
                            .filter(WIRE)
                            .forEach(type -> events.add(
                                    SimpleConditionEvent.violated(method, method.getFullName() + " names " + type)));
                }
            });
}
