/** Importing in the window: staging, a preview whose roles can be corrected, and the decision. */
@NullMarked
package rewardloom.app.importing;

import org.jspecify.annotations.NullMarked;
