package rewardloom.importers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "rewardloom.importers", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportersArchitectureTest {

    @ArchTest
    static final ArchRule IMPORTERS_STAND_ON_THE_MODEL_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("rewardloom.viewers..", "rewardloom.app..", "javafx..", "java.awt..", "javax.swing..")
            .because("importers run on the command line too, and are tested without a window");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE = slices().matching("rewardloom.importers.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a format can be removed without touching another");

    @ArchTest
    static final ArchRule THE_IMPORT_KNOWS_NO_FORMAT = noClasses()
            .that()
            .resideInAPackage("rewardloom.importers")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("rewardloom.importers.*")
            .because("formats are found as services");
}
