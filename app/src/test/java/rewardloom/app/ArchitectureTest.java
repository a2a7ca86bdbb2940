package rewardloom.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every arrow of the architecture, with its reason. */
@AnalyzeClasses(packages = "rewardloom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LONGEST_FILE = 500;

    @ArchTest
    static final ArchRule modelKnowsNobody = noClasses()
            .that()
            .resideInAPackage("rewardloom.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("rewardloom.importers..", "rewardloom.viewers..", "rewardloom.app..")
            .because("everything stands on the model, so it must stand on nothing of ours");

    @ArchTest
    static final ArchRule modelDrawsNothing = noClasses()
            .that()
            .resideInAPackage("rewardloom.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "org.jfree..")
            .because("a figure is data: the same one goes to the screen, to the paper and to JSON");

    @ArchTest
    static final ArchRule importersFillTablesOnly = noClasses()
            .that()
            .resideInAPackage("rewardloom.importers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("rewardloom.viewers..", "rewardloom.app..", "javafx..", "java.awt..")
            .because("reading a file must work without a window");

    @ArchTest
    static final ArchRule viewersKnowNoFiles = noClasses()
            .that()
            .resideInAPackage("rewardloom.viewers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("rewardloom.importers..", "rewardloom.app..")
            .because("a view shows tables, wherever they came from");

    @ArchTest
    static final ArchRule foreignFormatsStayInImporters = noClasses()
            .that()
            .resideOutsideOfPackage("rewardloom.importers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.jhdf..", "de.siegmar.fastcsv..")
            .because("only importers know foreign file formats");

    @ArchTest
    static final ArchRule chartsStayInViewers = noClasses()
            .that()
            .resideOutsideOfPackage("rewardloom.viewers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jfree..", "org.apache.pdfbox..", "org.apache.batik..")
            .because("one code path draws for the screen and for the paper");

    @ArchTest
    static final ArchRule databasesStayInTheProject = noClasses()
            .that()
            .resideInAnyPackage("rewardloom.viewers..", "rewardloom.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..", "org.duckdb..", "org.apache.arrow..")
            .because("the JavaFX thread must not find a database at hand");

    @ArchTest
    static final ArchRule noCyclesInTheModel = slices().matching("rewardloom.model.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package can then be read after those below it");

    @ArchTest
    static final ArchRule noCyclesInTheImporters = slices().matching("rewardloom.importers.(*)..")
            .should()
            .beFreeOfCycles()
            .because("formats do not know one another");

    @ArchTest
    static final ArchRule noCyclesInTheViewers = slices().matching("rewardloom.viewers.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package can then be read after those below it");

    @ArchTest
    static final ArchRule noCyclesInTheApp = slices().matching("rewardloom.app.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package can then be read after those below it");

    @ArchTest
    static final ArchRule noStaticState = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("rewardloom.model..", "rewardloom.importers..", "rewardloom.viewers..")
            .and()
            .areStatic()
            .should()
            .beFinal()
            .because("state that everyone can reach cannot be tested alone");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .that()
            .resideInAPackage("rewardloom..")
            .should()
            .haveNameMatching(".*\\.[A-Za-z]*(Util|Utils|Helper|Helpers|Manager)")
            .because("such a name says nothing about what is inside");

    @ArchTest
    static final ArchRule exceptionsAreFinal = classes()
            .that()
            .areAssignableTo(Exception.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("one exception for one reason");

    @Test
    void filesStayShort() throws IOException {
        try (Stream<Path> files =
                Stream.of("model", "importers", "viewers", "app").flatMap(ArchitectureTest::sources)) {
            List<String> tooLong = files.filter(f -> lines(f) > LONGEST_FILE)
                    .map(f -> f + ": " + lines(f) + " lines")
                    .toList();
            assertThat(tooLong).as("files past %d lines", LONGEST_FILE).isEmpty();
        }
    }

    private static Stream<Path> sources(String module) {
        try {
            return Files.walk(Path.of("..", module, "src"))
                    .filter(f -> f.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
