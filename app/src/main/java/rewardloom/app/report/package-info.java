/** The report: everything the program can say about a study, as one HTML page with its figures and tables beside it. */
@NullMarked
package rewardloom.app.report;

import org.jspecify.annotations.NullMarked;
