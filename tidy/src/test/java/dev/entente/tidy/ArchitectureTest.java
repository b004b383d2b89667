package dev.entente.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see whom, over the compiled modules. */
class ArchitectureTest {
    private static final String CORE = "dev.entente.core..";
    private static final String VALUES = "dev.entente.core.value..";
    private static final String CONNECTOR = "dev.entente.connector..";
    private static final String ENGINE = "dev.entente.engine..";
    private static final String TESTKIT = "dev.entente.testkit..";
    private static final String POSTGRES = "dev.entente.postgres..";
    private static final String SIMULATOR = "dev.entente.simulator..";
    private static final String PORTAL_LAB = "dev.entente.portallab..";
    private static final String CLI = "dev.entente.cli..";
    private static final String BENCHMARKS = "dev.entente.benchmarks..";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.entente");

    @Nested
    class Between_modules {

        @Test
        void core_sees_the_language_and_nothing_else() {
            check(
                    classes()
                            .that()
                            .resideInAPackage(CORE)
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(
                                    CORE,
                                    "java.lang..",
                                    "java.math..",
                                    "java.nio.charset..",
                                    "java.text..",
                                    "java.time..",
                                    "java.util..",
                                    "org.jspecify.annotations.."));
        }

        @Test
        void a_connector_s_door_sees_the_core_s_values_only() {
            check(
                    classes()
                            .that()
                            .resideInAPackage(CONNECTOR)
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(
                                    CONNECTOR, VALUES, "java..", "org.jspecify.annotations.."));
        }

        @Test
        void the_engine_sees_core_and_connector() {
            sees(ENGINE, ENGINE, CORE, CONNECTOR);
        }

        @Test
        void the_testkit_sees_no_kind_of_system() {
            sees(TESTKIT, TESTKIT, CORE, CONNECTOR, ENGINE);
        }

        @Test
        void a_kind_of_system_sees_its_door_and_the_core_s_values() {
            sees(POSTGRES, POSTGRES, CONNECTOR, VALUES);
        }

        @Test
        void the_simulator_sees_no_real_system() {
            sees(SIMULATOR, SIMULATOR, CORE, CONNECTOR, ENGINE, TESTKIT);
        }

        @Test
        void the_example_knows_nothing_of_the_command_line() {
            sees(PORTAL_LAB, PORTAL_LAB, CORE, CONNECTOR, ENGINE, POSTGRES);
        }

        @Test
        void the_command_line_sees_nothing_of_tests_and_measures() {
            // The simulator is a product: `entente simulate` runs it. Its fakes stay behind it.
            sees(CLI, CLI, CORE, CONNECTOR, ENGINE, POSTGRES, SIMULATOR, PORTAL_LAB);
        }

        @Test
        void nobody_sees_the_benchmarks() {
            check(
                    noClasses()
                            .that()
                            .resideOutsideOfPackage(BENCHMARKS)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(BENCHMARKS));
        }
    }

    @Nested
    class Inside_a_module {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "core",
                    "connector",
                    "engine",
                    "testkit",
                    "postgres",
                    "simulator",
                    "portallab",
                    "cli",
                    "benchmarks"
                })
        void packages_form_no_circle(String module) {
            check(slices().matching("dev.entente." + module + ".(*)..").should().beFreeOfCycles());
        }
    }

    @Nested
    class Time_and_chance {

        /** Programs of their own, which run in the real world only. */
        private static final String[] PROGRAMS = {PORTAL_LAB, CLI, BENCHMARKS};

        @Test
        void come_in_by_the_connector_s_door() {
            check(
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(PROGRAMS)
                            .and(are(notTheRealHost()))
                            .should()
                            .accessTargetWhere(readsTheRealWorld()));
        }

        @Test
        void nobody_sleeps_but_at_that_door() {
            check(
                    noClasses()
                            .that(are(notTheRealHost()))
                            .should()
                            .accessTargetWhere(calls(Thread.class, Set.of("sleep"))));
        }

        /** Not the connector's own host, which stands for the real clock, threads and chance. */
        private static DescribedPredicate<JavaClass> notTheRealHost() {
            return DescribedPredicate.describe(
                    "outside the real host",
                    type -> {
                        JavaClass outermost = type;
                        while (outermost.getEnclosingClass().isPresent()) {
                            outermost = outermost.getEnclosingClass().get();
                        }
                        return !(outermost.getPackageName().equals("dev.entente.connector")
                                && outermost.isAssignableTo("dev.entente.connector.Host"));
                    });
        }

        private static DescribedPredicate<JavaAccess<?>> readsTheRealWorld() {
            return calls(Thread.class, Set.of("sleep", "startVirtualThread", "ofVirtual", "start"))
                    .or(calls(System.class, Set.of("currentTimeMillis", "nanoTime")))
                    .or(calls(java.time.Clock.class, Set.of("systemUTC", "systemDefaultZone")))
                    .or(calls(java.time.Instant.class, Set.of("now")))
                    .or(calls(java.time.LocalDate.class, Set.of("now")))
                    .or(calls(java.time.LocalDateTime.class, Set.of("now")))
                    .or(calls(java.time.OffsetDateTime.class, Set.of("now")))
                    .or(calls(java.time.ZonedDateTime.class, Set.of("now")))
                    .or(calls(java.util.UUID.class, Set.of("randomUUID")))
                    .or(calls(Math.class, Set.of("random")))
                    .or(calls(java.util.concurrent.ThreadLocalRandom.class, Set.of("current")))
                    .or(calls(java.util.concurrent.locks.LockSupport.class, Set.of("parkNanos")))
                    .or(calls(java.util.concurrent.TimeUnit.class, Set.of("sleep")))
                    .or(unseededRandom());
        }

        private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, Set<String> names) {
            return DescribedPredicate.describe(
                    "call " + owner.getSimpleName() + "." + names,
                    access ->
                            access.getTarget() instanceof CodeUnitCallTarget target
                                    && target.getOwner().getName().equals(owner.getName())
                                    && names.contains(target.getName()));
        }

        private static DescribedPredicate<JavaAccess<?>> unseededRandom() {
            return DescribedPredicate.describe(
                    "call new Random() without a seed",
                    access ->
                            access.getTarget() instanceof CodeUnitCallTarget target
                                    && target.getOwner().getName().equals("java.util.Random")
                                    && target.getName().equals("<init>")
                                    && target.getRawParameterTypes().isEmpty());
        }
    }

    /** Of Entente's own packages, these alone; what a module takes from elsewhere its pom says. */
    private static void sees(String module, String... allowed) {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(module)
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("dev.entente..")
                                        .and(DescribedPredicate.not(resideInAnyPackage(allowed)))));
    }

    /** A module that has no class yet breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void every_module_is_here_to_be_looked_at() {
        check(classes().that(are(alwaysTrue())).should().resideInAPackage("dev.entente.."));
    }
}
