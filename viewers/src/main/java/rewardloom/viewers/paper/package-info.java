/** Figures on paper: venue presets, vector and pixel files, LaTeX, and the file from which a figure is made again. */
@NullMarked
package rewardloom.viewers.paper;

import org.jspecify.annotations.NullMarked;
