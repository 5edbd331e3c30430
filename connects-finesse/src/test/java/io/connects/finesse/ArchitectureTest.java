package io.connects.finesse;

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
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.connects", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> WIRE = JavaClass.Predicates.resideInAnyPackage(
            "okhttp3..", "okio..", "com.ctc..", "org.codehaus..", "javax.xml..");

    @ArchTest
    static final ArchRule sees_no_other_protocol = noClasses()
            .that()
            .resideInAPackage("io.connects.finesse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connects.mri..", "io.connects.host..", "io.connects.salesforce..", "io.connects.sso..");

    @ArchTest
    static final ArchRule packages_have_no_cycles = SlicesRuleDefinition.slices()
            .assignedFrom(new EachPackage())
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule internals_are_used_here_alone = noClasses()
            .that()
            .resideOutsideOfPackage("io.connects.finesse.xmpp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connects.finesse.xmpp.internal..");

    @ArchTest
    static final ArchRule engines_know_no_wire_thread_or_clock = noClasses()
            .that()
            .resideInAnyPackage("io.connects.finesse.xmpp.internal.engine", "io.connects.finesse.xmpp.internal.bosh")
            .should()
            .dependOnClassesThat(WIRE.or(JavaClass.Predicates.resideInAnyPackage(
                    "java.util.concurrent..",
                    "java.net..",
                    "org.slf4j..",
                    "io.connects.finesse.xmpp.internal.transport")));

    @ArchTest
    static final ArchRule public_signatures_name_no_wire_library = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.connects.finesse.xmpp..")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.connects.finesse.xmpp.internal..")
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

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("io.connects.finesse.")
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages below the module's own";
        }
    }
}
