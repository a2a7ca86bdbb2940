/** What the program tells its user without stopping them: notices, problems, crashes. */
@NullMarked
package rewardloom.app.notice;

import org.jspecify.annotations.NullMarked;
