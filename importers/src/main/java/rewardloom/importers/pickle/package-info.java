/** Python's pickles, as data: numbers, texts, lists, dictionaries and arrays of NumPy. No class is ever built and nothing is run. */
@NullMarked
package rewardloom.importers.pickle;

import org.jspecify.annotations.NullMarked;
